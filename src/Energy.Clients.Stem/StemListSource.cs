using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Stem;

/// <summary>Pages by number, from 1.</summary>
/// <param name="transport">The way to the server.</param>
/// <param name="list">The list.</param>
/// <param name="rowsMember">The member that holds the rows.</param>
/// <param name="typeInfo">Reads a row.</param>
/// <param name="query">Which rows.</param>
internal sealed class StemListSource<T>(EnergyTransport transport, EnergyRequest list, string rowsMember, JsonTypeInfo<T> typeInfo, StemListQuery query)
    : ListSource<T, StemRowReader<T>>(transport, new StemRowReader<T>(typeInfo))
    where T : StemListItem
{
    private readonly EnergyTransport _transport = transport;

    public override EnergyEndpoint Endpoint => list.Endpoint;

    public override string Query => $"{list.Path}|{query.PageSize}|{query.SentName}|{query.NameContains}";

    public override PagePosition? FirstPosition() => new PageNumber(1);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

    public override ulong Fingerprint(T item) => StableHash.Of(item.Id);

    protected override ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken)
    {
        var page = (PageNumber)position;
        var request = list.With(new QueryArguments().Add("page", page.Number).Add("per_page", query.PageSize).Add("name", query.SentName));
        return new(new StemListPage<T>(_transport, request, new StemListEnvelope(rowsMember), page, query));
    }
}
