namespace Energy.Clients.SafetyNet.Tests;

/// <summary>A body whose connection breaks behind its first bytes.</summary>
internal sealed class CutStream(byte[] start) : MemoryStream(start, writable: false)
{
    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => AtLeastOne(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => AtLeastOne(base.Read(buffer));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    private static int AtLeastOne(int read) => read > 0 ? read : throw new IOException("The connection was reset.");
}
