namespace Energy.Clients.IOTile;

/// <summary>One page of a read by value, its rows streamed off the wire.</summary>
internal sealed class IOTileKeysetPage<T, TReader> : PageBody<T>
    where TReader : struct, IRowReader<T>
{
    private const int MostSeen = 64;

    private readonly EnergyResponse _response;
    private readonly Stream _body;
    private readonly IOTileEnvelope _envelope = new();
    private readonly JsonRowStream<T, TReader> _rows;
    private readonly IOTileKeyset<T> _keyset;
    private readonly IOTilePosition _position;
    private readonly List<ulong> _toSkip;
    private readonly List<ulong> _run;
    private long? _runKey;
    private bool _runIsWhole;
    private long? _remaining;
    private int _count;
    private bool _complete;

    public IOTileKeysetPage(EnergyTransport transport, EnergyResponse response, Stream body, TReader rows, IOTileKeyset<T> keyset, IOTilePosition position)
    {
        _response = response;
        _body = body;
        _keyset = keyset;
        _position = position;
        _remaining = position.Remaining;
        _toSkip = [.. position.Seen];
        _run = [.. position.Seen];
        _runKey = position.Key;
        _runIsWhole = position.Page == 1;
        _rows = new JsonRowStream<T, TReader>(body, response.Call, _envelope, rows, transport.Drift, transport.Limits);
    }

    public override T[] Items => _rows.Items;

    public override int Count => _count;

    public override string? Next => _complete && _envelope.HasNext && _remaining != 0 ? NextPosition().ToString() : null;

    public override long? Total => _envelope.Total;

    public override PageResponse Response => _response.Info;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _count = 0;
            _complete = true;
            if (_position is { Page: > 1, Total: { } before } && _envelope.Total != before)
            {
                throw IOTileKeysetSource<T, TReader>.Moved(_response, _keyset, before, _envelope.Total);
            }

            return false;
        }

        _count = _rows.Count;
        if (_toSkip.Count > 0)
        {
            Skip();
        }

        if (_remaining is { } remaining)
        {
            _count = (int)Math.Min(_count, remaining);
            _remaining = remaining - _count;
        }

        if (_count > 0)
        {
            Note();
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

    // Leaves out what the page before handed out of the value that this page starts with.
    private void Skip()
    {
        var items = _rows.Items;
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_toSkip.Count > 0)
            {
                if (_keyset.Key(items[i]) != _position.Key)
                {
                    _toSkip.Clear();
                }
                else if (_toSkip.Remove(_keyset.Identity(items[i])))
                {
                    continue;
                }
            }

            items[kept++] = items[i];
        }

        _count = kept;
    }

    // Remembers the rows of the last value: they will come again at the head of the next page.
    private void Note()
    {
        var items = _rows.Items;
        var key = _keyset.Key(items[_count - 1]);
        var from = _count - 1;
        while (from > 0 && _keyset.Key(items[from - 1]) == key)
        {
            from--;
        }

        if (from > 0 || _runKey != key)
        {
            _run.Clear();
            _runIsWhole = true;
            _runKey = key;
        }

        for (var i = from; i < _count && _run.Count <= MostSeen; i++)
        {
            _run.Add(_keyset.Identity(items[i]));
        }
    }

    private IOTilePosition NextPosition() => _runKey is { } key && _runIsWhole && _run.Count <= MostSeen && key != _position.Key
        ? new IOTilePosition(key, 1, _remaining, null, [.. _run])
        : _runKey is { } same && _runIsWhole && _run.Count <= MostSeen && _run.Count > _position.Seen.Count
            ? new IOTilePosition(same, 1, _remaining, null, [.. _run])
            : new IOTilePosition(_position.Key, _position.Page + 1, _remaining, _envelope.Total, []);
}
