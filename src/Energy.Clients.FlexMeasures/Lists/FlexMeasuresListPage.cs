using System.Globalization;

namespace Energy.Clients.FlexMeasures;

/// <summary>A page of a list, or the whole of it, its items read as they arrive.</summary>
internal sealed class FlexMeasuresListPage<T>(EnergyTransport transport, EnergyResponse response, Stream body, FlexMeasuresListRoute<T> route, int page, int? pageSize) : PageBody<T>
    where T : class
{
    private readonly FlexMeasuresListEnvelope _envelope = new(pageSize is not null);
    private JsonRowStream<T, JsonRowReader<T>>? _rows;
    private bool _complete;

    public override T[] Items => _rows?.Items ?? [];

    public override int Count => _rows?.Count ?? 0;

    public override string? Next => _complete && pageSize is { } size && (long)page * size < _envelope.Total ? (page + 1).ToString(CultureInfo.InvariantCulture) : null;

    public override long? Total => _envelope.Total;

    public override PageResponse Response => response.Info;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _rows ??= new JsonRowStream<T, JsonRowReader<T>>(body, response.Call, _envelope, new JsonRowReader<T>(route.TypeInfo), transport.Drift, transport.Limits);
        _complete = !await _rows.ReadAsync(cancellationToken).ConfigureAwait(false);
        return !_complete;
    }

    public override async ValueTask DisposeAsync()
    {
        _rows?.Dispose();
        await body.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
