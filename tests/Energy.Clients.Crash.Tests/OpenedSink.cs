namespace Energy.Clients.Crash.Tests;

/// <summary>A sink that is open, with what goes with it.</summary>
internal sealed class OpenedSink(Transfer transfer, params IReadOnlyList<object> owned) : IAsyncDisposable
{
    /// <summary>How many readings a write stores.</summary>
    public const int BatchSize = 250;

    public static TransferOptions Options { get; } = new() { BatchSize = BatchSize };

    public Transfer Transfer => transfer;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in owned)
        {
            if (one is IAsyncDisposable slow)
            {
                await slow.DisposeAsync();
            }
            else
            {
                ((IDisposable)one).Dispose();
            }
        }
    }
}
