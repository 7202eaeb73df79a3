namespace Energy.Clients.Authoring;

/// <summary>A member of a record that is equal when its content is: a list, a dictionary, JSON, bytes. For authors of models: the record keeps one of these in a field, and its
/// property hands out <see cref="Value"/>.</summary>
/// <typeparam name="T">The property's type.</typeparam>
/// <remarks>
/// Nothing is copied or wrapped: the property gives back the object that was put in. Lists are compared in order, dictionaries by key, JSON as <c>DeepEquals</c> does, bytes one by
/// one. Comparing costs a pass over the content; the hash looks at no more than eight items. <c>default</c> holds <c>default(T)</c>.
/// </remarks>
/// <example>
/// <code>
/// public sealed record MyVendorSite
/// {
///     private readonly ByContent&lt;IReadOnlyList&lt;string&gt;&gt; _streams = new([]);
///
///     public IReadOnlyList&lt;string&gt; Streams { get =&gt; _streams.Value; init =&gt; _streams = new(value); }
/// }
/// </code>
/// </example>
public readonly struct ByContent<T> : IEquatable<ByContent<T>>
{
    /// <summary>Holds a value.</summary>
    /// <param name="value">The value, kept as it is.</param>
    public ByContent(T value) => Value = value;

    /// <summary>The value.</summary>
    public T Value { get; }

    /// <summary>Whether two values have the same content.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another value.</param>
    /// <returns>Whether they have.</returns>
    public static bool operator ==(ByContent<T> left, ByContent<T> right) => left.Equals(right);

    /// <summary>Whether two values differ in content.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another value.</param>
    /// <returns>Whether they do.</returns>
    public static bool operator !=(ByContent<T> left, ByContent<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ByContent<T> other) => Content.Same(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByContent<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Content.HashOf(Value);

    /// <inheritdoc/>
    public override string ToString() => Value?.ToString() ?? "";
}
