using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>A sensor with what is believed of its events.</summary>
internal sealed class FlexMeasuresSensorState(long id, string name)
{
    private readonly Dictionary<Instant, List<FlexMeasuresBeliefState>> _beliefs = [];

    public long Id { get; } = id;

    public string Name { get; set; } = name;

    public long AssetId { get; set; }

    public string Unit { get; set; } = "kW";

    public string TimeZone { get; set; } = "Europe/Amsterdam";

    public Duration Resolution { get; set; }

    public JsonObject Attributes { get; set; } = [];

    /// <summary>What the simulated world measures in a slot, for sensors that it has.</summary>
    public Func<Instant, Instant, double>? Simulated { get; set; }

    public Instant SimulatedFrom { get; set; }

    public long SimulatedSourceId { get; set; }

    public IEnumerable<(Instant Start, FlexMeasuresBeliefState Belief)> Beliefs => _beliefs.SelectMany(e => e.Value.Select(b => (e.Key, b)));

    /// <summary>What is believed of the event that starts at an instant.</summary>
    public IEnumerable<FlexMeasuresBeliefState> At(Instant start, Instant now)
    {
        if (_beliefs.TryGetValue(start, out var stored))
        {
            foreach (var belief in stored)
            {
                yield return belief;
            }
        }

        var end = start + Resolution;
        if (Simulated is { } simulate && start >= SimulatedFrom && end <= now && start.ToUnixTimeTicks() % Math.Max(1, Resolution.BclCompatibleTicks) == 0)
        {
            yield return new FlexMeasuresBeliefState(SimulatedSourceId, end, simulate(start, end));
        }
    }

    /// <summary>Stores a belief unless the source already believes the same, or another value at the same belief time.</summary>
    public FlexMeasuresStoring Store(Instant start, long sourceId, Instant believedAt, double value, bool test)
    {
        if (!_beliefs.TryGetValue(start, out var stored))
        {
            stored = [];
            if (!test)
            {
                _beliefs[start] = stored;
            }
        }

        if (stored.Find(b => b.SourceId == sourceId && b.At == believedAt) is { } same)
        {
            return same.Value.Equals(value) ? FlexMeasuresStoring.Known : FlexMeasuresStoring.Replacement;
        }

        if (stored.Where(b => b.SourceId == sourceId && b.At < believedAt).MaxBy(b => b.At) is { } last && last.Value.Equals(value))
        {
            return FlexMeasuresStoring.Unchanged;
        }

        if (!test)
        {
            stored.Add(new FlexMeasuresBeliefState(sourceId, believedAt, value));
        }

        return FlexMeasuresStoring.New;
    }

    public void Delete(Func<Instant, FlexMeasuresBeliefState, bool> which)
    {
        foreach (var (start, stored) in _beliefs)
        {
            stored.RemoveAll(b => which(start, b));
        }
    }
}
