using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>An emulator with the state of the world file, the clock of the recording and the key it names.</summary>
public sealed partial class IOTileSession : EmulatorSession
{
    private const string RecordedOrigin = "https://iotile.cloud";
    private const string Cookie = "conformancesession";

    private readonly EnergyEmulators _emulators;
    private readonly ManualTimeProvider _clock;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private IOTileSession(EnergyEmulators emulators, ManualTimeProvider clock)
    {
        _emulators = emulators;
        _clock = clock;
    }

    /// <inheritdoc/>
    public override Uri BaseAddress => _emulators.IOTile.BaseAddress;

    /// <summary>Starts an emulator for a run.</summary>
    public static async Task<IOTileSession> StartAsync(EmulatorRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var clock = new ManualTimeProvider(ClockOf(run));
        EnergyEmulators emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.IOTile);
            o.TimeProvider = clock;
            o.IOTile.SimulatedWorld = false;
            o.IOTile.SigningKey = "nosecret";
        });
        IOTileEmulatorState state = emulators.IOTile.State;
        foreach (string file in Corpus.JsonFiles("iotile", "upstream/server-vartypes"))
        {
            state.LoadVariableType(Path.GetFileNameWithoutExtension(file), Corpus.Load("iotile", file));
        }

        state.LoadWorld(Corpus.Load("iotile", "world.json"));
        if (run.Exchanges.Select(e => e.Json.TryGetProperty("note", out JsonElement note) ? ZoneNote().Match(note.GetString() ?? "") : Match.Empty).FirstOrDefault(m => m.Success) is { } zone)
        {
            state.SetTimeZone("joe", DateTimeZoneProviders.Tzdb[zone.Groups[1].Value]);
        }

        emulators.IOTile.Sessions[Cookie] = state.Users.First(u => u.Username == "joe");
        return new IOTileSession(emulators, clock);
    }

    /// <inheritdoc/>
    public override void After(RecordedExchange exchange, JsonElement answer)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (exchange.Response.Body.Json is { } recorded && answer.TryGetProperty("body", out JsonElement ours))
        {
            Remember(recorded, ours);
        }

        // A cookie is asked to change nothing but the session that a later request repeats.
        if (exchange.Request.Path.EndsWith("/auth/login/", StringComparison.Ordinal) && exchange.Response.Status == 200)
        {
            _emulators.IOTile.Sessions.TryAdd(Cookie, _emulators.IOTile.State.Users.First(u => u.Username == "joe"));
        }
    }

    /// <inheritdoc/>
    public override string Substitute(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string replaced = Placeholder().Replace(text, match => Token(match.Groups[1].Value)).Replace("<id>", Cookie, StringComparison.Ordinal);
        return Guids().Replace(replaced, match => _ids.GetValueOrDefault(match.Value, match.Value));
    }

    /// <inheritdoc/>
    public override string Restore(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(BaseAddress.GetLeftPart(UriPartial.Authority), RecordedOrigin, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _emulators.DisposeAsync();

    // When the recording was made: the latest sign-in that a token in a request tells of.
    private static DateTimeOffset ClockOf(EmulatorRun run)
    {
        long latest = 0;
        foreach (RecordedExchange exchange in run.Exchanges)
        {
            foreach (Match match in Jwts().Matches(exchange.Request.Body.Json?.GetRawText() ?? ""))
            {
                using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(match.Groups[1].Value));
                if (claims.RootElement.TryGetProperty("orig_iat", out JsonElement issued))
                {
                    latest = Math.Max(latest, issued.GetInt64());
                }
            }
        }

        return latest > 0 ? DateTimeOffset.FromUnixTimeSeconds(latest) : new DateTimeOffset(2026, 11, 20, 21, 45, 0, TimeSpan.Zero);
    }

    [GeneratedRegex(@"<((?:jwt of [a-z ]+|[a-z]+ jwt)(?:\(role [a-z0-9]+\))?)>")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex(@"eyJ[\w-]+\.([\w-]+)\.[\w-]+")]
    private static partial Regex Jwts();

    [GeneratedRegex(@"time zone is ([\w/]+)")]
    private static partial Regex ZoneNote();

    private static bool IsGuid(JsonElement value) => value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out _);

    private void Remember(JsonElement recorded, JsonElement ours)
    {
        if (recorded.ValueKind == JsonValueKind.Object && ours.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in recorded.EnumerateObject())
            {
                if (ours.TryGetProperty(member.Name, out JsonElement twin))
                {
                    Remember(member.Value, twin);
                }
            }
        }
        else if (recorded.ValueKind == JsonValueKind.Array && ours.ValueKind == JsonValueKind.Array)
        {
            foreach ((JsonElement left, JsonElement right) in recorded.EnumerateArray().Zip(ours.EnumerateArray()))
            {
                Remember(left, right);
            }
        }
        else if (IsGuid(recorded) && IsGuid(ours))
        {
            _ids[recorded.GetString()!] = ours.GetString()!;
        }
    }

    private string Token(string placeholder)
    {
        IOTileEmulator emulator = _emulators.IOTile;
        long now = _clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject Claims(string user, int id, long expires) => new() { ["user_id"] = id, ["username"] = user, ["exp"] = expires, ["email"] = user + "@example.com", ["orig_iat"] = now };
        IOTileUserIdentity joe = Identity("joe");
        switch (placeholder)
        {
            case "expired jwt":
                return emulator.Tokens.Sign(Claims("joe", joe.Id, now - 10));
            case "noiat jwt":
                JsonObject claims = Claims("joe", joe.Id, now + 1000);
                claims.Remove("orig_iat");
                return emulator.Tokens.Sign(claims);
            case "nouser jwt":
                return emulator.Tokens.Sign(Claims("nobody-at-all", 99, now + 1000));
            case "inactive jwt":
                return emulator.IssueToken(emulator.State.Users.First(u => !u.Active).Username);
            case "wrongkey jwt":
                return emulator.Tokens.Sign(Claims("joe", joe.Id, now + 1000), "another key");
            case "noname jwt":
                return emulator.Tokens.Sign(new JsonObject { ["exp"] = now + 1000 });
            default:
                string name = placeholder.Replace("jwt of ", "", StringComparison.Ordinal).Replace("staff ", "", StringComparison.Ordinal).Split(' ')[0];
                return emulator.IssueToken(name);
        }
    }

    private IOTileUserIdentity Identity(string username) => new(_emulators.IOTile.State.Users.First(u => u.Username == username).Id);
}
