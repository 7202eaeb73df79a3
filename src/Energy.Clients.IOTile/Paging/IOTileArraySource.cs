using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.IOTile;

/// <summary>A list that comes as an array in one answer.</summary>
internal sealed class IOTileArraySource<T>(EnergyTransport transport, EnergyRequest request, JsonTypeInfo<T> typeInfo, Func<T, ulong> fingerprint)
    : ListSource<T, JsonRowReader<T>>(transport, new JsonRowReader<T>(typeInfo))
{
    public override EnergyEndpoint Endpoint => request.Endpoint;

    public override string Query => $"{IOTileApi.PathOf(request)}?{request.Query}";

    public override PagePosition? FirstPosition() => OnlyPage.Instance;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => OnlyPage.TryParse(text, out position);

    public override ulong Fingerprint(T item) => fingerprint(item);

    protected override ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken) => new(new BareArrayPage<T>(request));
}
