namespace Energy.Clients.Fleet;

/// <summary>One run of a shard, and what became of its series so far.</summary>
internal sealed class FleetRun(FleetShard shard, Instant started)
{
    private readonly Dictionary<string, FleetEntry> _after = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FleetEntry> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> _through = new(StringComparer.Ordinal);

    public FleetShard Shard => shard;

    public Instant Started => started;

    /// <summary>The series that fail now, or no longer do.</summary>
    public IReadOnlyCollection<FleetEntry> Changed => _changed.Values;

    /// <summary>How far the series are stored, where that is known.</summary>
    public IReadOnlyDictionary<string, Instant> Through => _through;

    public bool IsDone(FleetEntry entry) => _after.ContainsKey(NameOf(entry));

    public FleetEntry After(FleetEntry entry) => _after.GetValueOrDefault(NameOf(entry), entry);

    public void Add(FleetOutcome outcome)
    {
        var name = NameOf(outcome.Entry);
        _after[name] = outcome.After;
        if (outcome.After.Failures > 0 || outcome.Entry.Failures > 0)
        {
            _changed[name] = outcome.After;
        }

        if (outcome.Through is { } through)
        {
            _through[name] = through;
        }
    }

    private static string NameOf(FleetEntry entry) => entry.Series.Series.ToString();
}
