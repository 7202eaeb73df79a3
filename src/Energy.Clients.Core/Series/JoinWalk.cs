namespace Energy.Clients;

/// <summary>
/// The walk over the rows of several series: each stands on a reading, and a row goes from the earliest moment not handed out to the first edge of any of those readings. Its place
/// is the moment, and of each series the place before its reading while a part of that is still to come. Where readings of all series stand side by side, rows are made by the
/// block, and the walks follow when a place is noted.
/// </summary>
internal sealed class JoinWalk : OperatorWalk<AlignedRow>
{
    private const int MaxBlock = 64;

    private readonly JoinSource _join;
    private readonly Walk<Reading>[] _walks;
    private readonly Reading[] _readings;
    private readonly bool[] _isPending;
    private readonly bool[] _isLevel;
    private readonly bool[] _isEnergy;
    private readonly double?[] _values;
    private readonly ReadingOrder[] _orders;

    // Rows of level readings that are ahead of all walks: those up to the index were handed out, so many the walks have passed.
    private readonly AlignedRow[] _block = new AlignedRow[MaxBlock];
    private double?[] _blockValues = [];
    private int _blockIndex = -1;
    private int _blockCount;
    private int _blockPassed;
    private bool _isBehindBlock;

    private Instant? _at;
    private AlignedRow _current;
    private long _rows;
    private bool _hasBegun;
    private bool _isEnded;

    public JoinWalk(JoinSource join, Walk<Reading>[] walks, Instant? at)
    {
        _join = join;
        _walks = walks;
        _at = at;
        Stopping = walks[0].Stopping;
        _readings = new Reading[walks.Length];
        _isPending = new bool[walks.Length];
        _values = new double?[walks.Length];
        _isLevel = [.. join.Series.Select(static s => s.Info.Kind == SeriesKind.Level)];
        _isEnergy = [.. join.Series.Select(static s => s.Info.Kind == SeriesKind.Energy)];
        _orders = [.. join.Series.Select(static s => new ReadingOrder(s.Info.Identity))];
    }

    public override AlignedRow Current => _blockCount > 0 ? _block[_blockIndex] : _current;

    public override ReadOnlySpan<AlignedRow> Ahead => new(_block, _blockIndex + 1, _blockCount - _blockIndex - 1);

    public override bool IsEnded => _isEnded;

    public override CancellationToken Stopping { get; }

    public override (long Page, int Item) Progress => (_rows, 0);

    public override bool TryMoveNext()
    {
        if (!_hasBegun || _isEnded || Stopping.IsCancellationRequested)
        {
            return false;
        }

        if (_blockIndex + 1 < _blockCount)
        {
            Pass(1);
            return true;
        }

        if (TryMakeBlock())
        {
            return true;
        }

        for (var i = 0; i < _walks.Length; i++)
        {
            while (!_isPending[i] && !_walks[i].IsEnded)
            {
                if (!_walks[i].TryMoveNext())
                {
                    return false;
                }

                Take(i);
            }
        }

        return TryMakeRow();
    }

    public override void Pass(int count)
    {
        _blockIndex += count;
        _rows += count;
    }

    public override void Begin()
    {
        if (_hasBegun)
        {
            return;
        }

        _hasBegun = true;
        foreach (var walk in _walks)
        {
            walk.NewPlace();
            walk.Begin();
        }
    }

    public override void ThrowIfStopped()
    {
        foreach (var walk in _walks)
        {
            walk.ThrowIfStopped();
        }
    }

    public override PageToken TokenBehindCurrent()
    {
        var place = new JoinPlace(_walks);
        NoteBehind(place);
        return PageToken.AtPlace(_join.Identity, place.ToText());
    }

    public override WalkPlace NewPlace() => new JoinPlace(_walks);

    /// <inheritdoc/>
    /// <remarks>Never asked for: what stands on rows takes each of them once, and none is needed again.</remarks>
    public override void NoteBefore(WalkPlace place) => throw new NotSupportedException();

    public override void NoteBehind(WalkPlace place)
    {
        if (_blockCount == 0)
        {
            Note(place);
            return;
        }

        var at = _at;
        FollowTo(_blockIndex + 1);
        _at = _block[_blockIndex].End;
        Note(place);
        _at = at;
    }

