namespace Energy.Clients.Sundaya;

/// <summary>What the address of a link says.</summary>
public sealed record SundayaLinkTarget
{
    /// <summary>The site as written: the server copies it into addresses without escaping it.</summary>
    public required SundayaSite Site { get; init; }

    /// <summary>The energy type.</summary>
    public required SundayaEnergyType Energy { get; init; }

    /// <summary>The period, with the number of them. A duration that is the word <c>undefined</c>, as older servers write it, is 1.</summary>
    public required EnergyPeriod Period { get; init; }
}
