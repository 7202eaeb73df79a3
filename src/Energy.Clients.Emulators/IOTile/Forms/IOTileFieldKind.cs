namespace Energy.Clients.Emulators;

/// <summary>What a field of a body takes.</summary>
internal enum IOTileFieldKind
{
    /// <summary>A text; numbers become one.</summary>
    Text,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A text of letters, digits, underscores and hyphens.</summary>
    SlugText,

    /// <summary>A whole number, or the text of one.</summary>
    Whole,

    /// <summary>A number, or the text of one.</summary>
    Real,

    /// <summary>A decimal of nine digits, six of them behind the point.</summary>
    Degrees,

    /// <summary>True or false, or one of their texts.</summary>
    Flag,

    /// <summary>One of a few texts.</summary>
    Choice,

    /// <summary>A date with a time.</summary>
    Time,

    /// <summary>The slug of an object that exists.</summary>
    Reference,

    /// <summary>The UUID of an object that exists.</summary>
    Key,

    /// <summary>Any UUID.</summary>
    Uuid,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of anything.</summary>
    List,

    /// <summary>Anything.</summary>
    Any,
}
