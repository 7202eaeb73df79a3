namespace Energy.Clients.Authoring;

/// <summary>A page whose bytes are still arriving: it owns the answer and its body. For authors of vendor clients.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <param name="response">The answer.</param>
/// <param name="body">Its body.</param>
internal abstract class StreamedPageBody<T>(EnergyResponse response, Stream body) : PageBody<T>
{
    /// <inheritdoc/>
    public sealed override PageResponse Response => response.Info;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await body.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
