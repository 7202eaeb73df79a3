namespace Energy.Clients;

/// <summary>Makes an <see cref="OptionalList{T}"/> of a collection expression.</summary>
public static class OptionalList
{
    /// <summary>A list that is set.</summary>
    /// <typeparam name="T">The item type.</typeparam>
    /// <param name="items">The items, copied.</param>
    /// <returns>The list.</returns>
    public static OptionalList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
