namespace Energy.Clients.IOTile;

/// <summary>One page of a read by value.</summary>
/// <param name="request">The request.</param>
/// <param name="position">Where the page stands.</param>
/// <param name="lastN">How many of the newest are asked for.</param>
/// <param name="keyset">By which value pages follow one another.</param>
internal sealed class IOTileKeysetPage<T>(EnergyRequest request, IOTilePosition position, long? lastN, IOTileKeyset<T> keyset) : ListPage<T>
{
    private const int MaxSeen = 64;

    private readonly IOTileEnvelope _envelope = new();
    private readonly List<ulong> _toSkip = [.. position.Seen];
    private readonly List<ulong> _run = [.. position.Seen];

    // Whether all that was handed out is of one value: rows of it that are older than the newest asked for stand before them.
    private readonly bool _mayHoldOlder = position.Key is not null && position.Remaining is { } left && lastN - left == position.Seen.Count;
    private bool _holdsOthers;
    private long? _runKey = position.Key;
    private bool _runIsWhole = position.Page == 1;
    private long? _remaining = position.Remaining;
    private long _came;

    public override EnergyRequest Request => request;

    public override IEnvelopeReader Envelope => _envelope;

    public override PagePosition? Next => _envelope.HasNext && _remaining != 0 ? NextPosition() : null;

    public override long? Total => _envelope.Total;

    public override async ValueTask<bool> EndsListAsync(EnergyResponse response, CancellationToken cancellationToken)
    {
        if (position.Page == 1 || !await IOTileErrorReader.SaysInvalidPageAsync(response, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        // The page before promised this one.
        return position.Total is { } before ? throw Moved(response, before, null) : true;
    }

    public override int Keep(Span<T> rows)
    {
        _came += rows.Length;
        var count = _holdsOthers ? 0 : _toSkip.Count > 0 ? Skip(rows) : rows.Length;
        if (_remaining is { } remaining)
        {
            count = (int)Math.Min(count, remaining);
            _remaining = remaining - count;
        }

        if (count > 0)
        {
            Note(rows[..count]);
        }

        return count;
    }

    public override void Complete(EnergyResponse response)
    {
        if (position is { Page: > 1, Total: { } before } && _envelope.Total != before)
        {
            throw Moved(response, before, _envelope.Total);
        }

        // An answer that has no next page is the whole of what it counts, and the newest N are no more than N.
        if (position.Page == 1 && !_envelope.HasNext && _envelope.Total is { } total && total != _came)
        {
            throw EnergyErrors.Payload(response.Call, $"the answer says that it has {total} rows, and {_came} came. Go on from the token: what was handed out before it is whole.");
        }

        // More was promised: by this answer itself, or by the page before, whose last rows come first here.
        if (_came == 0 && (_envelope.HasNext || position.Key is not null))
        {
            throw EnergyErrors.Payload(
                response.Call,
                _envelope.HasNext
                    ? "the answer has no rows and says that more follow, so that some would be passed over. Go on from the token: what was handed out before it is whole."
                    : $"the rows from {keyset.Parameter} {keyset.Text(position.Key!.Value)} on came before and are not there any more: they went, or were left out. Read them "
                        + $"again from an earlier token.");
        }

        if (_holdsOthers)
        {
            throw EnergyErrors.Payload(response.Call,
                $"the newest {lastN} rows begin with {keyset.Parameter} {keyset.Text(position.Key!.Value)}, and of it there are rows that did not come with them: which are the "
                    + "newest is not known. Ask with a PageSize that holds all rows of one second, or for a range of time.");
        }

        if (position.Key is null && position.Remaining < _envelope.Total)
        {
            throw EnergyErrors.Payload(response.Call,
                $"the newest {position.Remaining} rows were asked for, and the answer says that it has {_envelope.Total}: which of them are the newest is not known.");
        }
    }

    // The rows that share a value changed while their pages were counted.
    private EnergyPayloadException Moved(EnergyResponse response, long before, long? now) => EnergyErrors.Payload(
        response.Call,
        $"the rows of one {keyset.Parameter} changed while they were read: there were {before} and now there are {now?.ToString(CultureInfo.InvariantCulture) ?? "fewer"}. "
            + $"Going on could lose or double some. Read them again from an earlier token.");

    // Leaves out what the page before handed out of the value that this page starts with.
    private int Skip(Span<T> rows)
    {
        var kept = 0;
        foreach (var row in rows)
        {
            if (_toSkip.Count > 0)
            {
                if (keyset.Key(row) != position.Key)
                {
                    _toSkip.Clear();
                }
                else if (_toSkip.Remove(keyset.Identity(row)))
                {
                    continue;
                }
                else if (_mayHoldOlder)
                {
                    _holdsOthers = true;
                    return kept;
                }
            }

            rows[kept++] = row;
        }

        return kept;
    }

    // Remembers the rows of the last value: they will come again at the head of the next page.
    private void Note(ReadOnlySpan<T> rows)
    {
        var key = keyset.Key(rows[^1]);
        var from = rows.Length - 1;
        while (from > 0 && keyset.Key(rows[from - 1]) == key)
        {
            from--;
        }

        if (from > 0 || _runKey != key)
        {
            _run.Clear();
            _runIsWhole = true;
            _runKey = key;
        }

        for (var i = from; i < rows.Length && _run.Count <= MaxSeen; i++)
        {
            _run.Add(keyset.Identity(rows[i]));
        }
    }

    private IOTilePosition NextPosition() =>
        _runKey is { } key && _runIsWhole && _run.Count <= MaxSeen && (key != position.Key || _run.Count > position.Seen.Count)
            ? new IOTilePosition(key, 1, _remaining, null, [.. _run])
            : new IOTilePosition(position.Key, position.Page + 1, _remaining, _envelope.Total, []);
}
