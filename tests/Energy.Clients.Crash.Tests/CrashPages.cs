using System.Diagnostics.CodeAnalysis;
using Energy.Clients.Authoring;

namespace Energy.Clients.Crash.Tests;

/// <summary>Readings in pages, as a vendor gives them: another version of them is the same query, and a reading is told by its place, so that a successor goes on with corrected
/// values.</summary>
internal sealed class CrashPages(Reading[] readings) : PageSource<Reading>
{
    private const int PageSize = 1_000;

    public override EnergyEndpoint Endpoint { get; } = new EnergyPath("readings").Get("Crash.Readings.Read");

    public override string Query => CrashSource.Name;

    public override PagingContext Context => PagingContext.InMemory;

    public override PagePosition? FirstPosition() => new PageNumber(0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

    public override ulong Fingerprint(Reading item) => (ulong)item.Start.ToUnixTimeTicks();

    public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var at = (PageNumber)request.Position;
        var page = readings.AsSpan(at.Number * PageSize)[..Math.Min(PageSize, readings.Length - (at.Number * PageSize))].ToArray();
        return new(new BufferedPageBody<Reading>(page, page.Length, (at.Number + 1) * PageSize < readings.Length ? at.Next : null, PageResponse.None));
    }
}
