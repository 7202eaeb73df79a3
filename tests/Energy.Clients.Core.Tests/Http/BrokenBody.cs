namespace Energy.Clients.Tests.Http;

/// <summary>A body whose first read fails.</summary>
internal sealed class BrokenBody(Exception failure) : MemoryStream([1])
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(failure);
}
