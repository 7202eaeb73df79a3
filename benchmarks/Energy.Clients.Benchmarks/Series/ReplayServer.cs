using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Energy.Clients.Benchmarks;

/// <summary>The smallest HTTP server that replays rendered bytes over loopback: what it costs is the same for everybody who asks.</summary>
internal sealed class ReplayServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, byte[]> _answers;

    public ReplayServer(Dictionary<string, byte[]> answers)
    {
        _answers = answers;
        _listener.Start();
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _ = AcceptAsync();
    }

    public Uri BaseAddress { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var connection = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
            _ = ServeAsync(connection);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            var stream = connection.GetStream();
            var buffer = new byte[16 * 1024];
            var held = 0;
            while (await stream.ReadAsync(buffer.AsMemory(held), _stop.Token).ConfigureAwait(false) is > 0 and var read)
            {
                held += read;
                if (buffer.AsSpan(0, held).IndexOf("\r\n\r\n"u8) < 0)
                {
                    continue;
                }

                var target = Encoding.ASCII.GetString(buffer.AsSpan(4, buffer.AsSpan(4).IndexOf((byte)' ')));
                held = 0;
                var body = _answers[target];
                var head = Encoding.ASCII.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
                await stream.WriteAsync(head, _stop.Token).ConfigureAwait(false);
                await stream.WriteAsync(body, _stop.Token).ConfigureAwait(false);
            }
        }
    }
}
