namespace Energy.Clients.Emulators;

/// <summary>What became of a belief that was to be stored.</summary>
internal enum FlexMeasuresStoring
{
    /// <summary>It is stored.</summary>
    New,

    /// <summary>It is stored already, with the same belief time.</summary>
    Known,

    /// <summary>The source believed so before, which makes it nothing new.</summary>
    Unchanged,

    /// <summary>It would change a value at its belief time.</summary>
    Replacement,
}
