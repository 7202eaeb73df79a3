namespace Energy.Clients;

/// <summary>One page of a list or one window of a read, complete in memory.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <param name="Items">The items, in the order of the list. A page may be empty, the last one often is; a page may hold fewer items than asked for.</param>
/// <param name="Next">The token of the page that follows; <see langword="null"/> after the last. There may be nothing behind it: no page is looked at ahead of its turn.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, PageToken? Next)
{
    private readonly ByContent<IReadOnlyList<T>> _items = new(Items);

    /// <inheritdoc cref="Page{T}" path="/param[@name='Items']"/>
    public IReadOnlyList<T> Items { get => _items.Value; init => _items = new(value); }

    /// <summary>How many items the server says the whole list has; <see langword="null"/> when it does not say. Some servers are wrong: nothing here relies on it.</summary>
    public long? Total { get; init; }

    /// <summary>The half-open span of time that this page covers, whether or not there are items for all of it; <see langword="null"/> for lists that are not windows of
    /// time.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Covers { get; init; }

    /// <summary>The HTTP answer behind the page.</summary>
    public PageResponse Response { get; init; } = PageResponse.None;
}
