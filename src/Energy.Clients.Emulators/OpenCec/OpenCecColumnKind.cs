namespace Energy.Clients.Emulators;

/// <summary>What a column holds, and so how its input is judged.</summary>
internal enum OpenCecColumnKind
{
    /// <summary>A 32-bit integer.</summary>
    Integer,

    /// <summary>A text.</summary>
    Text,

    /// <summary>One of a few texts.</summary>
    Choice,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A list of texts.</summary>
    TextList,
}
