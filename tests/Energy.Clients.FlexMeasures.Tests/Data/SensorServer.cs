using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>One sensor that holds what the test puts there: answers values only where a slot begins, as servers do, and statistics of what it holds. Keeps what was
/// asked.</summary>
internal sealed class SensorServer(int minutes, string zone = "UTC") : HttpMessageHandler
{
    /// <summary>What it holds, by the start of the slot.</summary>
    public SortedDictionary<Instant, double> Held { get; } = [];

    /// <summary>What came in posts.</summary>
    public List<(string Start, string Duration, double?[] Values, string Unit, string Prior)> Posts { get; } = [];

    /// <summary>The questions for values: from when on, and how many slots.</summary>
    public List<(Instant Start, int Slots)> Reads { get; } = [];

    /// <summary>The questions for statistics: of which stretch, or of all.</summary>
    public List<Interval?> Looks { get; } = [];

    /// <summary>The queries of all questions for values.</summary>
    public List<string> Queries { get; } = [];

    /// <summary>The queries of all questions for statistics.</summary>
    public List<string> LookQueries { get; } = [];

    /// <summary>Whether no value is given out, as by a filter that none of them meets.</summary>
    public bool HidesValues { get; set; }

    /// <summary>How many values each slot has, of as many beliefs.</summary>
    public int Beliefs { get; set; } = 1;

    /// <summary>The slots of which a second source has a value too.</summary>
    public HashSet<Instant> HeldByAnother { get; } = [];

    /// <summary>What is answered instead of statistics.</summary>
    public (HttpStatusCode Status, string Body)? InsteadOfStatistics { get; set; }

    public FlexMeasuresSensor Sensor { get; init; } = new()
    {
        Id = 4,
        Unit = Unit.Kilowatt,
        EventResolution = new IsoDuration(Duration.FromMinutes(minutes)),
        TimeZone = zone,
    };

    public FlexMeasuresClient Client(Microsoft.Extensions.Logging.ILoggerFactory? loggers = null) => new(
        new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token", MaxRetries = 0 },
        new() { LoggerFactory = loggers, PrimaryHandler = this });

    /// <summary>Holds a value a slot, each its place in the list.</summary>
    public SensorServer Hold(IEnumerable<Instant> starts)
    {
        foreach (var start in starts)
        {
            Held[start] = Held.Count;
        }

        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = request.RequestUri!.Query.TrimStart('?').Split('&').Select(static p => p.Split('=')).Where(static p => p.Length == 2)
            .ToDictionary(static p => p[0], static p => Uri.UnescapeDataString(p[1].Replace("+", "%20", StringComparison.Ordinal)));
        if (request.Method == HttpMethod.Post)
        {
            using var post = await JsonDocument.ParseAsync(await request.Content!.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            Posts.Add((
                Text("start"),
                Text("duration"),
                [.. post.RootElement.GetProperty("values").EnumerateArray().Select(static v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble())],
                Text("unit"),
                Text("prior")));
            return Answer(HttpStatusCode.OK, """{"status":"PROCESSED"}""");

            string Text(string name) => post.RootElement.GetProperty(name).GetString()!;
        }

        if (request.RequestUri.AbsolutePath.EndsWith("/stats", StringComparison.Ordinal))
        {
            var stretch = query.TryGetValue("event_start_time", out var from)
                ? new Interval(FlexMeasuresTime.Parse(from).ToInstant(), FlexMeasuresTime.Parse(query["event_end_time"]).ToInstant()) : (Interval?)null;
            Looks.Add(stretch);
            LookQueries.Add(request.RequestUri.Query);
            return InsteadOfStatistics is { } other ? Answer(other.Status, other.Body) : Answer(HttpStatusCode.OK, Statistics(stretch));
        }

        if (!request.RequestUri.AbsolutePath.EndsWith("/data", StringComparison.Ordinal))
        {
            return Answer(HttpStatusCode.OK,
                $$"""{"id":4,"unit":"{{Sensor.Unit}}","timezone":"{{Sensor.TimeZone}}","event_resolution":"{{Sensor.EventResolution}}","attributes":"{}"}""");
        }

        var (start, step) = (FlexMeasuresTime.Parse(query["start"]).ToInstant(), IsoDuration.Parse(query["resolution"]).ToDuration());
        var slots = (int)(IsoDuration.Parse(query["duration"]).ToDuration() / step);
        Reads.Add((start, slots));
        Queries.Add(Uri.UnescapeDataString(request.RequestUri.Query));
        var values = Enumerable.Range(0, slots).Select(i =>
            !HidesValues && Held.TryGetValue(start + (step * i), out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : "null");
        return Answer(HttpStatusCode.OK, $$"""{"values":[{{string.Join(',', values)}}],"start":"{{query["start"]}}","unit":"{{query["unit"]}}"}""");

        HttpResponseMessage Answer(HttpStatusCode status, string text) =>
            new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json"), RequestMessage = request };
    }

    // Of the slots that begin and end in a stretch.
    private string Statistics(Interval? stretch)
    {
        var own = Sensor.EventResolution.ToDuration();
        string[] sources = [Of(1, Held.Keys), Of(2, HeldByAnother.Order())];
        return "{" + string.Join(',', sources.Where(static s => s.Length > 0)) + "}";

        string Of(int id, IEnumerable<Instant> starts)
        {
            var inside = starts.Where(s => stretch is not { } part || (s >= part.Start && s + own <= part.End)).ToList();
            return inside.Count == 0 ? "" : $$$"""
                "user (ID: {{{id}}})":{"First event start":"{{{FlexMeasuresTime.Format(inside[0])}}}","Last event end":"{{{FlexMeasuresTime.Format(inside[^1] + own)}}}",
                "Number of values":{{{inside.Count * Beliefs}}}}
                """;
        }
    }
}
