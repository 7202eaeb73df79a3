using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A sensor with what is believed of its events.</summary>
internal sealed class FlexMeasuresSensorState(long id, string name)
{
    private readonly Dictionary<Instant, List<FlexMeasuresBeliefState>> _beliefs = [];
    private readonly SortedSet<Instant> _starts = [];

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

    /// <summary>When events start, from one instant to before another, earliest first.</summary>
    public IEnumerable<Instant> Starts(Instant from, Instant to, Instant now)
    {
        if (to <= from)
        {
            yield break;
        }

        var simulated = NextSimulated(Instant.Max(from, SimulatedFrom));
        foreach (var start in _starts.GetViewBetween(from, to - Duration.Epsilon))
        {
            for (; simulated < start; simulated = NextSimulated(simulated + Duration.Epsilon))
            {
                yield return simulated;
            }

            simulated = simulated == start ? NextSimulated(start + Duration.Epsilon) : simulated;
            yield return start;
        }

        for (; simulated < to; simulated = NextSimulated(simulated + Duration.Epsilon))
        {
            yield return simulated;
        }

        Instant NextSimulated(Instant at)
        {
            if (Simulated is null || Resolution == Duration.Zero)
            {
                return Instant.MaxValue;
            }

            var step = Resolution.BclCompatibleTicks;
            var aligned = Instant.FromUnixTimeTicks((at.ToUnixTimeTicks() + step - 1) / step * step);
            aligned = aligned < at ? aligned + Resolution : aligned;
            return aligned + Resolution <= now ? aligned : Instant.MaxValue;
        }
    }

    /// <summary>Stores a belief, unless it repeats what the source believed before on the same side of the event's end, or would replace what it believed at that very
    /// time.</summary>
    public FlexMeasuresStoring Store(Instant start, long sourceId, Instant believedAt, double value, bool test)
    {
        if (!_beliefs.TryGetValue(start, out var stored))
        {
            stored = [];
            if (!test)
            {
                _beliefs[start] = stored;
                _starts.Add(start);
            }
        }

        // Foresight is compared with foresight, hindsight with hindsight; a belief of the very end counts as both.
        var end = start + Resolution;
        var last = stored.Where(b => b.SourceId == sourceId && b.At <= believedAt && (believedAt < end || b.At >= end)).MaxBy(b => b.At);
        if (last is not null && (last.At == believedAt || last.Value.Equals(value)))
        {
            return last.At < believedAt ? FlexMeasuresStoring.Unchanged : last.Value.Equals(value) ? FlexMeasuresStoring.Known : FlexMeasuresStoring.Replacement;
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

        _starts.RemoveWhere(start => _beliefs[start].Count == 0);
    }
}
