using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A kind of telemetry that the server takes.</summary>
/// <param name="Name">The last segment of the path, and the beginning of the member that holds the device's id.</param>
/// <param name="Topic">Where its messages go.</param>
/// <param name="Shape">What the validator lets through.</param>
internal sealed record SundayaDatasetShape(string Name, string Topic, SundayaShape Shape)
{
    private const double LargestWhole = 9_007_199_254_740_991;

    private static readonly (string Path, Func<JsonNode?, (JsonNode? Taken, string? Fault)> End)[] Flows =
    [
        ("status.code", Code),
        ("data[].time_local", Time),
        ("data[].pv.volts[1-4]", Positive),
        ("data[].pv.amps[1-4]", Positive),
        ("data[].battery.volts", Positive),
        ("data[].battery.amps", Signed),
        ("data[].load.volts[1-2]", Positive),
        ("data[].load.amps[1-2]", Positive),
    ];

    public static readonly SundayaDatasetShape Mppt = new("mppt", "pub.tel_mppt", SundayaShape.Of([("mppt_id", Text), .. Flows]));

    public static readonly SundayaDatasetShape Inverter = new("inverter", "pub.tel_inv", SundayaShape.Of(
    [
        ("inverter_id", Text),
        .. Flows,
        ("data[].grid.volts[1-3]", Positive),
        ("data[].grid.amps[1-3]", Signed),
        ("data[].grid.pf[1-3]", v => Number(v, n => Sign(n) ?? AtMost(1, n))),
    ]));

    public static readonly SundayaDatasetShape Pms = new("pms", "pub.tel_pms", SundayaShape.Of(
        ("pms_id", Text),
        ("status.code", Code),
        ("status.temp", Positive),
        ("data[].time_local", Time),
        ("data[].pack.id", Text),
        ("data[].pack.dock", v => Index(48, v)),
        ("data[].pack.amps", Signed),
        ("data[].pack.temp[3]", Positive),
        ("data[].pack.cell.volts[14]", Positive),
        ("data[].pack.cell.open[0-14!]", v => Index(14, v)),
        ("data[].pack.fet.temp[2]", Positive),
        ("data[].pack.fet.open[0-2!]", v => Index(2, v))));

    public string IdMember => Name + "_id";

    public static SundayaDatasetShape? Find(string name) => Array.Find([Mppt, Pms, Inverter], d => d.Name == name);

    private static (JsonNode? Taken, string? Fault) Text(JsonNode? value) => (value, TextFault(value));

    private static (JsonNode? Taken, string? Fault) Code(JsonNode? value) => (value, TextFault(value)
        ?? (!SundayaJson.AsText(value)!.All(char.IsAsciiHexDigit) ? "must only contain hexadecimal characters"
        : SundayaJson.AsText(value)!.Length != 4 ? "length must be 4 characters long"
        : null));

    // A bare number is taken for milliseconds since 1970.
    private static (JsonNode? Taken, string? Fault) Time(JsonNode? value) => (value, SundayaJson.AsText(value) is { } text
        ? SundayaStamp.IsAccepted(text) ? null : "must be in [YYYYMMDDTHHmmss.SSSS+HHmm, YYYYMMDDTHHmmss.SSSSZ, YYYYMMDDTHHmmss.SSSS] format"
        : SundayaJson.AsNumber(value) is >= -SundayaStamp.MostMilliseconds and <= SundayaStamp.MostMilliseconds ? null : "must be a valid date");

    private static (JsonNode? Taken, string? Fault) Signed(JsonNode? value) => Number(value, static _ => null);

    private static (JsonNode? Taken, string? Fault) Positive(JsonNode? value) => Number(value, Sign);

    private static (JsonNode? Taken, string? Fault) Index(int most, JsonNode? value) =>
        Number(value, n => double.IsInteger(n) ? Sign(n) ?? AtMost(most, n) : "must be an integer");

    private static (JsonNode? Taken, string? Fault) Number(JsonNode? value, Func<double, string?> fault)
    {
        if (!SundayaNumberText.TryTake(value, out var taken))
        {
            return (value, "must be a safe number");
        }

        return (taken, SundayaJson.AsNumber(taken) switch
        {
            null or double.NaN => "must be a number",
            double.PositiveInfinity or double.NegativeInfinity => "cannot be infinity",
            > LargestWhole or < -LargestWhole => "must be a safe number",
            { } number => fault(number),
        });
    }

    private static string? TextFault(JsonNode? value) => SundayaJson.AsText(value) switch
    {
        null => "must be a string",
        "" => "is not allowed to be empty",
        _ => null,
    };

    private static string? Sign(double number) => number > 0 ? null : "must be a positive number";

    private static string? AtMost(int most, double number) => number > most ? FormattableString.Invariant($"must be less than or equal to {most}") : null;
}
