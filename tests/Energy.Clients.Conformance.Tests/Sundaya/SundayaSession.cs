using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.Emulators;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>A Sundaya emulator as one process of one version.</summary>
public sealed partial class SundayaSession : EmulatorSession
{
    private const string OurHost = "https://links.example.test";
    private const int OverTheLimit = 1_100_000;

    private readonly EnergyEmulators _emulators;
    private readonly RecordedClock _clock;
    private readonly string _theirHost;
    private bool _rendered;
    private int _published;

    private SundayaSession(EnergyEmulators emulators, RecordedClock clock, string theirHost)
    {
        _emulators = emulators;
        _clock = clock;
        _theirHost = theirHost;
    }

    public override Uri BaseAddress => _emulators.Sundaya.BaseAddress;

    public static async Task<SundayaSession> StartAsync(EmulatorRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var clock = new RecordedClock();
        clock.Set(ClockOf(run.Exchanges[0]));
        EnergyEmulators emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.Sundaya);
            o.TimeProvider = clock;
            o.Sundaya.Version = SundayaServer.VersionOf(ServerOf(run.Exchanges[0]));
            o.Sundaya.Numbers = SundayaNumbers.Random;
            o.Sundaya.LinkHost = new Uri(OurHost);
        });
        return new SundayaSession(emulators, clock, HostOf(run));
    }

    public static string ServerOf(RecordedExchange exchange) => exchange.Json.GetProperty("server").GetString()!;

    public static DateTimeOffset ClockOf(RecordedExchange exchange) => DateTimeOffset.Parse(exchange.Json.GetProperty("clock").GetString()!, CultureInfo.InvariantCulture);

    public override async Task<bool> BeforeAsync(RecordedExchange exchange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        _clock.Set(ClockOf(exchange));

        // The process that leaves a refused telemetry without an answer had rendered a page before; that request is not in the recording.
        if (exchange.Response.NoResponse && exchange.Request.Method == "POST" && !_rendered)
        {
            _rendered = true;
            var (status, _, _) = await SundayaServer.GetAsync(BaseAddress, "/energy", "text/html");
            Assert.Equal(200, status);
        }

        return false;
    }

    /// <summary>What differed between the messages recorded and ours, by file and position.</summary>
    public static ConcurrentDictionary<(string File, int Index), string> Mismatches { get; } = new();

    public override void After(RecordedExchange exchange, JsonElement answer)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        IReadOnlyList<SundayaPublishedMessage> all = _emulators.Sundaya.Published;
        var ours = new JsonArray([.. all.Skip(_published).Select(m => (JsonNode)new JsonObject { ["topic"] = m.Topic, ["key"] = m.Key, ["value"] = m.Value.DeepClone() })]);
        _published = all.Count;
        JsonNode theirs = exchange.Json.TryGetProperty("published", out JsonElement published) ? JsonText.ToNode(published)! : new JsonArray();
        if (!JsonNode.DeepEquals(ours, theirs))
        {
            Mismatches[(exchange.File, exchange.Index)] = $"published: expected {theirs.ToJsonString()}, ours is {ours.ToJsonString()}";
        }
    }

    public override string Substitute(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Letters().Match(text) is { Success: true } match
            ? new string(match.Groups["letter"].Value[0], int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture))
            : LargeDocument().IsMatch(text) ? "{\"datasets\":[\"" + new string('a', OverTheLimit) + "\"]}" : text;
    }

    public override string Restore(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(OurHost, _theirHost, StringComparison.Ordinal);
    }

    public override ValueTask DisposeAsync() => _emulators.DisposeAsync();

    // Scheme and host of links are configured at the server; a recording tells them only in its links.
    private static string HostOf(EmulatorRun run)
    {
        JsonPath path = JsonPath.Parse("[*].collection.href");
        JsonElement? href =
            run.Exchanges.Where(e => e.Response.Body.Json is not null).SelectMany(e => path.Select(e.Response.Body.Json!.Value)).Select(e => (JsonElement?)e).FirstOrDefault();
        return href is { } first ? new Uri(JsonText.Of(first)).GetLeftPart(UriPartial.Authority) : OurHost;
    }

    [GeneratedRegex("^<(?<count>[0-9]+) bytes of the letter (?<letter>.)>$")]
    private static partial Regex Letters();

    [GeneratedRegex("^<json document of more than 1 MiB>$")]
    private static partial Regex LargeDocument();
}
