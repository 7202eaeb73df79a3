namespace Energy.Clients.Authoring;

/// <summary>
/// A page that is asked for and read as a whole when its first item is wanted, and not when it is opened: so the engine asks again for one whose body was cut.
/// For authors of vendor clients.
/// </summary>
/// <typeparam name="T">The item type.</typeparam>
/// <param name="load">Asks for the page and reads it.</param>
/// <param name="next">The position of the page that follows, or <see langword="null"/>.</param>
/// <param name="covers">The span of time the page covers, for windows.</param>
public sealed class DeferredPageBody<T>(Func<CancellationToken, Task<LoadedPage<T>>> load, PagePosition? next, Interval? covers = null) : PageBody<T>
{
    private LoadedPage<T>? _page;
    private bool _ended;

    /// <inheritdoc/>
    public override T[] Items => _page?.Rows.Memory ?? [];

    /// <inheritdoc/>
    public override int Count => _ended ? 0 : _page?.Rows.Count ?? 0;

    /// <inheritdoc/>
    public override PagePosition? Next => next;

    /// <inheritdoc/>
    public override Interval? Covers => covers;

    /// <inheritdoc/>
    public override PageResponse Response => _page?.Response ?? PageResponse.None;

    /// <inheritdoc/>
    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_page is null)
        {
            _page = await load(cancellationToken).ConfigureAwait(false);
            return true;
        }

        _ended = true;
        return false;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _ended = true;
        _page?.Rows.Dispose();
        return base.DisposeAsync();
    }
}
