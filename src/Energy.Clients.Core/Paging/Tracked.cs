namespace Energy.Clients;

/// <summary>An item together with the place right behind it.</summary>
/// <typeparam name="T">The item type.</typeparam>
public readonly struct Tracked<T>
{
    private readonly PagedEnumerator<T> _walk;

    internal Tracked(T item, PagedEnumerator<T> walk)
    {
        Item = item;
        _walk = walk;
    }

    /// <summary>The item.</summary>
    public T Item { get; }

    /// <summary>
    /// The token that goes on right behind <see cref="Item"/>. It is made when it is asked for, so ask where you store a checkpoint and not for
    /// every item; ask before the next item is fetched.
    /// </summary>
    /// <returns>The token.</returns>
    public PageToken GetToken() => _walk.TokenBehindCurrent();
}
