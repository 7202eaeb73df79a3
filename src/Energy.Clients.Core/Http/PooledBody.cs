using System.Buffers;
using System.Text.Json;

namespace Energy.Clients;

/// <summary>A whole body in pooled memory. For authors of vendor clients.</summary>
public sealed class PooledBody : IDisposable
{
    private readonly int _count;
    private byte[] _buffer;

    internal PooledBody(byte[] buffer, int count)
    {
        _buffer = buffer;
        _count = count;
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
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }
}
