using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Energy.Clients;

/// <summary>Pages that are already in memory; the position is the index of a page.</summary>
internal sealed class MemoryPageSource<T>(IReadOnlyList<Page<T>> pages) : PageSource<T>
{
    public override EnergyEndpoint Endpoint { get; } = EnergyEndpoint.InMemory("Memory.Pages.List");

    public override string Query => pages.Count.ToString(CultureInfo.InvariantCulture);

    public override PagingContext Context => PagingContext.InMemory;

    public override PagePosition? FirstPosition() => pages.Count == 0 ? null : new PageNumber(0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) =>
        PageNumber.TryParse(text, out position) && ((PageNumber)position).Number < pages.Count;

    public override ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var at = (PageNumber)request.Position;
        var page = pages[at.Number];
        var next = at.Number + 1 < pages.Count ? at.Next : null;
        return new ValueTask<PageBody<T>>(new BufferedPageBody<T>([.. page.Items], page.Items.Count, next, page.Response, page.Covers, page.Total));
    }

    // Fakes may hold any type, so only the place of an item is checked, not its content.
    public override ulong Fingerprint(T item) => 0;
}
