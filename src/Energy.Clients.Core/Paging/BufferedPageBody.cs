using NodaTime;

namespace Energy.Clients;

/// <summary>A page that is complete in memory. For authors of vendor clients.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <param name="items">The items; the array is not copied.</param>
/// <param name="count">How many of them are valid.</param>
/// <param name="next">The position of the page that follows, or <see langword="null"/>.</param>
/// <param name="response">The HTTP answer.</param>
public sealed class BufferedPageBody<T>(T[] items, int count, PagePosition? next, PageResponse response) : PageBody<T>
{
    private readonly Interval? _covers;
    private readonly long? _total;
    private bool _read;

    /// <summary>Creates a page of a time window, or one whose total is known.</summary>
    /// <param name="items">The items; the array is not copied.</param>
    /// <param name="count">How many of them are valid.</param>
    /// <param name="next">The position of the page that follows, or <see langword="null"/>.</param>
    /// <param name="response">The HTTP answer.</param>
    /// <param name="covers">The window.</param>
    /// <param name="total">The total that the server claims.</param>
    public BufferedPageBody(T[] items, int count, PagePosition? next, PageResponse response, Interval? covers, long? total = null)
        : this(items, count, next, response)
    {
        _covers = covers;
        _total = total;
    }

    /// <inheritdoc/>
    public override T[] Items => items;

    /// <inheritdoc/>
    public override int Count => _read ? count : 0;

    /// <inheritdoc/>
    public override PagePosition? Next => next;

    /// <inheritdoc/>
    public override Interval? Covers => _covers;

    /// <inheritdoc/>
    public override long? Total => _total;

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
