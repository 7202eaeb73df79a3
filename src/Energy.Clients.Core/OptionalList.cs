using System.Collections;

namespace Energy.Clients;

/// <summary>A list in a partial update: left out, or set as a whole. An <see cref="Optional{T}"/> that a collection expression makes: <c>TestProfiles = ["A"]</c>.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <remarks><c>default</c> is "left out": the server keeps what it has. <c>[]</c> is set, and empties the list. A list at hand goes in as <c>new(list)</c>; two of the same items
/// are equal.</remarks>
/// <example>
/// <code>
/// var update = new OpenCecCertificateUpdate { TestProfiles = ["CSIP-AUS 1.2"] };
/// </code>
/// </example>
[CollectionBuilder(typeof(OptionalList), nameof(OptionalList.Create))]
[JsonConverter(typeof(OptionalJsonConverter))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is an optional, not a collection of its own.")]
public readonly struct OptionalList<T> : IEnumerable<T>, IEquatable<OptionalList<T>>
{
    private readonly Optional<IReadOnlyList<T>> _items;

    /// <summary>Creates a list that is set.</summary>
    /// <param name="items">The items, kept as they are.</param>
    public OptionalList(IReadOnlyList<T> items) => _items = new Optional<IReadOnlyList<T>>(items);

    private OptionalList(Optional<IReadOnlyList<T>> items) => _items = items;

    /// <summary>Whether the list is part of the update.</summary>
    public bool IsSet => _items.IsSet;

    /// <summary>The list to send.</summary>
    /// <exception cref="InvalidOperationException">The list is left out.</exception>
    public IReadOnlyList<T> Value => _items.Value;

    /// <summary>The list as an <see cref="Optional{T}"/>.</summary>
    /// <param name="list">The list.</param>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "IsSet and Value are the named alternate.")]
    public static implicit operator Optional<IReadOnlyList<T>>(OptionalList<T> list) => list._items;

    /// <summary>A list from an <see cref="Optional{T}"/>.</summary>
    /// <param name="list">The list.</param>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructor is the named alternate.")]
    public static implicit operator OptionalList<T>(Optional<IReadOnlyList<T>> list) => new(list);

    /// <summary>Whether two are both left out, or set to the same items.</summary>
    /// <param name="left">A list.</param>
    /// <param name="right">Another list.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator ==(OptionalList<T> left, OptionalList<T> right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    /// <param name="left">A list.</param>
    /// <param name="right">Another list.</param>
    /// <returns>Whether they do.</returns>
    public static bool operator !=(OptionalList<T> left, OptionalList<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(OptionalList<T> other) => _items.Equals(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OptionalList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.GetHashCode();

    /// <summary>The items; none where the list is left out.</summary>
    /// <returns>Them.</returns>
    public IEnumerator<T> GetEnumerator() => (_items.TryGetValue(out var items) && items is not null ? items : []).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => IsSet ? $"[{string.Join(", ", this)}]" : "(left out)";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
