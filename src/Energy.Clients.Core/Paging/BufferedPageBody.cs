namespace Energy.Clients.Authoring;

/// <summary>A page that is complete in memory. For authors of vendor clients.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <param name="items">The items; the array is not copied.</param>
/// <param name="count">How many of them are valid.</param>
/// <param name="next">The position of the page that follows, or <see langword="null"/>.</param>
/// <param name="response">The HTTP answer.</param>
/// <param name="covers">The span of time the page covers, for windows.</param>
/// <param name="total">The total that the server claims.</param>
public sealed class BufferedPageBody<T>(T[] items, int count, PagePosition? next, PageResponse response, Interval? covers = null, long? total = null) : PageBody<T>
{
    private bool _read;

    /// <inheritdoc/>
    public override T[] Items => items;

    /// <inheritdoc/>
    public override int Count => _read ? count : 0;

    /// <inheritdoc/>
    public override PagePosition? Next => next;

    /// <inheritdoc/>
    public override Interval? Covers => covers;

    /// <inheritdoc/>
    public override long? Total => total;

    /// <inheritdoc/>
    public override PageResponse Response => response;

    /// <inheritdoc/>
    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var first = !_read;
        _read = true;
        return new ValueTask<bool>(first);
    }
}
