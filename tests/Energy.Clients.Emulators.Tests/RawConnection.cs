using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Energy.Clients.Tests;

/// <summary>One connection to an emulator, on which requests are written by hand: it shows what a pool of connections hides.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan RealTime = TimeSpan.FromMinutes(2);

    private readonly TcpClient _tcp = new();
    private readonly byte[] _one = new byte[1];

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._tcp.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    public void Dispose() => _tcp.Dispose();

    public async Task SendAsync(string method, string target, string key) =>
        await _tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: emulator\r\nx-api-key: {key}\r\n\r\n"));

    /// <summary>Status line and headers, and the body; every answer read here has a length.</summary>
    public async Task<(string Head, string Body)> ReceiveAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Assert.Equal(1, await ReadAsync(_one));
            head.Append((char)_one[0]);
        }

        var length = head.ToString().Split("\r\n").Single(l => l.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        var body = new byte[int.Parse(length.AsSpan(16), CultureInfo.InvariantCulture)];
        for (var at = 0; at < body.Length;)
        {
            var read = await ReadAsync(body.AsMemory(at));
            Assert.NotEqual(0, read);
            at += read;
        }

        return (head.ToString(), Encoding.UTF8.GetString(body));
    }

    /// <summary>Waits for the server to close the connection, in an orderly way.</summary>
    public async Task<bool> EndsAsync() => await ReadAsync(_one) == 0;

    private Task<int> ReadAsync(Memory<byte> buffer) => _tcp.GetStream().ReadAsync(buffer).AsTask().WaitAsync(RealTime);
}
