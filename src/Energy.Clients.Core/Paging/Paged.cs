namespace Energy.Clients;

/// <summary>A list or a read of a vendor, as an async stream of items that is fetched page by page while it is enumerated.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <remarks>
/// <para>Enumerating streams: items are yielded as they arrive, in the memory of one batch. <see cref="AsPages"/> buffers one page at a time.
/// Nothing is asked before the first item is wanted, no page ahead of its turn, and enumerating twice asks twice.</para>
/// <para>A walk can be taken up again: after a page with <see cref="Page{T}.Next"/>, after an item with <see cref="WithTokens"/>, after a failure with
/// <see cref="EnergyApiException.ResumeFrom"/>; each goes into <see cref="StartingAt"/> or <see cref="AsPages"/> of the same query.</para>
/// <para>The token given to the method that made this list and the one given to <c>WithCancellation</c> both stop it, between requests and during one.</para>
/// </remarks>
public class Paged<T> : IAsyncEnumerable<T>
{
    private readonly IWalkable<T> _source;
    private readonly PageToken? _from;
    private readonly CancellationToken _cancellation;

    /// <summary>Creates a list over a source. For authors of vendor clients; <see cref="FromPages"/> is for fakes.</summary>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    public Paged(PageSource<T> source, CancellationToken cancellationToken = default)
        : this(source, null, cancellationToken)
    {
    }

    private protected Paged(IWalkable<T> source, PageToken? from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (from is not null)
        {
            source.Check(from);
        }

        _source = source;
        _from = from;
        _cancellation = cancellationToken;
    }

    /// <summary>What the list stands on.</summary>
    internal IWalkable<T> Source => _source;

    /// <summary>Where the list starts; <see langword="null"/> is the beginning.</summary>
    internal PageToken? From => _from;

    /// <summary>The token that stops every enumeration.</summary>
    protected CancellationToken Cancellation => _cancellation;

    /// <summary>A list made of ready pages, so that users can fake a client in their tests. Tokens are honoured.</summary>
    /// <param name="pages">
    /// The pages in order. Their <see cref="Page{T}.Next"/> is not read: each page gets the token of the one behind it, and the last one none.
    /// </param>
    /// <returns>The list.</returns>
    public static Paged<T> FromPages(params IReadOnlyList<Page<T>> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        return new Paged<T>(new MemoryPageSource<T>(pages));
    }

    /// <summary>A list of one page made of ready items, so that users can fake a client in their tests. Tokens are honoured.</summary>
    /// <param name="items">The items in order.</param>
    /// <returns>The list.</returns>
    public static Paged<T> FromItems(params IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return FromPages(new Page<T>(items, null));
    }

    /// <summary>The same query, from a token on.</summary>
    /// <param name="token">A token of this query: of a page, an item or an exception.</param>
    /// <returns>A list that yields exactly what was not yet yielded when the token was made.</returns>
    /// <exception cref="ArgumentException">The token belongs to another query.</exception>
    public virtual Paged<T> StartingAt(PageToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new Paged<T>(_source, token, _cancellation);
    }

    /// <summary>Walks page by page; each page is complete in memory when it is yielded.</summary>
    /// <param name="from">Where to start; <see langword="null"/> is the beginning. A token behind an item makes the rest of its page the first page.</param>
    /// <returns>The pages. The first may be empty, as may the last.</returns>
    /// <exception cref="ArgumentException">The token belongs to another query.</exception>
    public IAsyncEnumerable<Page<T>> AsPages(PageToken? from = null)
    {
        if (from is not null)
        {
            _source.Check(from);
        }

        return WalkPages(from ?? _from);
    }

    /// <summary>Walks item by item, each with the means to go on right behind it.</summary>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <returns>The items with their places.</returns>
    public async IAsyncEnumerable<Tracked<T>> WithTokens([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var walk = _source.NewWalk(_from, _cancellation, cancellationToken);
        await using (walk.ConfigureAwait(false))
        {
            while (await walk.MoveNextAsync().ConfigureAwait(false))
            {
                yield return new Tracked<T>(walk.Current, walk);
            }
        }
    }

    /// <summary>Starts a walk over the items.</summary>
    /// <param name="cancellationToken">Cancels the walk, as does the token given to the method that made this list.</param>
    /// <returns>The walk. Items of a batch that has arrived are handed out without a suspension and without allocation.</returns>
    public virtual IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _source.NewWalk(_from, _cancellation, cancellationToken);

    internal static Paged<T> Over(IWalkable<T> source, CancellationToken cancellationToken = default) => new(source, null, cancellationToken);

    /// <summary>Starts a walk for an operator, where this list starts.</summary>
    internal Walk<T> NewWalk(CancellationToken cancellationToken) => _source.NewWalk(_from, _cancellation, cancellationToken);

    /// <summary>Starts a walk for an operator at a place noted in its token.</summary>
    internal Walk<T> NewWalk(string place, CancellationToken cancellationToken) => place == PageToken.Nowhere
        ? new EmptyWalk<T>()
        : _source.NewWalk(PageToken.AtPlace(_source.Identity, place), _cancellation, cancellationToken);

    private async IAsyncEnumerable<Page<T>> WalkPages(PageToken? from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var walk = _source.NewWalk(from, _cancellation, cancellationToken);
        await using (walk.ConfigureAwait(false))
        {
            while (await walk.ReadPageAsync().ConfigureAwait(false) is { } page)
            {
                yield return page;
            }
        }
    }
}
