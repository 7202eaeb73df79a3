namespace Energy.Clients.Authoring;

/// <summary>An open page whose items are still arriving. For authors of vendor clients; users see <see cref="Paged{T}"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
public abstract class PageBody<T> : IAsyncDisposable
{
    /// <summary>The items of the present batch: the first <see cref="Count"/> elements are valid until the next <see cref="ReadAsync"/>.</summary>
    public abstract T[] Items { get; }

    /// <summary>How many items the present batch has.</summary>
    public abstract int Count { get; }

    /// <summary>The position of the page that follows, or <see langword="null"/> when there is none. Known once <see cref="ReadAsync"/> has answered
    /// <see langword="false"/>.</summary>
    public abstract PagePosition? Next { get; }

    /// <summary>The total that the server claims, once it is known.</summary>
    public virtual long? Total => null;

    /// <summary>The span of time the page covers, for windows.</summary>
    public virtual Interval? Covers => null;

    /// <summary>
    /// A hash of what the server sent first on the page, for pages that leave out some of it: so that a server that repeats a page is noticed although no
    /// item of it is handed out. 0 where the items themselves tell. Known once <see cref="ReadAsync"/> has answered <see langword="false"/>.
    /// </summary>
    public virtual ulong FirstElementHash => 0;

    /// <summary>The HTTP answer behind the page.</summary>
    public abstract PageResponse Response { get; }

    /// <summary>Reads the next batch.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns><see langword="false"/> when the page is complete; a batch may be empty.</returns>
    /// <exception cref="EnergyTransportException">The body was cut or stalled; the engine asks for the page again.</exception>
    /// <exception cref="EnergyPayloadException">The body is not what was promised.</exception>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}
