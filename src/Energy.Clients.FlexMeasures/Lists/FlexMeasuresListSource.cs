using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.FlexMeasures;

/// <summary>Pages by number until the matching records are used up. A page that is gone by the time it is asked for is 404.</summary>
/// <param name="transport">The way to the server.</param>
/// <param name="list">The list, without the paging.</param>
/// <param name="rows">The model's metadata.</param>
/// <param name="fingerprint">What makes an item that item.</param>
/// <param name="firstPage">The first page.</param>
/// <param name="pageSize">How many items a page has; null leaves it to the server.</param>
/// <param name="alwaysPaged">Whether the server sends pages even when none is asked for.</param>
internal sealed class FlexMeasuresListSource<T>(
    EnergyTransport transport, EnergyRequest list, JsonTypeInfo<T> rows, Func<T, ulong> fingerprint, int firstPage, int? pageSize, bool alwaysPaged)
    : ListSource<T, JsonRowReader<T>>(transport, new JsonRowReader<T>(rows))
    where T : class
{
    // What the server takes when no size is asked for.
    private const int ServersPageSize = 10;

    private readonly EnergyTransport _transport = transport;
    private readonly int? _pageSize = pageSize ?? (alwaysPaged || firstPage > 1 ? ServersPageSize : null);

    public override EnergyEndpoint Endpoint => list.Endpoint;

    public override string Query => string.Create(CultureInfo.InvariantCulture, $"{list.Target}|{pageSize}|{firstPage}");

    public override PagePosition? FirstPosition() => new FlexMeasuresListPosition(firstPage);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => FlexMeasuresListPosition.TryParse(text, out position);

    public override ulong Fingerprint(T item) => fingerprint(item);

    protected override ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken)
    {
        var at = (FlexMeasuresListPosition)position;
        return new(new FlexMeasuresListPage<T>(_transport, pageSize is null && at.Page == 1 ? list : At(at.Page), At(1) with { Retries = retries }, at, firstPage, _pageSize));
    }

    private EnergyRequest At(int page) => list.With((list.Query?.Copy() ?? []).Add("page", page).Add("per-page", pageSize));
}
