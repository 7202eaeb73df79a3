using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.Emulators;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>An emulator with the state of the world file, the clock of the recording and the key it names.</summary>
public sealed partial class IOTileSession : EmulatorSession
{
    private const string RecordedOrigin = "https://iotile.cloud";
    private const string Cookie = "conformancesession";

    private readonly EnergyEmulators _emulators;
    private readonly ManualTimeProvider _clock;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _recorded = new(StringComparer.Ordinal);

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
        var clock = new ManualTimeProvider(IOTileRecording.ClockOf(run));
        EnergyEmulators emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.IOTile);
            o.TimeProvider = clock;
            o.IOTile.SimulatedWorld = false;
            o.IOTile.SigningKey = "nosecret";
        });
        IOTileEmulatorState state = emulators.IOTile.State;
        string first = run.Exchanges[0].File;
        foreach (string file in Corpus.JsonFiles("iotile", Corpus.Beside(first, "upstream/server-vartypes")))
        {
            state.LoadVariableType(Path.GetFileNameWithoutExtension(file), Corpus.Load("iotile", file));
        }

        state.LoadWorld(Corpus.Load("iotile", Corpus.Beside(first, "world.json")));
        if (IOTileRecording.ZoneOf(run) is { } zone)
        {
            foreach (IOTileUser user in state.Users)
            {
                state.SetTimeZone(user.Username, zone);
            }
        }

        emulators.IOTile.Sessions[Cookie] = IOTileRecording.CookieOwnerOf(run, state.Users);
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
        if (exchange.Response.Status == 200 && IOTileRecording.OfSignIn(exchange, _emulators.IOTile.State.Users) is { } user)
        {
            _emulators.IOTile.Sessions.TryAdd(Cookie, user);
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
        return Guids()
            .Replace(text.Replace(BaseAddress.GetLeftPart(UriPartial.Authority), RecordedOrigin, StringComparison.Ordinal), match =>
                _recorded.GetValueOrDefault(match.Value, match.Value));
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _emulators.DisposeAsync();

    [GeneratedRegex("<(jwt of [^<>]+|[a-z]+ jwt)>")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guids();

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
            if (recorded.GetString() != ours.GetString())
            {
                _ids[recorded.GetString()!] = ours.GetString()!;
                _recorded[ours.GetString()!] = recorded.GetString()!;
            }
        }
    }

    private string Token(string placeholder)
    {
        IOTileEmulator emulator = _emulators.IOTile;
        IReadOnlyList<IOTileUser> users = emulator.State.Users;
        IOTileUser someone = users.First(u => u is { Active: true, Staff: false });
        long now = _clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject Claims(string user, int id, string email, long expires) =>
            new() { ["user_id"] = id, ["username"] = user, ["exp"] = expires, ["email"] = email, ["orig_iat"] = now };
        JsonObject Own(long expires) => Claims(someone.Username, someone.Id, someone.Email, expires);
        switch (placeholder)
        {
            case "expired jwt":
                return emulator.Tokens.Sign(Own(now - 10));
            case "noiat jwt":
                JsonObject claims = Own(now + 1000);
                claims.Remove("orig_iat");
                return emulator.Tokens.Sign(claims);
            case "nouser jwt":
                return emulator.Tokens.Sign(Claims("nobody-at-all", users.Max(u => u.Id) + 90, "nobody@example.com", now + 1000));
            case "inactive jwt":
                return emulator.IssueToken(users.First(u => !u.Active).Username);
            case "wrongkey jwt":
                return emulator.Tokens.Sign(Own(now + 1000), "another key");
            case "noname jwt":
                return emulator.Tokens.Sign(new JsonObject { ["exp"] = now + 1000 });
            default:
                return emulator.IssueToken(IOTileRecording.OfPlaceholder(placeholder["jwt of ".Length..], users)?.Username
                    ?? throw new InvalidOperationException($"'{placeholder}' names no account of the world file."));
        }
    }
}
