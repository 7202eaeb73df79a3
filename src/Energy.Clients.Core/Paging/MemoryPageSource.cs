using System.Globalization;

namespace Energy.Clients;

/// <summary>Pages that are already in memory; the position is the index of a page.</summary>
internal sealed class MemoryPageSource<T>(IReadOnlyList<Page<T>> pages) : PageSource<T>
{
    public override string Operation => "Memory.Pages.List";

    public override string Query => pages.Count.ToString(CultureInfo.InvariantCulture);

    public override PagingContext Context => PagingContext.InMemory;

    public override string? FirstPosition() => pages.Count == 0 ? null : "0";

    public override ValueTask<PageBody<T>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var index = int.Parse(request.Position, NumberStyles.None, CultureInfo.InvariantCulture);
        var page = pages[index];
        var next = index + 1 < pages.Count ? (index + 1).ToString(CultureInfo.InvariantCulture) : null;
        return new ValueTask<PageBody<T>>(new BufferedPageBody<T>([.. page.Items], page.Items.Count, next, page.Response, page.Covers, page.Total));
    }

    // Fakes may hold any type, so only the place of an item is checked, not its content.
    public override ulong Fingerprint(T item) => 0;
}
