namespace Energy.Clients.Authoring;

/// <summary>One query and the way its pages follow one another. For authors of vendor clients; users see <see cref="Paged{T}"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <remarks>A source holds no state of a walk: it may be enumerated many times and at once.</remarks>
public abstract class PageSource<T> : IWalkable<T>
{
    // 0 is "not worked out yet": one word, so that walks on several threads never see half of it.
    private ulong _identity;

    /// <summary>What is asked.</summary>
    public abstract EnergyEndpoint Endpoint { get; }

    /// <summary>The query in canonical text: all that makes its result, without what is left to the clock. Hashed into tokens, never stored or shown.</summary>
    public abstract string Query { get; }

    /// <summary>What the engine needs to know of the client behind the source: retry policy, clock, telemetry.</summary>
    public abstract PagingContext Context { get; }

    /// <summary>The operation, as <c>Vendor.Group.Verb</c>.</summary>
    public string Operation => Endpoint.Operation;

    /// <summary>The position of the first page; what the query leaves to the clock is resolved here, once per walk.</summary>
    /// <returns>The position, or <see langword="null"/> when there is nothing to ask for.</returns>
    public abstract PagePosition? FirstPosition();

    /// <summary>Reads a position of this source from a token's text.</summary>
    /// <param name="text">The text that <see cref="PagePosition.ToText"/> gave.</param>
    /// <param name="position">The position.</param>
    /// <returns><see langword="false"/> when the text is none: it was changed, or an older version wrote it.</returns>
    public abstract bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position);

    /// <summary>Asks for the page at a position and reads up to its first byte.</summary>
    /// <param name="request">The position and the retries left.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The open page.</returns>
    public abstract ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken);

    /// <summary>A hash of what makes an item that item, the same in every process: its id, or its time and value.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The hash.</returns>
    public abstract ulong Fingerprint(T item);

    /// <summary>How many requests it takes to read from a position on, as far as that can be told without reading (windows of a range); for the plans of transfers.</summary>
    /// <param name="from">The position of the first page that counts.</param>
    /// <param name="cancellationToken">Cancels the look, where one is needed.</param>
    /// <returns>The number, without retries; <see langword="null"/> where it is not known, which is the default.</returns>
    public virtual ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken) => default;

    internal ulong Identity
    {
        get
        {
            if (_identity == 0)
            {
                _identity = StableHash.Of(Encoding.UTF8.GetBytes(Endpoint.TokenName + "\n" + Query));
            }

            return _identity;
        }
    }

    ulong IWalkable<T>.Identity => Identity;

    ValueTask<long?> IWalkable<T>.CountRequestsAsync(PageToken? from, CancellationToken cancellationToken) =>
        (from is null ? FirstPosition() : PositionOf(from)) is { } position ? CountRequestsAsync(position, cancellationToken) : new ValueTask<long?>(0);

    void IWalkable<T>.Check(PageToken token) => PositionOf(token);

    Walk<T> IWalkable<T>.NewWalk(PageToken? from, CancellationToken first, CancellationToken second) => new PagedEnumerator<T>(this, from, first, second);

    internal PagePosition PositionOf(PageToken token)
    {
        if (token.Query != Identity)
        {
            throw new ArgumentException(
                $"The token belongs to another query than this {Operation}. Give it to the query it came from, with the same arguments, or start without a token.", nameof(token));
        }

        try
        {
            if (TryReadPosition(token.Position, out var position))
            {
                return position;
            }
        }
        catch (Exception e) when (e is OverflowException or FormatException or ArgumentException)
        {
            throw NoPlace(nameof(token), e);
        }

        throw NoPlace(nameof(token), null);
    }

    /// <summary>The error of a token whose place cannot be one of this query.</summary>
    internal ArgumentException NoPlace(string parameter, Exception? cause) =>
        new($"The token does not hold a place of this {Operation}: it was changed, or an older version wrote it. Start without a token.", parameter, cause);
}
