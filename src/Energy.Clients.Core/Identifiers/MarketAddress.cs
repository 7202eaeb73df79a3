namespace Energy.Clients;

/// <summary>The local part of an address that names a market (<c>epex_da</c>).</summary>
public readonly record struct MarketAddress
{
    private readonly string? _name;

    /// <summary>Names a market.</summary>
    /// <param name="name">An ASCII letter, then ASCII letters, digits and underscores.</param>
    /// <exception cref="ArgumentException">Any other text: a server would not read the address.</exception>
    [JsonConstructor]
    public MarketAddress(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!EntityAddress.IsName(name, blanks: false))
        {
            throw new ArgumentException($"A market's name is an ASCII letter, then letters, digits and underscores, not '{name}'.", nameof(name));
        }

        _name = name;
    }

    /// <summary>The market's name.</summary>
    public string Name => _name ?? "";

    /// <summary>The local part without a scheme's prefix: the name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;
}
