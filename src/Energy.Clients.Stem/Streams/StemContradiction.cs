namespace Energy.Clients.Stem;

/// <summary>Which of two rows of one start holds when they say different things. Nothing in the vendor's documents says it. Rows that say the same are one.</summary>
public enum StemContradiction
{
    /// <summary>The later in the answer.</summary>
    TakeLast = 0,

    /// <summary>The earlier in the answer.</summary>
    TakeFirst,

    /// <summary>Neither: the read fails with an <see cref="EnergyPayloadException"/>.</summary>
    Refuse,
}
