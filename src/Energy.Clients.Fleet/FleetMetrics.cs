using System.Diagnostics.Metrics;

namespace Energy.Clients.Fleet;

/// <summary>What a process counts.</summary>
internal sealed class FleetMetrics : IDisposable
{
    private readonly Meter _meter = new("Energy.Clients.Fleet");
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _readings;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _runs;
    private int _due;

    public FleetMetrics()
    {
        _lag = _meter.CreateHistogram<double>("energy_clients.fleet.lag", "s", "From the end of an interval to its arrival in the sink.");
        _readings = _meter.CreateCounter<long>("energy_clients.fleet.readings", "readings", "Readings stored for the first time.");
        _conflicts = _meter.CreateCounter<long>("energy_clients.fleet.conflicts", "series", "Writes refused because another process had written.");
        _failures = _meter.CreateCounter<long>("energy_clients.fleet.failures", "series", "Reads that failed.");
        _runs = _meter.CreateHistogram<double>("energy_clients.fleet.run.duration", "s", "Runs of a shard.");
        _meter.CreateObservableGauge("energy_clients.fleet.due", () => Volatile.Read(ref _due), "series", "Series whose turn has come and which are not read yet.");
        _meter.CreateObservableGauge("energy_clients.fleet.late", () => Late, "series", "Series of this process whose turn was missed twice.");
        _meter.CreateObservableGauge("energy_clients.fleet.failing", () => Failing, "series", "Series of this process whose last read failed.");
    }

    public int Late { get; set; }

    public int Failing { get; set; }

    public void Due(int change) => Interlocked.Add(ref _due, change);

    public void Stored(string account, ReadOnlySpan<Reading> readings, Instant? before, Instant now)
    {
        var tag = new KeyValuePair<string, object?>("energy_clients.account", account);
        var count = 0;
        foreach (ref readonly var reading in readings)
        {
            // What was read again was there before.
            if (before is { } known && reading.End <= known)
            {
                continue;
            }

            count++;
            if (_lag.Enabled)
            {
                _lag.Record((now - reading.End).TotalSeconds, tag);
            }
        }

        if (count > 0)
        {
            _readings.Add(count, tag);
        }
    }

    public void Conflict(string account) => _conflicts.Add(1, new KeyValuePair<string, object?>("energy_clients.account", account));

    public void Failure(string account) => _failures.Add(1, new KeyValuePair<string, object?>("energy_clients.account", account));

    public void Run(string account, Duration length) => _runs.Record(length.TotalSeconds, new KeyValuePair<string, object?>("energy_clients.account", account));

    public void Dispose() => _meter.Dispose();
}
