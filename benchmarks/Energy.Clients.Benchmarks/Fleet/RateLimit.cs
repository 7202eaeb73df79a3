namespace Energy.Clients.Benchmarks.Fleet;

/// <summary>A vendor's limit of requests a second, with some to spare for a start.</summary>
internal sealed class RateLimit(double perSecond, double burst)
{
    private readonly Lock _lock = new();
    private readonly double _burst = burst;
    private double _tokens = burst;
    private long _last = TimeProvider.System.GetTimestamp();

    public long Asked { get; private set; }

    public long Refused { get; private set; }

    public bool Refuses()
    {
        lock (_lock)
        {
            var now = TimeProvider.System.GetTimestamp();
            _tokens = Math.Min(_burst, _tokens + (TimeProvider.System.GetElapsedTime(_last, now).TotalSeconds * perSecond));
            _last = now;
            Asked++;
            if (_tokens >= 1)
            {
                _tokens--;
                return false;
            }

            Refused++;
            return true;
        }
    }
}
