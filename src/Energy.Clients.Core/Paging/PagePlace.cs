namespace Energy.Clients.Authoring;

/// <summary>A place among the pages of a query.</summary>
internal sealed class PagePlace : WalkPlace
{
    /// <summary>The page; <see langword="null"/> where the query has none.</summary>
    public PagePosition? Position { get; set; }

    /// <summary>How much of it lies before the place.</summary>
    public HandedOut HandedOut { get; set; }

    public override void CopyFrom(WalkPlace other) => (Position, HandedOut) = (((PagePlace)other).Position, ((PagePlace)other).HandedOut);

    public override string ToText() => Position is { } position
        ? string.Create(CultureInfo.InvariantCulture, $"{HandedOut.Count}.{HandedOut.Hash:x}.{position.ToText()}")
        : PageToken.Nowhere;
}
