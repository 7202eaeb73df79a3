namespace Energy.Clients.Emulators;

/// <summary>A stream made of intervals that were loaded: they answer as they are, in the order in which they came.</summary>
internal sealed class LoadedStream : StemStreamSource
{
    private readonly Lock _gate = new();
    private readonly List<(StemIntervalState Interval, int? Resolution)> _rows = [];

    internal override bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _rows.Count == 0;
            }
        }
    }

    /// <summary>Adds intervals; one that has the start and resolution of an interval added earlier takes its place, as with a server that is asked twice.</summary>
    internal void Add(IEnumerable<StemIntervalState> intervals, int? resolution)
    {
        lock (_gate)
        {
            var places = new Dictionary<Instant, int>();
            for (var i = 0; i < _rows.Count; i++)
            {
                if (_rows[i].Resolution == resolution)
                {
                    places.TryAdd(_rows[i].Interval.Start, i);
                }
            }

            foreach (var interval in intervals)
            {
                if (places.TryGetValue(interval.Start, out var place))
                {
                    _rows[place] = (interval, resolution);
                }
                else
                {
                    _rows.Add((interval, resolution));
                }
            }
        }
    }

    internal override IEnumerable<StemIntervalState> Read(Instant start, Instant end, int resolution, Instant now)
    {
        lock (_gate)
        {
            return [.. _rows.Where(r => (r.Resolution ?? resolution) == resolution && r.Interval.Start >= start && r.Interval.Start <= end).Select(r => r.Interval)];
        }
    }
}
