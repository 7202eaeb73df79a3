namespace Energy.Clients.Emulators;

/// <summary>The last requests that an emulator received, oldest first: at most 1000 (<see cref="Capacity"/>).</summary>
/// <remarks>Safe for any number of threads. A request is in the log from the moment its headers were read, before it is answered.</remarks>
public sealed class RequestLog
{
    /// <summary>How many requests are kept; older ones are forgotten.</summary>
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<ReceivedRequest> _requests = new();
    private long _total;

    /// <summary>How many requests have come since the start or the last <see cref="Clear"/>, forgotten ones included.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
            {
                return _total;
            }
        }
    }

    /// <summary>The last request, or <see langword="null"/> when none has come.</summary>
    public ReceivedRequest? Last
    {
        get
        {
            lock (_gate)
            {
                return _requests.LastOrDefault();
            }
        }
    }

    /// <summary>A copy of the log as it is now.</summary>
    /// <returns>The kept requests, oldest first.</returns>
    public IReadOnlyList<ReceivedRequest> ToList()
    {
        lock (_gate)
        {
            return [.. _requests];
        }
    }

    /// <summary>Forgets all requests and starts counting at 1 again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _total = 0;
        }
    }

    internal ReceivedRequest Add(Func<long, ReceivedRequest> create)
    {
        lock (_gate)
        {
            var request = create(++_total);
            _requests.Enqueue(request);
            if (_requests.Count > Capacity)
            {
                _requests.Dequeue();
            }

            return request;
        }
    }
}
