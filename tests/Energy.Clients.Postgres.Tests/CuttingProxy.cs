using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Energy.Clients.Postgres.Tests;

/// <summary>
/// Stands between a sink and the server, and can do to the sink's connections what happens to its process: cut them (killed), or hold what it sends (frozen) until it is let go. To
/// the server there is no difference.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _isHeld = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _serverPort;
    private readonly Task _accepting;
    private long _passed;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>How many bytes go to the server before the connections are cut.</summary>
    public long CutAfter { get; init; } = long.MaxValue;

    /// <summary>A word in what is sent to the server, behind which everything is held.</summary>
    public string? HoldAfter { get; init; }

    /// <summary>How many bytes behind the word still pass.</summary>
    public long HoldBehind { get; init; }

    /// <summary>Whether the connections were cut.</summary>
    public bool HasCut { get; private set; }

    /// <summary>When the word came, and everything behind it is held.</summary>
    public Task IsHeld => _isHeld.Task;

    public void Release() => _isReleased.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _stop.Token);
                await Task.WhenAny(SendOnAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // One side is gone: the other goes too, below.
            }

            // An abrupt end, as the system gives the connections of a killed process.
            client.LingerState = server.LingerState = new LingerOption(true, 0);
        }
    }

    private async Task SendOnAsync(Socket client, Socket server)
    {
        var buffer = new byte[64 * 1024];
        long? untilHeld = null;
        while (await client.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            var sent = 0;
            if (untilHeld < count)
            {
                sent = (int)untilHeld;
                await server.SendAsync(buffer.AsMemory(0, sent), _stop.Token);
                _isHeld.TrySetResult();
                await _isReleased.Task.WaitAsync(_stop.Token);
                untilHeld = long.MaxValue;
            }
            else if (untilHeld is null && HoldAfter is { } word && Encoding.ASCII.GetString(buffer, 0, count).Contains(word, StringComparison.Ordinal))
            {
                untilHeld = HoldBehind + count;
            }

            var end = (int)Math.Min(count, CutAfter - _passed);
            await server.SendAsync(buffer.AsMemory(sent, end - sent), _stop.Token);
            _passed += end;
            untilHeld -= end;
            if (end < count)
            {
                HasCut = true;
                return;
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
