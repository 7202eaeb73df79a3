using System.Globalization;

namespace Energy.Clients.Stem.Tests;

/// <summary>Answers as the vendor writes them.</summary>
internal static class Wire
{
    public const string Monitor = "MONITOR";

    public static string Streams(params (string Type, string Intervals)[] streams) =>
        $$"""{"id":"site-1","name":"Site one","stream_types":[{{string.Join(',', streams.Select(s => $$"""{"stream_type":"{{s.Type}}","streams":[{{s.Intervals}}]}"""))}}]}""";

    public static string Interval(string start, string end, double? kilowatts) =>
        $$"""{"start_datetime":"{{start}}","end_datetime":"{{end}}","kw_total_avg":{{kilowatts?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}""";

    /// <summary>An interval of 15 minutes on 1 May 2024, a second late as they come.</summary>
    public static string Quarter(int number, double? kilowatts) =>
        Interval(
            string.Create(CultureInfo.InvariantCulture, $"2024-05-01T{number / 4:00}:{number % 4 * 15:00}:01Z"),
            string.Create(CultureInfo.InvariantCulture, $"2024-05-01T{(number + 1) / 4:00}:{(number + 1) % 4 * 15:00}:00Z"),
            kilowatts);

    public static string Clients(string members, params string[] ids) =>
        $$"""{"clients":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","name":"Name {{id}}","link":"/api/v1/clients/{{id}}"}"""))}}]{{members}}}""";
}
