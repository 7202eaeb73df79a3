namespace Energy.Clients.Fleet;

/// <summary>How far this machine's clock is from the vendors', by the dates of their answers.</summary>
internal sealed class FleetClocks(TimeProvider time)
{
    private readonly Lock _lock = new();
    private (string Host, Duration Ahead)? _last;

    /// <summary>What the last answer told; positive when this machine's clock is ahead.</summary>
    public (string Host, Duration Ahead)? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    public void See(string host, DateTimeOffset date)
    {
        var ahead = Duration.FromTimeSpan(time.GetUtcNow() - date);
        lock (_lock)
        {
            _last = (host, ahead);
        }
    }
}
