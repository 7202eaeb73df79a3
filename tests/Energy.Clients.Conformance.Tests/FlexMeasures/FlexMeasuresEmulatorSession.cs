using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>An emulator with the world's state and clock; between exchanges it is told what the recorded server's workers did.</summary>
public sealed class FlexMeasuresEmulatorSession : EmulatorSession
{
    private readonly EnergyEmulators _emulators;
    private readonly ManualTimeProvider _clock;
    private readonly string _state;
    private readonly JsonElement _world;
    private readonly Dictionary<string, string> _ours = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Name), string> _jobs = [];

    private FlexMeasuresEmulatorSession(EnergyEmulators emulators, ManualTimeProvider clock, string state)
    {
        _emulators = emulators;
        _clock = clock;
        _state = state;
        _world = FlexMeasuresWorldState.Load(state);
    }

    public override Uri BaseAddress => _emulators.FlexMeasures.BaseAddress;

    public static async Task<FlexMeasuresEmulatorSession> StartAsync(string state)
    {
        JsonElement world = FlexMeasuresWorldState.Load(state);
        var clock = new ManualTimeProvider(InstantPattern.General.Parse(world.GetProperty("server").GetProperty("clock").GetProperty("start").GetString()!).Value);
        EnergyEmulators emulators = await EnergyEmulators.StartAsync(options =>
        {
            options.Only(options.FlexMeasures);
            options.TimeProvider = clock;
            options.FlexMeasures.SimulatedWorld = false;
            options.FlexMeasures.SpeaksMessages = FlexMeasuresWorldState.SpeaksMessages(state);
        });
        emulators.FlexMeasures.State.HoldsJobs = true;
        emulators.FlexMeasures.State.Load(world);
        return new FlexMeasuresEmulatorSession(emulators, clock, state);
    }

    public override Task<bool> BeforeAsync(RecordedExchange exchange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        // No step of whole milliseconds, so that times have the fractions that the server writes.
        _clock.Advance(TimeSpan.FromMicroseconds(20_347));
        foreach (JsonElement entry in _world.GetProperty("timeline").EnumerateArray())
        {
            JsonElement at = entry.GetProperty("at");
            if (exchange.File == FlexMeasuresWorldState.ExchangeFile(_state, at.GetProperty("file")) && exchange.Index == at.GetProperty("beforeExchange").GetInt32())
            {
                Apply(entry);
            }
        }

        return Task.FromResult(false);
    }

    public override void After(RecordedExchange exchange, JsonElement answer)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (exchange.Response.Body.Json is { ValueKind: JsonValueKind.Object } recorded
            && recorded.TryGetProperty("job", out JsonElement theirs)
            && answer.TryGetProperty("body", out JsonElement body) && body.ValueKind == JsonValueKind.Object && body.TryGetProperty("job", out JsonElement ours))
        {
            _ours.TryAdd(theirs.GetString()!, ours.GetString()!);
            _jobs[(exchange.File, exchange.Json.GetProperty("name").GetString()!)] = ours.GetString()!;
        }
    }

    public override string Substitute(string text) => _ours.Aggregate(text, (t, pair) => t.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    public override string Restore(string text) => _ours.Aggregate(text, (t, pair) => t.Replace(pair.Value, pair.Key, StringComparison.Ordinal));

    public override ValueTask DisposeAsync() => _emulators.DisposeAsync();

    private void Apply(JsonElement entry)
    {
        if (entry.TryGetProperty("server", out JsonElement server) && server.TryGetProperty("clock", out JsonElement clock))
        {
            Move(clock);
        }

        JsonObject happening = JsonText.ToNode(entry)!.AsObject();
        foreach (JsonNode? job in happening["jobs"] as JsonArray ?? [])
        {
            if (job!["createdBy"] is { } created
                && _jobs.TryGetValue((Corpus.Beside(_state, "exchanges/" + created["file"]!.GetValue<string>()), created["exchange"]!.GetValue<string>()), out string? id))
            {
                job["id"] = id;
            }

            // The lines of this text end with a space, which the state has lost of the last.
            if (job["exception"]?["message"]?.GetValue<string>() is { } message && message.Contains(" \n", StringComparison.Ordinal))
            {
                job["exception"]!["message"] = message + " ";
            }
        }

        _emulators.FlexMeasures.State.Apply(JsonText.ToElement(happening), Instant.FromDateTimeOffset(_clock.GetUtcNow()));
    }

    private void Move(JsonElement clock)
    {
        if (clock.TryGetProperty("advance", out JsonElement length))
        {
            _clock.Advance(PeriodPattern.NormalizingIso.Parse(length.GetString()!).Value.ToDuration().ToTimeSpan());
        }

        if (clock.TryGetProperty("wholeSecond", out JsonElement whole) && whole.GetBoolean())
        {
            _clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerSecond - (_clock.GetUtcNow().Ticks % TimeSpan.TicksPerSecond)));
        }
    }
}
