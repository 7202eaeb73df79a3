using System.Diagnostics.CodeAnalysis;

namespace Energy.Clients.Stem;

/// <summary>Pages by number, from 1.</summary>
/// <param name="transport">The way to the server.</param>
/// <param name="list">The list.</param>
/// <param name="rowsMember">The member that holds the rows.</param>
/// <param name="serverName">The server's own filter, or null.</param>
/// <param name="nameContains">Our filter, or null.</param>
internal sealed class StemListSource<T, TReader>(EnergyTransport<StemClientOptions> transport, EnergyRequest list, string rowsMember, string? serverName, string? nameContains)
    : ListSource<T, TReader>(transport, default)
    where T : IStemListItem
    where TReader : struct, IRowReader<T>
{
    private readonly int _pageSize = transport.Options.PageSize;

    public override EnergyEndpoint Endpoint => list.Endpoint;

    public override string Query => $"{list.Path}|{_pageSize}|{serverName}|{nameContains}";

    public override PagePosition? FirstPosition() => new PageNumber(1);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

    public override ulong Fingerprint(T item) => StableHash.Of(item.Id);

    protected override ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken)
    {
        var page = (PageNumber)position;
        var query = new QueryArguments().Add("page", page.Number).Add("per_page", _pageSize).Add("name", serverName);
        return new(new StemListPage<T>(list.With(query), new StemListEnvelope(rowsMember), page, _pageSize, nameContains));
    }
}
