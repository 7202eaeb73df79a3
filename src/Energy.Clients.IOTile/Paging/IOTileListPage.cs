namespace Energy.Clients.IOTile;

/// <summary>One page of a list, its rows streamed off the wire.</summary>
internal sealed class IOTileListPage<T, TReader> : PageBody<T>
    where TReader : struct, IRowReader<T>
{
    private readonly EnergyTransport _transport;
    private readonly EnergyResponse _response;
    private readonly Stream _body;
    private readonly IOTileEnvelope _envelope = new();
    private readonly JsonRowStream<T, TReader> _rows;
    private readonly int _page;
    private readonly long? _totalBefore;
    private readonly bool _mustStand;

    public IOTileListPage(EnergyTransport transport, EnergyResponse response, Stream body, TReader rows, int page, long? totalBefore, bool mustStand)
    {
        _transport = transport;
        _response = response;
        _body = body;
        _page = page;
        _totalBefore = totalBefore;
        _mustStand = mustStand;
        _rows = new JsonRowStream<T, TReader>(body, response.Call, _envelope, rows, transport.Drift, transport.Limits);
    }

    public override T[] Items => _rows.Items;

    public override int Count => _rows.Count;

    public override string? Next => _envelope.HasNext ? IOTileApi.Number(_page + 1) + "/" + IOTileApi.Number(_envelope.Total) : null;

    public override long? Total => _envelope.Total;

    public override PageResponse Response => _response.Info;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (_totalBefore is { } before && _envelope.Total is { } now && before != now)
        {
            _transport.Telemetry.ListMoved(_response.Call.Operation, before, now);
            if (_mustStand)
            {
                throw new EnergyPayloadException($"{_response.Call.Operation}: the list changed while it was read: it had {before} items and now has {now}, so one may have been missed or come twice. Read it again from the start.")
                {
                    Operation = _response.Call.Operation,
                    Route = _response.Call.Route,
                    Status = _response.Status,
                };
            }
        }

        return false;
    }

    public override async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        await _body.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
