namespace Energy.Clients;

/// <summary>A body of text as UTF-8: a byte-order mark is passed over, and another charset (the one that the mark shows, else the declared one) is transcoded.</summary>
internal sealed class TextBodyStream(Stream raw, Encoding declared) : ReadOnlyStream
{
    private const int LongestMark = 3;

    private Stream? _text;

    /// <summary>The encoding of a declared charset; UTF-8 where none is declared, <see langword="null"/> for one that cannot be read.</summary>
    public static Encoding? Find(string? charset)
    {
        var name = charset?.Trim('"', '\'', ' ');
        return string.IsNullOrEmpty(name) ? Encoding.UTF8
            : Encoding.GetEncodings().Any(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? Encoding.GetEncoding(name)
            : CodePagesEncodingProvider.Instance.GetEncoding(name);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _text?.ReadAsync(buffer, cancellationToken) ?? ReadFirstAsync(buffer, cancellationToken);

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // Almost every body has no mark: then what was read stands in the caller's buffer already.
        var isRoomy = buffer.Length >= LongestMark;
        var head = isRoomy ? buffer : new byte[LongestMark];
        var count = 0;
        for (var read = 1; read > 0 && count < LongestMark && MayBeMark(head.Span[..count]); count += read)
        {
            read = await raw.ReadAsync(head[count..], cancellationToken).ConfigureAwait(false);
        }

        var (encoding, length) = head.Span[..count] switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (declared, 0),
        };
        var isUtf8 = encoding is UTF8Encoding or ASCIIEncoding;
        if (isRoomy && isUtf8 && length == 0)
        {
            _text = raw;
            return count;
        }

        var rest = new Prefixed(head[length..count].ToArray(), raw);
        _text = isUtf8 ? rest : Encoding.CreateTranscodingStream(rest, encoding, new UTF8Encoding(false));
        return await _text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    private static bool MayBeMark(ReadOnlySpan<byte> head) => head is [] or [0xEF] or [0xEF, 0xBB] or [0xFF] or [0xFE];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (_text ?? raw).Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Prefixed(ReadOnlyMemory<byte> head, Stream rest) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> _head = head;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_head.IsEmpty || buffer.IsEmpty)
            {
                return rest.ReadAsync(buffer, cancellationToken);
            }

            var count = Math.Min(_head.Length, buffer.Length);
            _head[..count].CopyTo(buffer);
            _head = _head[count..];
            return new ValueTask<int>(count);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
