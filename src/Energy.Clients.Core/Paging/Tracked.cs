namespace Energy.Clients.Authoring;

/// <summary>An item together with the place right behind it.</summary>
/// <typeparam name="T">The item type.</typeparam>
public readonly struct Tracked<T>
{
    private readonly Walk<T> _walk;
    private readonly (long Page, int Item) _place;

    internal Tracked(T item, Walk<T> walk)
    {
        Item = item;
        _walk = walk;
        _place = walk.Progress;
    }

    /// <summary>The item.</summary>
    public T Item { get; }

    /// <summary>
    /// The token that goes on right behind <see cref="Item"/>. It is made when it is asked for, so ask where you store a checkpoint and not for
    /// every item. Ask before the next item is fetched; leaving the loop behind this item is fine.
    /// </summary>
    /// <returns>The token.</returns>
    /// <exception cref="InvalidOperationException">The walk has gone on to another item: a token made now would pass over what lies between.</exception>
    public PageToken GetToken() => _walk.Progress == _place
        ? _walk.TokenBehindCurrent()
        : throw new InvalidOperationException("The walk has gone on since this item was handed out. Ask for its token before the next item is fetched.");
}
