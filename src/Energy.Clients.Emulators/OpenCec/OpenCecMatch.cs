namespace Energy.Clients.Emulators;

/// <summary>How a filter compares.</summary>
internal enum OpenCecMatch
{
    /// <summary>The same text.</summary>
    Exact,

    /// <summary>The pattern is somewhere in the text, in any case.</summary>
    Contains,

    /// <summary>The same number, given as text to the database.</summary>
    Number,

    /// <summary>The public search's words for two entity types.</summary>
    EntityRole,
}
