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
    private long _read;

    public IOTileListPage(EnergyTransport transport, EnergyResponse response, Stream body, TReader rows, int page, long? totalBefore, long read, bool mustStand)
    {
        _transport = transport;
        _response = response;
        _body = body;
        _page = page;
        _totalBefore = totalBefore;
        _read = read;
        _mustStand = mustStand;
        _rows = new JsonRowStream<T, TReader>(body, response.Call, _envelope, rows, transport.Drift, transport.Limits);
    }

    public override T[] Items => _rows.Items;

    public override int Count => _rows.Count;

    public override string? Next => _envelope.HasNext ? $"{IOTileApi.Number(_page + 1)}/{IOTileApi.Number(_envelope.Total)}/{IOTileApi.Number(_read)}" : null;

    public override long? Total => _envelope.Total;

    public override PageResponse Response => _response.Info;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _read += _rows.Count;
            return true;
        }

        if (_totalBefore is { } before && _envelope.Total is { } now && before != now)
        {
            IOTileListSource<T, TReader>.Moved(_transport, _response, _mustStand, before, now);
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
