using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Energy.Clients.Emulators;

/// <summary>A connection that its server closes without having announced it: a client that keeps connections may send its next request into it.</summary>
internal sealed class EmulatorConnection : IDisposable
{
    private static readonly object Key = new();

    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _patience;

    private EmulatorConnection(IFeatureCollection features, TimeProvider clock, TimeSpan limit)
    {
        _limit = limit;

        // A limit and no delay: it must not move a clock that moves by itself.
        _patience = new CancellationTokenSource(limit, clock);
        _patience.Token.UnsafeRegister(static end =>
            ((IConnectionLifetimeNotificationFeature)end!).RequestClose(), features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>());
        features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed.UnsafeRegister(static connection => ((EmulatorConnection)connection!).Dispose(), this);
    }

    /// <summary>The connection of a request.</summary>
    internal static EmulatorConnection Of(HttpContext context, TimeProvider clock, TimeSpan limit)
    {
        var items = context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        if (items.TryGetValue(Key, out var known))
        {
            return (EmulatorConnection)known!;
        }

        var connection = new EmulatorConnection(context.Features, clock, limit);
        items[Key] = connection;
        return connection;
    }

    /// <summary>Sends the answer to its end and then closes the connection.</summary>
    internal static async Task CloseBehindAsync(HttpContext context)
    {
        // Asked for before the headers are out, the server would announce it in them.
        await context.Response.CompleteAsync();
        context.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();
    }

    public void Dispose() => _patience.Dispose();

    /// <summary>A request is under way.</summary>
    internal void Busy() => Wait(Timeout.InfiniteTimeSpan);

    /// <summary>The answer is given: from now on the connection has so long.</summary>
    internal void Idle() => Wait(_limit);

    private void Wait(TimeSpan limit)
    {
        try
        {
            _patience.CancelAfter(limit);
        }
        catch (ObjectDisposedException)
        {
            // The client has closed the connection meanwhile.
        }
    }
}
