using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.OpenCec;

/// <summary>A list is one answer, complete, without pages and without an order of its own.</summary>
internal sealed class OpenCecListSource<T>(EnergyTransport transport, EnergyRequest list, JsonTypeInfo<T> typeInfo)
    : ListSource<T, JsonRowReader<T>>(transport, new JsonRowReader<T>(typeInfo))
    where T : OpenCecRow
{
    /// <summary>The text of the filters that are decided here, part of the query's identity.</summary>
    public string? LocalFilter { get; init; }

    /// <summary>Gets what the local filter needs to know, once a walk, and gives the filter; null keeps all.</summary>
    public Func<CancellationToken, ValueTask<Func<T, bool>>>? OpenFilter { get; init; }

    public override EnergyEndpoint Endpoint => list.Endpoint;

    public override string Query => $"{list.Target}|{LocalFilter}";

    public override PagePosition? FirstPosition() => OnlyPage.Instance;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => OnlyPage.TryParse(text, out position);

    public override ulong Fingerprint(T item) => StableHash.Of(item.Id.ToString(CultureInfo.InvariantCulture));

    protected override async ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken) =>
        new OpenCecListPage<T>(list, OpenFilter is { } open ? await open(cancellationToken).ConfigureAwait(false) : null);
}
