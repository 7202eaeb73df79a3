namespace Energy.Clients.Authoring;

/// <summary>Where a page stands among the pages of its query: typed by its paging strategy, and text only inside a token. For authors of vendor clients.</summary>
/// <remarks>Equality must go by content: it is how a walk that would never end is noticed.</remarks>
public abstract record PagePosition
{
    /// <summary>The position as a token holds it.</summary>
    /// <returns>Text that the source's <see cref="PageSource{T}.TryReadPosition"/> reads back.</returns>
    public abstract string ToText();
}
