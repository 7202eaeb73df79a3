using System.Globalization;
using System.Text;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>The collections of a row of periods, asked for in requests that stay within the server's cap.</summary>
internal sealed class SundayaCollectionSource(SundayaFlowOperations flows, PagingContext context, EnergyType energy, EnergyPeriod span, string site, IReadOnlyList<ProductCatalogItem>? products)
    : PageSource<EnergyCollection>
{
    private static readonly EnergyCall Call = new("Sundaya.Flows.List", SundayaFlowOperations.Route);

    public override string Operation => Call.Operation;

    public override string Query => string.Join('|', [energy.Name, span.ToString(), site, .. (products ?? []).Select(p => p.ToString())]);

    public override PagingContext Context => context;

    // The numbers of the live server change at every look, so a collection is told by its place.
    public override ulong Fingerprint(EnergyCollection item) => StableHash.Of(Encoding.UTF8.GetBytes(item.Period?.ToString() ?? item.Href));

    public override string FirstPosition() => "0";

    public override ValueTask<PageBody<EnergyCollection>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (!int.TryParse(request.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || from >= span.Count)
        {
            throw new FormatException("The token does not hold a position of Sundaya collections.");
        }

        var count = Math.Min(span.Kind.MaxDuration, span.Count - from);
        var block = EnergyPeriod.Spanning(span.Each[from].Start, span.Kind, count);
        var next = from + count < span.Count ? (from + count).ToString(CultureInfo.InvariantCulture) : null;
        return new ValueTask<PageBody<EnergyCollection>>(new Block(this, request.Retries, block, next));
    }

    private Task<(IReadOnlyList<EnergyCollection> Collections, PageResponse Response)> LoadAsync(EnergyPeriod block, RetryBudget retries, CancellationToken cancellationToken) =>
        flows.LoadAsync(Call with { Retries = retries }, SundayaFlowOperations.PathOf(energy, block, site), products, cancellationToken);

    // The body is read here and not when the page is opened, so that the engine asks again for a page that was cut.
    private sealed class Block(SundayaCollectionSource source, RetryBudget retries, EnergyPeriod block, string? next) : PageBody<EnergyCollection>
    {
        private EnergyCollection[] _items = [];
        private PageResponse _response = PageResponse.None;
        private bool _read;

        public override EnergyCollection[] Items => _items;

        public override int Count => _items.Length;

        public override string? Next => next;

        public override Interval? Covers => block.Interval;

        public override PageResponse Response => _response;

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (_read)
            {
                _items = [];
                return false;
            }

            var (collections, response) = await source.LoadAsync(block, retries, cancellationToken).ConfigureAwait(false);
            _items = [.. collections];
            _response = response;
            _read = true;
            return true;
        }
    }
}