    private void Note(WalkPlace place)
    {
        var noted = (JoinPlace)place;
        noted.At = _at;
        for (var i = 0; i < _walks.Length; i++)
        {
            if (_isPending[i])
            {
                _walks[i].NoteBefore(noted.Places[i]);
            }
            else
            {
                _walks[i].NoteBehind(noted.Places[i]);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        // While the batches are there, for a token that is asked for afterwards.
        LeaveBlock();
        foreach (var walk in _walks)
        {
            await walk.DisposeAsync().ConfigureAwait(false);
        }
    }

    protected override async ValueTask<bool> MoveNextSlowAsync(bool isInPage)
    {
        ThrowIfStopped();
        Begin();
        try
        {
            for (var i = 0; i < _walks.Length; i++)
            {
                while (!_isPending[i] && !_walks[i].IsEnded)
                {
                    if (isInPage ? await _walks[i].MoveNextInPageAsync().ConfigureAwait(false) : await _walks[i].MoveNextAsync().ConfigureAwait(false))
                    {
                        Take(i);
                    }
                    else if (!_walks[i].IsEnded)
                    {
                        return false;
                    }
                }
            }
        }
        catch (EnergyApiException e)
        {
            e.ResumeFrom = TokenBehindCurrent();
            throw;
        }

        _isEnded = !TryMakeRow();
        return !_isEnded;
    }

    // Has the walks stand behind so many rows of the block.
    private void FollowTo(int rows)
    {
        if (_blockPassed != rows)
        {
            foreach (var walk in _walks)
            {
                walk.Pass(rows - _blockPassed);
            }

            _blockPassed = rows;
        }
    }

    // The next rows, where the next readings of all series are of the same intervals, one behind another.
    private bool TryMakeBlock()
    {
        LeaveBlock();
        var rows = CountLevel();
        if (rows > 0)
        {
            _blockCount = rows;
            Pass(1);
            return true;
        }

        if (_isBehindBlock)
        {
            // On with one row at a time, from where the walks stand.
            _isBehindBlock = false;
            for (var i = 0; i < _walks.Length; i++)
            {
                _readings[i] = _walks[i].Current;
                _orders[i].Take(_readings[i]);
            }
        }

        return false;
    }

    private void LeaveBlock()
    {
        if (_blockCount > 0)
        {
            FollowTo(_blockIndex + 1);
            _current = _block[_blockIndex];
            _at = _current.End;
            _isBehindBlock = true;
            _blockValues = _join.OwnValues ? [] : _blockValues;
            (_blockIndex, _blockCount, _blockPassed) = (-1, 0, 0);
        }
    }

    private int CountLevel()
    {
        var rows = MaxBlock;
        for (var i = 0; i < _walks.Length; i++)
        {
            rows = _isPending[i] ? 0 : Math.Min(rows, _walks[i].Ahead.Length);
            if (rows == 0)
            {
                return 0;
            }
        }

        var series = _walks.Length;
        if (_blockValues.Length < rows * series)
        {
            _blockValues = new double?[(_join.OwnValues ? rows : MaxBlock) * series];
        }

        var values = _blockValues;
        var first = _walks[0].Ahead[..rows];
        var at = _at ?? first[0].Start;
        var place = 0;
        for (var k = 0; k < first.Length; k++)
        {
            ref readonly var reading = ref first[k];
            if (reading.Start < at || reading.End <= reading.Start)
            {
                rows = k;
                break;
            }

            at = reading.End;
            _block[k] = new AlignedRow(reading.Start, at, values, place, series);
            values[place] = reading.Value;
            place += series;
        }

        first = first[..rows];
        for (var i = 1; i < series; i++)
        {
            var ahead = _walks[i].Ahead[..rows];
            place = i;
            for (var k = 0; k < ahead.Length; k++)
            {
                ref readonly var reading = ref ahead[k];
                ref readonly var beside = ref first[k];
                if (reading.Start != beside.Start || reading.End != beside.End)
                {
                    rows = k;
                    break;
                }

                values[place] = reading.Value;
                place += series;
            }
        }

        return rows;
    }

    private void Take(int i)
    {
        _readings[i] = _walks[i].Current;
        _orders[i].Take(_readings[i]);
        // Read again for the rest of it, or all handed out already.
        _isPending[i] = _at is not { } at || _readings[i].Start >= at || _readings[i].End > at;
    }

    private bool TryMakeRow()
    {
        if (TryMakeLevelRow())
        {
            return true;
        }

        Instant? earliest = null;
        for (var i = 0; i < _walks.Length; i++)
        {
            if (_isPending[i] && StartOf(i) is var start && (earliest is null || start < earliest))
            {
                earliest = start;
            }
        }

        if (earliest is not { } from)
        {
            return false;
        }

        var until = EndOf(from);
        for (var i = 0; i < _walks.Length; i++)
        {
            _values[i] = _isPending[i] && StartOf(i) == from ? Part(i, from, until) : null;
        }

        for (var i = 0; i < _walks.Length; i++)
        {
            _isPending[i] &= _readings[i].End > until || _readings[i].Start > from;
        }

        Give(from, until);
        return true;
    }

    // What most rows are: one whole reading of each series.
    private bool TryMakeLevelRow()
    {
        var (from, until) = (_readings[0].Start, _readings[0].End);
        if (from < _at || until <= from)
        {
            return false;
        }

        for (var i = 0; i < _walks.Length; i++)
        {
            if (!_isPending[i] || _readings[i].Start != from || _readings[i].End != until)
            {
                return false;
            }

            _values[i] = _readings[i].Value;
        }

        Array.Clear(_isPending);
        Give(from, until);
        return true;
    }

    private void Give(Instant from, Instant until)
    {
        _at = until;
        _current = new AlignedRow(from, until, _join.OwnValues ? [.. _values] : _values, 0, _values.Length);
        _rows++;
    }

    private Instant StartOf(int i) => _at is { } at && _readings[i].Start < at ? at : _readings[i].Start;

    private Instant EndOf(Instant from)
    {
        Instant? first = null;
        for (var i = 0; i < _walks.Length; i++)
        {
            if (_isPending[i])
            {
                var edge = StartOf(i) == from ? _readings[i].End : _readings[i].Start;
                first = first is null || edge < first ? edge : first;
            }
        }

        return first!.Value;
    }

    private double? Part(int i, Instant from, Instant until)
    {
        ref readonly var reading = ref _readings[i];
        if ((reading.Start == from && reading.End == until) || reading.Value is not { } value)
        {
            return reading.Value;
        }

        var isRefused = until == from || _join.Unlike switch
        {
            UnlikeResolutions.Refuse => true,
            UnlikeResolutions.RepeatLevels => !_isLevel[i],
            UnlikeResolutions.Repeat => _isEnergy[i],
            _ => false,
        };
        if (isRefused)
        {
            throw Unlike(i, from, until);
        }

        return _isEnergy[i] ? value * ((until - from).TotalNanoseconds / reading.Length.TotalNanoseconds) : value;
    }

    private SeriesException Unlike(int i, Instant from, Instant until)
    {
        var other = Array.FindIndex(_readings, r => (r.Start == until || r.End == until || r.Start == from) && r != _readings[i]);
        var beside = other < 0 ? "" : $" beside {ReadingOrder.Show(_readings[other])} of {_join.Series[other].Info.Identity}";
        return new SeriesException(
            _join.Series[i].Info.Identity,
            $"{ReadingOrder.Show(_readings[i])} stands in a row from {ReadingOrder.Show(from)} to {ReadingOrder.Show(until)}{beside}. Resample the series to the same steps, "
                + $"or choose {(_isEnergy[i] ? "UnlikeResolutions.Split" : "UnlikeResolutions.Repeat")}.",
            _readings[i],
            other < 0 ? null : _readings[other]);
    }

    /// <summary>A place among the rows.</summary>
    private sealed class JoinPlace(Walk<Reading>[] walks) : WalkPlace
    {
        public Instant? At { get; set; }

        public WalkPlace[] Places { get; } = [.. walks.Select(static w => w.NewPlace())];

        public override void CopyFrom(WalkPlace other)
        {
            var place = (JoinPlace)other;
            At = place.At;
            for (var i = 0; i < Places.Length; i++)
            {
                Places[i].CopyFrom(place.Places[i]);
            }
        }

        public override string ToText() => JoinSource.PlaceText(At, Places);
    }
}
