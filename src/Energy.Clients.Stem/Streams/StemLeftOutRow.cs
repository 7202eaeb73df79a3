namespace Energy.Clients.Stem;

/// <summary>A row of an answer that did not become a reading.</summary>
public sealed record StemLeftOutRow
{
    /// <summary>What is wrong with the row, with its place in the answer (<see cref="EnergyPayloadException.JsonPath"/>, <see cref="EnergyPayloadException.BytePosition"/>);
    /// <see langword="null"/> for a row that can be read.</summary>
    public EnergyPayloadException? Fault { get; init; }

    /// <summary>The reading that was left out; <see langword="null"/> for a row that cannot be read.</summary>
    public Reading? Reading { get; init; }

    /// <summary>The reading of the same start that was taken instead, equal where the row came twice; <see langword="null"/> for a row that is more than a day away from the time
    /// asked for.</summary>
    public Reading? Taken { get; init; }
}
