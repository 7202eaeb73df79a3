namespace Energy.Clients.Sundaya;

/// <summary>A link's description, which is a text or an object.</summary>
public sealed class EnergyLinkDescription
{
    /// <summary>The text; <see langword="null"/> when the description is an object.</summary>
    public string? Text { get; init; }

    /// <summary>The object of a <c>service-meta</c> link; <see langword="null"/> when the description is a text.</summary>
    public EnergyPeriodMetadata? Metadata { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text ?? Metadata?.Name ?? "";
}
