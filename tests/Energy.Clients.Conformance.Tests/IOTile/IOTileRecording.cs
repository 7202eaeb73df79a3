using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>What a run of recordings tells of the server that it was made with, beside the world file: its clock, the accounts' time zone, whose its cookie is.</summary>
internal static partial class IOTileRecording
{
    private static readonly TimeSpan LifeOfACookie = TimeSpan.FromDays(14);
    private static readonly DateTimeOffset OfTheCorpus = new(2026, 11, 20, 21, 45, 0, TimeSpan.Zero);

    /// <summary>When the recording was made: the latest sign-in that a token tells of, else when the session cookies or the objects were made.</summary>
    public static DateTimeOffset ClockOf(EmulatorRun run) =>
        Latest(run.Exchanges.SelectMany(SignIns)) ?? Latest(run.Exchanges.SelectMany(Cookies)) ?? Latest(run.Exchanges.SelectMany(Creations)) ?? OfTheCorpus;

    /// <summary>The time zone that the notes give the accounts; null when they say nothing.</summary>
    public static DateTimeZone? ZoneOf(EmulatorRun run)
    {
        foreach (var exchange in run.Exchanges)
        {
            if (exchange.Json.TryGetProperty("note", out var note) && ZoneNote().Match(note.GetString() ?? "") is { Success: true } zone)
            {
                return DateTimeZoneProviders.Tzdb[zone.Groups[1].Value];
            }
        }

        return null;
    }

    /// <summary>Whose the session cookie is that the first requests carry: the one whose token stands beside it, or who then signs in again.</summary>
    public static IOTileUser CookieOwnerOf(EmulatorRun run, IReadOnlyList<IOTileUser> users)
    {
        var withCookie = run.Exchanges.Where(static e => e.Request.Header("cookie") is not null).ToList();
        return withCookie.Select(e => OfPlaceholder(e.Request.Header("authorization"), users))
            .Concat(withCookie.Select(e => OfSignIn(e, users))).FirstOrDefault(static u => u is not null) ?? users.First(static u => u.Active);
    }

    /// <summary>Who signs in with an exchange; null when nobody does.</summary>
    public static IOTileUser? OfSignIn(RecordedExchange exchange, IReadOnlyList<IOTileUser> users) =>
        exchange.Request.Path.EndsWith("/auth/login/", StringComparison.Ordinal) && exchange.Request.Body.Json is { ValueKind: JsonValueKind.Object } body
            && body.TryGetProperty("email", out var email) && email.ValueKind == JsonValueKind.String
            ? users.FirstOrDefault(u => u.Email.Equals(email.GetString(), StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>The account that a placeholder such as <c>&lt;jwt of ann (role r1)&gt;</c> names; null when it names none.</summary>
    public static IOTileUser? OfPlaceholder(string? text, IReadOnlyList<IOTileUser> users) => text is null ? null
        : Words().Matches(text).Select(word => users.FirstOrDefault(u => u.Username == word.Value)).FirstOrDefault(static u => u is not null);

    private static DateTimeOffset? Latest(IEnumerable<DateTimeOffset> times) => times.Select(static t => (DateTimeOffset?)t).Max();

    private static IEnumerable<DateTimeOffset> SignIns(RecordedExchange exchange)
    {
        foreach (Match match in Jwts().Matches((exchange.Request.Body.Json?.GetRawText() ?? "") + (exchange.Response.Body.Json?.GetRawText() ?? "")))
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(match.Groups[1].Value));
            if (claims.RootElement.TryGetProperty("orig_iat", out var issued))
            {
                yield return DateTimeOffset.FromUnixTimeSeconds(issued.GetInt64());
            }
        }
    }

    private static IEnumerable<DateTimeOffset> Cookies(RecordedExchange exchange)
    {
        if (exchange.Response.Header("set-cookie") is { } cookie && Expires().Match(cookie) is { Success: true } end
            && DateTimeOffset.TryParse(end.Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > DateTimeOffset.UnixEpoch)
        {
            yield return at - LifeOfACookie;
        }
    }

    private static IEnumerable<DateTimeOffset> Creations(RecordedExchange exchange) =>
        Created().Matches(exchange.Response.Body.Json?.GetRawText() ?? "")
            .Select(static m => DateTimeOffset.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    [GeneratedRegex(@"eyJ[\w-]+\.([\w-]+)\.[\w-]+")]
    private static partial Regex Jwts();

    [GeneratedRegex(@"time zone is ([\w/]+)")]
    private static partial Regex ZoneNote();

    [GeneratedRegex(@"[\w.@+-]+")]
    private static partial Regex Words();

    [GeneratedRegex("expires=([^;]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Expires();

    [GeneratedRegex("""
        "created_(?:on|at)":\s*"(\d{4}-\d\d-\d\dT[^"]+)"
        """)]
    private static partial Regex Created();
}
