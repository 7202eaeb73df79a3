namespace Energy.Clients.Cli.Output;

/// <summary>The one way of text to the outputs: nothing steers the terminal that the tool did not mean to.</summary>
/// <param name="inner">Where it goes.</param>
internal sealed class VisibleWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Flush() => inner.Flush();

    public override Task FlushAsync() => inner.FlushAsync();

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (VisibleText.IsPlain(buffer))
        {
            inner.Write(buffer);
        }
        else
        {
            inner.Write(VisibleText.OfText(buffer));
        }
    }

    public override void Write(string? value) => inner.Write(Shown(value));

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(Shown(value));

    public override Task WriteAsync(char value) => inner.WriteAsync(VisibleText.OfText([value]));

    public override Task WriteAsync(char[] buffer, int index, int count) => WriteAsync(buffer.AsMemory(index, count));

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
        VisibleText.IsPlain(buffer.Span) ? inner.WriteAsync(buffer, cancellationToken) : inner.WriteAsync(VisibleText.OfText(buffer.Span).AsMemory(), cancellationToken);

    public override Task WriteAsync(string? value) => inner.WriteAsync(Shown(value));

    public override Task WriteLineAsync(string? value) => inner.WriteLineAsync(Shown(value));

    public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
        VisibleText.IsPlain(buffer.Span) ? inner.WriteLineAsync(buffer, cancellationToken) : inner.WriteLineAsync(VisibleText.OfText(buffer.Span).AsMemory(), cancellationToken);

    private static string? Shown(string? value) => value is null || VisibleText.IsPlain(value) ? value : VisibleText.OfText(value);
}
