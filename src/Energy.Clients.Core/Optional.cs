using System.Diagnostics.CodeAnalysis;

namespace Energy.Clients;

/// <summary>A member of a partial update: left out, or set, where "set" includes <see langword="null"/>.</summary>
/// <typeparam name="T">The member's type.</typeparam>
/// <remarks>
/// <c>default</c> is "left out": the server keeps what it has. A value converts implicitly, so <c>new ListingUpdate { Model = "M2" }</c> sends
/// <c>model</c> alone, and <c>Description = null</c> sends an explicit <c>null</c>.
/// </remarks>
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

    /// <inheritdoc/>
    public override string ToString() => IsSet ? _value?.ToString() ?? "null" : "(left out)";
}
