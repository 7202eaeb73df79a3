using System.Globalization;
using System.Text;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>An answer on the wire: what a fault changes.</summary>
internal sealed record Wire
{
    /// <summary>For <see cref="SentBytes"/>: the headers and half of the body.</summary>
    public const int HalfOfTheBody = -1;

    /// <summary>For <see cref="SentBytes"/>: the headers and nothing of the body.</summary>
    public const int TheHeaders = -2;

    /// <summary>For <see cref="SentBytes"/>: all but the last byte.</summary>
    public const int AllButOne = -3;

    public string Status { get; init; } = "200 OK";

    /// <summary>What stands before the status line.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The header line that tells the length, where it is no true one.</summary>
    public string? Framing { get; init; }

    /// <summary>Header lines, without those that tell the length.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>The length that is told; <see langword="null"/> tells the true one.</summary>
    public int? ToldLength { get; init; }

    /// <summary>Whether the body goes in chunks without the last one.</summary>
    public bool IsEndlessChunk { get; init; }

    /// <summary>After how many bytes the connection ends; <see langword="null"/> sends all.</summary>
    public int? SentBytes { get; init; }

    public bool IsReset { get; init; }

    /// <summary>Whether nothing more comes behind <see cref="SentBytes"/>, and the connection stays.</summary>
    public bool IsStall { get; init; }

    /// <summary>Whether the body comes byte by byte.</summary>
    public bool IsDrip { get; init; }

    public static int LengthIn(string head)
    {
        var line = head.Split("\r\n").FirstOrDefault(static l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return line is null ? 0 : int.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
    }

    public static Wire Parse(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n");
        var body = bytes[(end + 4)..];
        return new Wire
        {
            Status = lines[0][(lines[0].IndexOf(' ', StringComparison.Ordinal) + 1)..],
            Headers = [.. lines[1..].Where(static l => !IsFraming(l))],
            Body = lines.Any(static l => l.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase)) ? Unchunk(body) : body,
        };
    }

    /// <summary>The same with one header replaced or added.</summary>
    public Wire With(string name, string value) =>
        this with { Headers = [.. Headers.Where(l => !l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)), $"{name}: {value}"] };

    /// <summary>Another answer altogether.</summary>
    public static Wire Of(string status, string body, string type, params string[] headers) =>
        new() { Status = status, Headers = [$"Content-Type: {type}", .. headers], Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>What is sent, and how much of it is the head.</summary>
    public (byte[] Bytes, int Head) ToBytes()
    {
        var framing = Framing ?? (IsEndlessChunk ? "Transfer-Encoding: chunked" : $"Content-Length: {(ToldLength ?? Body.Length).ToString(CultureInfo.InvariantCulture)}");
        var head = Encoding.Latin1.GetBytes($"{Prefix}HTTP/1.1 {Status}\r\n{string.Concat(Headers.Select(static h => h + "\r\n"))}{framing}\r\nConnection: close\r\n\r\n");
        byte[] all = IsEndlessChunk
            ? [.. head, .. Encoding.ASCII.GetBytes(Body.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. Body, .. "\r\n"u8]
            : [.. head, .. Body];
        var sent = SentBytes switch
        {
            null => all.Length,
            HalfOfTheBody => head.Length + (Body.Length / 2),
            TheHeaders => head.Length,
            AllButOne => all.Length - 1,
            var bytes => bytes.Value,
        };
        return (all[..Math.Min(all.Length, sent)], head.Length);
    }

    private static bool IsFraming(string line) =>
        new[] { "Content-Length:", "Transfer-Encoding:", "Connection:", "Keep-Alive:" }.Any(h => line.StartsWith(h, StringComparison.OrdinalIgnoreCase));

    private static byte[] Unchunk(byte[] body)
    {
        var whole = new MemoryStream();
        for (var at = 0; at < body.Length;)
        {
            var end = Array.IndexOf(body, (byte)'\r', at);
            var length = int.Parse(Encoding.ASCII.GetString(body, at, end - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            whole.Write(body, end + 2, length);
            at = end + 2 + length + 2;
        }

        return whole.ToArray();
    }
}
