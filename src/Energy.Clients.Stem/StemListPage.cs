using System.Globalization;

namespace Energy.Clients.Stem;

/// <summary>One page of a list, its items filtered as they arrive.</summary>
internal sealed class StemListPage<T, TReader> : PageBody<T>
    where T : class
    where TReader : struct, IRowReader<T>
{
    private readonly EnergyResponse _response;
    private readonly Stream _body;
    private readonly StemListEnvelope _envelope;
    private readonly JsonRowStream<T, TReader> _rows;
    private readonly StemListRoute<T> _route;
    private readonly int _page;
    private readonly int _pageSize;
    private int _rawCount;
    private ulong _firstElement;
    private int _count;
    private bool _complete;

    public StemListPage(EnergyTransport transport, EnergyResponse response, Stream body, StemListRoute<T> route, int page, int pageSize)
    {
        _response = response;
        _body = body;
        _route = route;
        _page = page;
        _pageSize = pageSize;
        _envelope = new StemListEnvelope(route.RowsMember);
        _rows = new JsonRowStream<T, TReader>(body, response.Call, _envelope, default, transport.Drift, transport.Limits);
    }

    public override T[] Items => _rows.Items;

    public override int Count => _count;

    public override string? Next => _complete && _rawCount >= _pageSize ? (_page + 1).ToString(CultureInfo.InvariantCulture) : null;

    public override long? Total => _envelope.Total;

    public override ulong FirstElementHash => _firstElement;

    public override PageResponse Response => _response.Info;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _count = 0;
            _complete = true;
            return false;
        }

        if (_rawCount == 0 && _rows.Count > 0)
        {
            _firstElement = StableHash.Of(_route.IdOf(_rows.Items[0]));
        }

        _rawCount += _rows.Count;
        _count = _rows.Count;
        if (_route.Keep is { } keep)
        {
            _count = 0;
            for (var i = 0; i < _rows.Count; i++)
            {
                if (keep(_rows.Items[i]))
                {
                    _rows.Items[_count++] = _rows.Items[i];
                }
            }
        }

        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        await _body.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
