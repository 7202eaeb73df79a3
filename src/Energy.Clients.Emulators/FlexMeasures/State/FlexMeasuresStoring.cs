namespace Energy.Clients.Emulators;

/// <summary>What became of a belief that was to be stored.</summary>
internal enum FlexMeasuresStoring
{
    /// <summary>It is stored.</summary>
    New,

    /// <summary>The source believed so already.</summary>
    Known,

    /// <summary>It would change a value at its belief time.</summary>
    Replacement,
}
