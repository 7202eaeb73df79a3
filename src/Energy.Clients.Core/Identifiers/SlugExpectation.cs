namespace Energy.Clients;

/// <summary>What a slug reader would have accepted where it stopped. Turned into words only when an exception is thrown.</summary>
internal enum SlugExpectation
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The type's prefix.</summary>
    Prefix,

    /// <summary>The type's prefix or the first digit of a bare form.</summary>
    PrefixOrDigit,

    /// <summary>A hex digit.</summary>
    HexDigit,

    /// <summary>The end of a group, after its fourth digit.</summary>
    GroupEnd,

    /// <summary>A term with fewer groups.</summary>
    FewerGroups,

    /// <summary>Exactly the four groups of a block.</summary>
    FourGroups,

    /// <summary>A block number that is not zero.</summary>
    BlockNumber,

    /// <summary>The two hyphens before the next term.</summary>
    Separator,

    /// <summary>The end of the text.</summary>
    End,
}
