using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>A raw TCP proxy in front of an emulator: one request a connection, and what comes back is what a fault makes of it.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Task _serving;
    private Func<int, Wire, string, byte[], Wire>? _fault;
    private Action? _dripped;
    private byte[] _previous = [];
    private int _requests;
    private Socket? _stalled;
    private long _total;

    public FaultProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>How many requests came since the fault was set; sign-ins do not count.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>How many came in all.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Whether a connection stands still and the client is still there.</summary>
    public bool IsStalling => Volatile.Read(ref _stalled) is { } socket && !HasLeft(socket);

    /// <summary>Whether a request signs in; those are neither counted nor struck.</summary>
    public static bool IsSignIn(string target) => target.Contains("/auth/", StringComparison.Ordinal) || target.Contains("requestAuthToken", StringComparison.Ordinal);

    /// <summary>What becomes of the answer to the n-th request, from 0, by its target and the body of the answer before.</summary>
    /// <param name="fault">Makes what is sent; <see langword="null"/> sends the answer itself.</param>
    /// <param name="dripped">Called behind each byte of a drip that the client has not left.</param>
    public void Strike(Func<int, Wire, string, byte[], Wire>? fault, Action? dripped = null)
    {
        Volatile.Write(ref _requests, 0);
        Volatile.Write(ref _previous, []);
        Volatile.Write(ref _dripped, dripped);
        Volatile.Write(ref _fault, fault);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }

            _ = AnswerAsync(socket);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                var request = await ReadRequestAsync(socket);
                if (request.Length == 0)
                {
                    return;
                }

                Interlocked.Increment(ref _total);
                var answer = Wire.Parse(await ForwardAsync(request));
                var target = Encoding.ASCII.GetString(request, 0, Array.IndexOf(request, (byte)'\r')).Split(' ')[1];
                if (!IsSignIn(target))
                {
                    var (n, previous) = (Interlocked.Increment(ref _requests) - 1, Interlocked.Exchange(ref _previous, answer.Body));
                    answer = Volatile.Read(ref _fault)?.Invoke(n, answer, target, previous) ?? answer;
                }

                var (bytes, head) = answer.ToBytes();
                await SendAsync(socket, answer.IsDrip ? bytes.AsMemory(..head) : bytes);
                if (answer.IsDrip)
                {
                    await DripAsync(socket, bytes.AsMemory(head..));
                }

                if (answer.IsReset)
                {
                    socket.LingerState = new LingerOption(true, 0);
                }
                else if (answer.IsStall)
                {
                    await StallAsync(socket);
                }
                else
                {
                    socket.Shutdown(SocketShutdown.Send);

                    // Until the client has closed too, so that closing does not reset what is still on its way.
                    var rest = new byte[1_024];
                    while (await socket.ReceiveAsync(rest, _stop.Token) > 0)
                    {
                    }
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or IOException)
            {
                // The client has gone.
            }
        }
    }

    // A client sends nothing behind its request, so what can be read is the end. The system knows at once, where a read that waits would tell when the pool has time.
    private static bool HasLeft(Socket socket)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead);
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    // In real time too, so that the client takes each byte by itself.
    private async Task DripAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        var dripped = Volatile.Read(ref _dripped);
        for (; !bytes.IsEmpty && !HasLeft(socket); bytes = bytes[1..])
        {
            await SendAsync(socket, bytes[..1]);
            await Task.Delay(1, _stop.Token);
            if (!HasLeft(socket))
            {
                dripped?.Invoke();
            }
        }
    }

    private async Task StallAsync(Socket socket)
    {
        Volatile.Write(ref _stalled, socket);
        try
        {
            while (await socket.ReceiveAsync(new byte[1_024], _stop.Token) > 0)
            {
            }
        }
        finally
        {
            Interlocked.CompareExchange(ref _stalled, null, socket);
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }

    private async Task<byte[]> ReadRequestAsync(Socket socket)
    {
        var request = new MemoryStream();
        var buffer = new byte[16 * 1_024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return [];
            }

            request.Write(buffer, 0, read);
            var text = Encoding.Latin1.GetString(request.GetBuffer(), 0, (int)request.Length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && request.Length >= end + 4 + Wire.LengthIn(text[..end]))
            {
                return request.ToArray();
            }
        }
    }

    // The server closes behind its answer, so that its end is known without reading it as HTTP.
    private async Task<byte[]> ForwardAsync(byte[] request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_server.Host, _server.Port, _stop.Token);
        var text = Encoding.Latin1.GetString(request);
        var end = text.IndexOf("\r\n", StringComparison.Ordinal);
        text = string.Concat(text[..end], "\r\nConnection: close", text[end..].Replace("\r\nConnection: close", "", StringComparison.OrdinalIgnoreCase));
        await SendAsync(socket, Encoding.Latin1.GetBytes(text));
        var answer = new MemoryStream();
        var buffer = new byte[16 * 1_024];
        while (await socket.ReceiveAsync(buffer, _stop.Token) is > 0 and var read)
        {
            answer.Write(buffer, 0, read);
        }

        return answer.ToArray();
    }
}
