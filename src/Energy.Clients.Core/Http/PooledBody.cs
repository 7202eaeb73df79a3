using System.Buffers;

namespace Energy.Clients.Authoring;

/// <summary>A whole body in memory, pooled up to 1 MiB. For authors of vendor clients.</summary>
public sealed class PooledBody : IDisposable
{
    // Larger arrays are left to the collector: the pool would round them up to a power of two, and keep them.
    private const int MostPooled = 1024 * 1024;

    private readonly int _count;
    private readonly bool _isSecret;
    private byte[] _buffer;

    internal PooledBody(byte[] buffer, int count, bool isSecret = false)
    {
        _buffer = buffer;
        _count = count;
        _isSecret = isSecret;
    }

    /// <summary>The bytes; not valid after <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Math.Min(_count, _buffer.Length));

    /// <summary>The byte position that a JSON error means.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The position from the start of the body, or <see langword="null"/> when the error names none.</returns>
    public long? PositionOf(JsonException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (error.LineNumber is not { } line || error.BytePositionInLine is not { } column)
        {
            return null;
        }

        var start = 0;
        for (; line > 0; line--)
        {
            var length = Span[start..].IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            start += length + 1;
        }

        return start + column;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(_buffer, _isSecret);
        _buffer = [];
    }

    internal static byte[] Rent(int length) => length <= MostPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    /// <summary>Gives a buffer back; one that holds a secret is cleared, since whoever has it next, of any library in the process, sees what was left in it.</summary>
    internal static void Return(byte[] buffer, bool isSecret)
    {
        if (buffer.Length is > 0 and <= MostPooled)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: isSecret);
        }
    }
}
