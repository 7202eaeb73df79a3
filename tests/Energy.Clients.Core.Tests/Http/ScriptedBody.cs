namespace Energy.Clients.Tests.Http;

/// <summary>A body that arrives as the test says: chunk by chunk, and then the end, a cut, silence, or the same chunk for ever.</summary>
internal sealed class ScriptedBody(IEnumerable<byte[]> chunks, ScriptedBody.Ending ending = ScriptedBody.Ending.End, Action? beforeChunk = null) : ReadOnlyStream
{
    private readonly IEnumerator<byte[]> _chunks = chunks.GetEnumerator();
    private ReadOnlyMemory<byte> _rest;

    public enum Ending
    {
        End,
        Cut,
        Silence,

        /// <summary>As a decompressing stream ends that meets something else.</summary>
        BadCompression,
    }

    public bool IsDisposed { get; private set; }

    public static ScriptedBody Of(string text, Ending ending = Ending.End, int chunk = int.MaxValue) =>
        new(System.Text.Encoding.UTF8.GetBytes(text).Chunk(chunk == int.MaxValue ? Math.Max(1, text.Length * 4) : chunk), ending);

    public static ScriptedBody Endless(string begin, string filler)
    {
        return new ScriptedBody(Chunks());

        IEnumerable<byte[]> Chunks()
        {
            yield return System.Text.Encoding.UTF8.GetBytes(begin);
            var chunk = System.Text.Encoding.UTF8.GetBytes(filler);
            while (true)
            {
                yield return chunk;
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            beforeChunk?.Invoke();
            if (!_chunks.MoveNext())
            {
                switch (ending)
                {
                    case Ending.Cut:
                        throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
                    case Ending.BadCompression:
                        throw new InvalidDataException("Found invalid data while decoding.");
                    case Ending.Silence:
                        await Task.Delay(Timeout.Infinite, cancellationToken);
                        break;
                }

                return 0;
            }

            _rest = _chunks.Current;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
