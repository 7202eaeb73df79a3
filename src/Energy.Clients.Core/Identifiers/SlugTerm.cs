namespace Energy.Clients;

/// <summary>A term of a slug: how many groups of digits it has and what is special about them.</summary>
internal sealed class SlugTerm
{
    public SlugTerm(string pattern)
    {
        Groups = pattern.Split('-').Count(static group => group[0] != SlugShape.Zero);
        MayBeEmpty = pattern.Contains(SlugShape.OptionalDigit);
        NeedsBlock = pattern.Contains(SlugShape.RequiredBlockDigit);
        StartsWithBlock = NeedsBlock || pattern.Contains(SlugShape.BlockDigit);
        FewerGroups = string.Create(CultureInfo.InvariantCulture, $"zeros, for the number has at most {16 * Groups} bits");
    }

    /// <summary>How many groups may differ from zero.</summary>
    public int Groups { get; }

    /// <summary>Whether it may be left out, which leaves its two separators side by side.</summary>
    public bool MayBeEmpty { get; }

    /// <summary>Whether the first of as many groups is a block number, however few digits the others have.</summary>
    public bool StartsWithBlock { get; }

    /// <summary>Whether that block number must be there and not be zero.</summary>
    public bool NeedsBlock { get; }

    /// <summary>What is expected in place of a term with too many significant groups.</summary>
    public string FewerGroups { get; }
}
