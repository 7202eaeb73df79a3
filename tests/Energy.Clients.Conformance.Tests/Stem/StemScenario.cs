using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Stem;

/// <summary>
/// A Stem exchange file: one call of the recorded client, its exchanges in order and what it returned. The recorder loses the last exchange of some
/// calls (mostly the one that raised); what is known of it is in <c>errorText</c>, or in results that no recorded body holds.
/// </summary>
public sealed partial class StemScenario
{
    private static readonly Dictionary<string, StemScenario> Cache = new(StringComparer.Ordinal);

    private StemScenario(string file, JsonElement root, IReadOnlyList<RecordedExchange> exchanges)
    {
        File = file;
        Json = root;
        Exchanges = exchanges;
        Call = root.GetProperty("call").GetString()!;
        ApiKey = root.GetProperty("apiKey").GetString()!;
        Kind = Call.StartsWith("clients", StringComparison.Ordinal) ? StemCall.Clients
            : Call.StartsWith("sites", StringComparison.Ordinal) ? StemCall.Sites
            : StemCall.Streams;
    }

    /// <summary>The file inside the vendor's folder.</summary>
    public string File { get; }

    /// <summary>The whole file.</summary>
    public JsonElement Json { get; }

    /// <summary>What was called, as the recorder wrote it down.</summary>
    public string Call { get; }

    /// <summary>Which of the three operations it was.</summary>
    public StemCall Kind { get; }

    /// <summary>The key that the recorded client sent.</summary>
    public string ApiKey { get; }

    /// <summary>The exchanges, in order.</summary>
    public IReadOnlyList<RecordedExchange> Exchanges { get; }

    /// <summary>The results that the call returned; null when it raised.</summary>
    public JsonElement? Result => Json.TryGetProperty("result", out JsonElement result) ? result : null;

    /// <summary>The class of what the call raised; null when it returned.</summary>
    public string? Error => Json.TryGetProperty("error", out JsonElement error) ? error.GetString() : null;

    /// <summary>How many results there were; the recorder keeps only the outer ones of a long list.</summary>
    public int ResultCount => Json.TryGetProperty("resultCount", out JsonElement count) ? count.GetInt32() : 0;

    /// <summary>The status and text of the answer that made the call raise; null when it was no answer's fault, or not told.</summary>
    public (int Status, string Text)? Refusal =>
        Json.TryGetProperty("errorText", out JsonElement text) && Answered().Match(text.GetString()!) is { Success: true } match
            ? (int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture), match.Groups["text"].Value)
            : null;

    /// <summary>Whether the answer that made the call raise is missing in <see cref="Exchanges"/>.</summary>
    public bool RefusalIsLost => Refusal is { } refusal && (Exchanges.Count == 0 || Exchanges[^1].Response.Status != refusal.Status);

    /// <summary>The client whose sites were asked.</summary>
    public string ClientId => QuotedId(Call);

    /// <summary>The site whose stream was asked, as the requests name it; a made-up one when there was no request.</summary>
    public string SiteId =>
        Exchanges.Select(exchange => RequestTarget.Match("/api/v1/sites/{id}/streams", exchange.Request.Target)?["id"]).FirstOrDefault(id => id is not null)
        ?? "site-without-request";

    /// <summary>The stream type asked.</summary>
    public string StreamType => Exchanges.Select(exchange => exchange.Request.Parameter("stream_type")).FirstOrDefault(type => type is not null)
        ?? TypeName().Match(Call).Value;

    /// <summary>The resolution asked, in seconds.</summary>
    public int Resolution => int.Parse(
        Exchanges.Select(exchange => exchange.Request.Parameter("resolution")).FirstOrDefault(seconds => seconds is not null)
        ?? (Seconds().Match(Call) is { Success: true } seconds ? seconds.Groups["n"].Value : "900"),
        CultureInfo.InvariantCulture);

    /// <summary>Since when the site has readings; null when the call does not say, which means long before the range.</summary>
    public Instant? SiteStart => Call.Contains("site start", StringComparison.Ordinal) ? Times[0] : null;

    /// <summary>The range asked.</summary>
    public (Instant Start, Instant End) Range => SiteStart is null ? (Times[0], Times[1]) : (Times[1], Times[2]);

    private Instant[] Times =>
    [
        .. Dates().Matches(Call).Select(match => match.Value.Length == 10
            ? LocalDatePattern.Iso.Parse(match.Value).Value.AtMidnight().InUtc().ToInstant()
            : InstantPattern.ExtendedIso.Parse(match.Value).Value),
    ];

    /// <summary>The id in the text of a call such as <c>sites('c1')</c>.</summary>
    public static string QuotedId(string call) => Quoted().Match(call).Groups["id"].Value;

    /// <summary>The scenario of an exchange file; read once.</summary>
    public static StemScenario Load(string file)
    {
        lock (Cache)
        {
            if (!Cache.TryGetValue(file, out StemScenario? scenario))
            {
                scenario = new StemScenario(file, Corpus.Load("stem", file), ExchangeFiles.Load("stem", file));
                Cache.Add(file, scenario);
            }

            return scenario;
        }
    }

    /// <summary>A scenario from the content of a file.</summary>
    public static StemScenario Read(string file, JsonElement root) => new(file, root, ExchangeFiles.Read("stem", file, root));

    /// <summary>The exchange that a redirect led to this one from, or the exchange itself.</summary>
    public RecordedExchange Origin(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        for (int i = exchange.Index; i > 0 && Exchanges[i - 1].Response.Status is >= 300 and < 400; i--)
        {
            exchange = Exchanges[i - 1];
        }

        return exchange;
    }

    [GeneratedRegex(@"status_code:\s*(?<status>[0-9]{3})\s*text:\s?(?<text>.*)$", RegexOptions.Singleline)]
    private static partial Regex Answered();

    [GeneratedRegex("""\((['"])(?<id>.*)\1\)""", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")]
    private static partial Regex Dates();

    [GeneratedRegex(@"(?<![0-9A-Za-z:])[A-Z][A-Z_]{2,}")]
    private static partial Regex TypeName();

    [GeneratedRegex(@",\s*(?<n>900|1800|3600)\s*\)")]
    private static partial Regex Seconds();
}
