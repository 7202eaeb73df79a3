namespace Energy.Clients.FlexMeasures;

/// <summary>A page of a list by its number, which is all that a token holds.</summary>
/// <param name="Page">The number of the page.</param>
internal sealed record FlexMeasuresListPosition(int Page) : PagePosition
{
    /// <summary>How many items the page before said that the list has; null of the first page, and behind a token.</summary>
    public long? TotalBefore { get; init; }

    public static bool TryParse(string text, [NotNullWhen(true)] out PagePosition? position) =>
        (position = PageNumber.TryParse(text, out var page) ? new FlexMeasuresListPosition(((PageNumber)page).Number) : null) is not null;

    public bool Equals(FlexMeasuresListPosition? other) => other?.Page == Page;

    public override int GetHashCode() => Page;

    public override string ToText() => Page.ToString(CultureInfo.InvariantCulture);
}
