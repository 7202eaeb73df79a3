namespace Energy.Clients.OpenCec;

/// <summary>Which keys to list. All conditions must hold; a condition that is left out keeps all.</summary>
public sealed record OpenCecKeyQuery : OpenCecQuery<OpenCecKey>
{
    /// <summary>Exactly this hash.</summary>
    public string? Value { get; init; }

    /// <summary>What the description contains, in any case.</summary>
    public OpenCecTextFilter? Description { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(OpenCecKeyQuery);

    internal override QueryArguments ToQuery() => new QueryArguments().AddText("value", Value).AddText("description", Description?.WireText);
}
