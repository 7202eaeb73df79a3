namespace Energy.Clients;

/// <summary>A member of a partial update: left out, or set, where "set" includes <see langword="null"/>.</summary>
/// <typeparam name="T">The member's type.</typeparam>
/// <remarks>
/// <c>default</c> is "left out": the server keeps what it has. A value converts implicitly, so <c>new ListingUpdate { Model = "M2" }</c> sends
/// <c>model</c> alone, and <c>Description = null</c> sends an explicit <c>null</c>. A list is an <see cref="OptionalList{T}"/>, so that <c>["a"]</c> makes one.
/// </remarks>
/// <example>
/// <code>
/// var update = new IOTileDeviceUpdate { Label = "Meter of the cellar", ExternalId = null };
/// Console.WriteLine(update.ExternalId.IsSet); // True: null is sent
/// Console.WriteLine(update.Active.IsSet); // False: left as it is
/// </code>
/// </example>
[JsonConverter(typeof(OptionalJsonConverter))]
public readonly record struct Optional<T>
{
    private readonly T _value;

    /// <summary>Creates a member that is set.</summary>
    /// <param name="value">The value to send; <see langword="null"/> is sent as <c>null</c>.</param>
    public Optional(T value)
    {
        _value = value;
        IsSet = true;
    }

    /// <summary>Whether the member is part of the update.</summary>
    public bool IsSet { get; }

    /// <summary>The value to send.</summary>
    /// <exception cref="InvalidOperationException">The member is left out.</exception>
    public T Value => IsSet ? _value : throw new InvalidOperationException("This member is left out of the update. Ask IsSet before Value.");

    /// <summary>Gives the value where there is one.</summary>
    /// <param name="value">The value, or the default of its type.</param>
    /// <returns>Whether the member is set.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsSet;
    }

    /// <summary>Sets the member.</summary>
    /// <param name="value">The value to send.</param>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructor is the named alternate.")]
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Whether two are both left out, or set to values of the same content (lists by their items, JSON by what it says).</summary>
    /// <param name="other">Another one.</param>
    /// <returns>Whether they are.</returns>
    public bool Equals(Optional<T> other) => IsSet == other.IsSet && Content.Same(_value, other._value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsSet, Content.HashOf(_value));

    /// <inheritdoc/>
    public override string ToString() => IsSet ? _value?.ToString() ?? "null" : "(left out)";
}
