namespace Energy.Clients.Authoring;

/// <summary>Pages that are already in memory; the position is the index of a page.</summary>
/// <param name="pages">The pages.</param>
/// <param name="name">What they stand for: with the content it tells the tokens of one fake from those of another.</param>
internal sealed class MemoryPageSource<T>(IReadOnlyList<Page<T>> pages, string name = "") : PageSource<T>
{
    public override EnergyEndpoint Endpoint { get; } = EnergyEndpoint.InMemory("Memory.Pages.List");

    public override string Query => string.Join('\n', pages.Select(static page => string.Join('\t', page.Items.Select(Text))).Prepend(name));

    public override PagingContext Context => PagingContext.InMemory;

    public override PagePosition? FirstPosition() => pages.Count == 0 ? null : new PageNumber(0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) =>
        PageNumber.TryParse(text, out position) && ((PageNumber)position).Number < pages.Count;

    // As if each page were asked for: a fake stands for what asks.
    public override ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken) => new(pages.Count - ((PageNumber)from).Number);

    public override ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var at = (PageNumber)request.Position;
        var page = pages[at.Number];
        var next = at.Number + 1 < pages.Count ? at.Next : null;
        return new ValueTask<PageBody<T>>(new BufferedPageBody<T>([.. page.Items], page.Items.Count, next, page.Response, page.Covers, page.Total));
    }

    // Only the place of an item is checked, not its content: pages of a fake may be equal.
    public override ulong Fingerprint(T item) => 0;

    // Fakes may hold any type: records and values print their content, the rest at least their type.
    private static string Text(T item) => Convert.ToString(item, CultureInfo.InvariantCulture) ?? "";
}
