namespace Energy.Clients;

// The operators about what is missing.
public partial class ReadingSeries
{
    /// <summary>What is missing between the first reading and the end of the last.</summary>
    /// <returns>
    /// The gaps in order, those of one reason that touch joined into one. With the readings that have a value they tile the time from the first start to the last end. Each has a
    /// token, as every list; resuming reads the readings behind the last gap again, where the next one had begun.
    /// </returns>
    /// <exception cref="ArgumentException">The readings are of instants and their resolution is not known, so that nothing says what is missing between two: tell it by
    /// <see cref="WithInfo"/>.</exception>
    /// <remarks>Readings at one instant count as lasting to the next one, but no longer than <see cref="SeriesInfo.Resolution"/>. Enumerating throws a
    /// <see cref="SeriesException"/> when the readings are not ascending or overlap.</remarks>
    public Paged<Gap> Gaps() => GapsWithin(null);

    /// <summary>What is missing in a range of time.</summary>
    /// <param name="range">The half-open range; both ends are given. Readings beyond its edges count for what of them lies inside.</param>
    /// <returns>As <see cref="Gaps()"/>; with the readings that have a value they tile the range.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Gaps()"/>, or an end is not given.</exception>
    public Paged<Gap> Gaps(Interval range) => range is { HasStart: true, HasEnd: true }
        ? GapsWithin(range)
        : throw new ArgumentException("What is missing in a range without an end cannot be told. Give both ends.", nameof(range));

    /// <summary>Puts readings where the series has none, and values into those that have none.</summary>
    /// <param name="how">What to put there: <see cref="FillGap.Missing"/>, <see cref="FillGap.Previous"/>, <see cref="FillGap.Linear"/>.</param>
    /// <param name="step">The steps of the readings put in; the series' own (<see cref="SeriesInfo.Step"/>, <see cref="SeriesInfo.Resolution"/>) unless given.</param>
    /// <returns>
    /// The series, with tokens of its own; resuming reads the reading before the place again. Filled are gaps between readings and not what lies before the first or behind the
    /// last.
    /// </returns>
    /// <exception cref="ArgumentException">No step is given and the series has none, or a way to fill that makes no sense for what the series measures.</exception>
    /// <remarks>
    /// A gap is cut at the boundaries of the step, counted from the end of the reading before it, or on the step's own grid where it is of the calendar; the last piece may be
    /// shorter. Nothing is invented unless asked: gaps longer than <see cref="FillGap.Longest"/> are filled with missing readings.
    /// </remarks>
    public ReadingSeries FillGaps(FillGap how, TimeStep? step = null)
    {
        ArgumentNullException.ThrowIfNull(how);
        var cut = step ?? Info.Step ?? (Info.Resolution is { } resolution ? TimeStep.Of(resolution) : null)
            ?? throw new ArgumentException($"{Info.Identity} does not say how long its readings are, so nothing says into which readings a gap is cut. Give a step.", nameof(step));
        if (how.Kind == FillKind.Previous && Info.Kind is SeriesKind.Energy or SeriesKind.Cumulative)
        {
            throw new ArgumentException(
                $"{Info.Identity} is {(Info.Kind == SeriesKind.Energy ? "energy: the amount of one interval says nothing of the next" : "a counter: what passed meanwhile is in "
                    + "its next reading")}. Fill with FillGap.Missing or FillGap.Linear.", nameof(how));
        }

        return Then($"fill {how} {cut}", Info, state => new FillStep(Info, how, cut, state));
    }

    private Paged<Gap> GapsWithin(Interval? range)
    {
        if (Info is { Kind: SeriesKind.Instantaneous or SeriesKind.Cumulative, Resolution: null })
        {
            throw new ArgumentException(
                $"{Info.Identity} is of instants and does not say how far they lie apart, so nothing says what is missing between two. Tell it: WithInfo(series.Info with {{ "
                    + $"Resolution = … }}).");
        }

        return Paged<Gap>.Over(new DerivedSource<Reading, Gap>(this, $"gaps {range}", state => new GapStep(Info, range, state)));
    }

    // Readings at one instant stand for the time to the next one, at most as long as their resolution.
    private static Instant EndOf(in Reading reading, Duration? resolution) => reading.End > reading.Start ? reading.End : reading.Start + (resolution ?? Duration.Zero);

    private sealed class GapStep : OperatorStep<Reading, Gap>
    {
        private readonly SeriesInfo _info;
        private readonly Interval? _range;
        private readonly Queue<Gap> _ready = new(4);
        private ReadingOrder _order;

        // Up to here every moment has a reading or lies in a gap; not known before the first reading of an open range.
        private Instant? _seen;
        private Gap? _open;
        private bool _isDone;
        private bool _isSourceAtEnd;

        public GapStep(SeriesInfo info, Interval? range, OperatorState? state)
        {
            _info = info;
            _range = range;
            _order = new ReadingOrder(info.Identity);
            _seen = state?.At ?? range?.Start;
            _isDone = range is { } asked && _seen >= asked.End;
        }

        public override OperatorState State => new(_ready.TryPeek(out var first) ? first.Start : _open?.Start ?? _seen);

        public override bool IsDone => _isDone;

        public override int Accept(ReadOnlySpan<Reading> items)
        {
            for (var i = 0; i < items.Length; i++)
            {
                var wasOpen = _open is not null;
                _order.Take(items[i]);
                Look(items[i]);
                Needed = _ready.Count > 0 || (wasOpen && _open is not null) ? Needed.AsBefore : _open is null ? Needed.Nothing : Needed.LastItem;
                if (_ready.Count > 0 || _isDone || Needed == Needed.LastItem)
                {
                    return i + 1;
                }
            }

            return items.Length;
        }

        public override void Complete()
        {
            if (_range is { } asked)
            {
                Miss(asked.End, GapReason.NoReading);
            }

            Close();
            _isDone = true;
            _isSourceAtEnd = true;
        }

        public override bool TryTake(out Gap result)
        {
            if (!_ready.TryDequeue(out result))
            {
                return false;
            }

            // What is left was made by the reading that made this one ready, or by the end.
            Needed = (_ready.Count > 0 || _open is not null) && !_isSourceAtEnd ? Needed.LastItem : Needed.Nothing;
            return true;
        }

        private void Look(in Reading reading)
        {
            var start = reading.Start;
            var end = EndOf(reading, _info.Resolution);
            if (_range is { } asked)
            {
                (start, end) = (Instant.Min(start, asked.End), Instant.Min(end, asked.End));
            }

            _seen ??= start;
            Miss(start, GapReason.NoReading);
            if (reading.Value is null)
            {
                Miss(end, GapReason.NoValue);
            }
            else if (end > _seen)
            {
                Close();
                _seen = end;
            }

            if (_range?.End <= _seen)
            {
                Close();
                _isDone = true;
            }
        }

        // From what was seen last up to an instant.
        private void Miss(Instant end, GapReason reason)
        {
            if (_seen is not { } start || end <= start)
            {
                return;
            }

            if (_open is { } open && open.Reason == reason)
            {
                _open = open with { End = end };
            }
            else
            {
                Close();
                _open = new Gap(start, end, reason);
            }

            _seen = end;
        }

        private void Close()
        {
            if (_open is { } open)
            {
                _ready.Enqueue(open);
                _open = null;
            }
        }
    }

    private sealed class FillStep : OperatorStep<Reading, Reading>
    {
        private readonly SeriesInfo _info;
        private readonly FillGap _how;
        private readonly TimeStep _step;
        private ReadingOrder _order;

        // The reading that a gap is filled from, where the next piece begins, and what stands behind the gap.
        private Reading? _from;
        private Reading? _next;
        private Instant _at;
        private Instant? _missingUntil;
        private bool _isFirstKnown;

        public FillStep(SeriesInfo info, FillGap how, TimeStep step, OperatorState? state)
        {
            _info = info;
            _how = how;
            _step = step;
            _order = new ReadingOrder(info.Identity);
            _at = state?.At ?? default;
            _isFirstKnown = state is { Number: 1 };
        }

        public override OperatorState State => new(_at, _from is null ? 0 : 1);

        private bool IsOfInstants => _info.Kind is SeriesKind.Instantaneous or SeriesKind.Cumulative;

        public override int Accept(ReadOnlySpan<Reading> items)
        {
            for (var i = 0; i < items.Length; i++)
            {
                ref readonly var reading = ref items[i];
                _order.Take(reading);
                if (_isFirstKnown)
                {
                    // It was handed out before; what lies behind it was not, or not all of it.
                    _isFirstKnown = false;
                    _from = reading;
                    Needed = Needed.LastItem;
                    return i + 1;
                }

                Needed = Needed.AsBefore;
                if (reading.Value is null && _how.Kind != FillKind.Missing && _from is not null)
                {
                    // Without a value it is as good as not there: what it covers is filled with the rest of the gap.
                    _missingUntil = reading.End;
                    continue;
                }

                _next = reading;
                return i + 1;
            }

            return items.Length;
        }

        public override void Complete()
        {
            // Nothing stands behind what is missing at the end.
            if (_missingUntil is { } end)
            {
                _next = new Reading(end, end, null);
            }
        }

        public override bool TryTake(out Reading result)
        {
            if (_next is not { } next)
            {
                result = default;
                return false;
            }

            var isEnd = _missingUntil is { } end && next == new Reading(end, end, null);
            if (_from is { } from && (IsOfInstants && isEnd ? _at <= next.Start : _at < next.Start))
            {
                var pieceEnd = Instant.Min(BehindPiece(_at), next.Start);
                result = IsOfInstants ? new Reading(_at, _at, Between(from, next, _at, _at)) : new Reading(_at, pieceEnd, Between(from, next, _at, pieceEnd));
                _at = IsOfInstants ? BehindPiece(_at) : pieceEnd;
                Needed = Needed.AsBefore;
                return true;
            }

            result = next;
            _next = null;
            _missingUntil = null;
            if (isEnd)
            {
                return false;
            }

            var isAnchor = next.Value is not null || _how.Kind == FillKind.Missing;
            _from = isAnchor ? next : null;
            _at = IsOfInstants ? BehindPiece(next.Start) : next.End;
            Needed = isAnchor ? Needed.LastItem : Needed.Nothing;
            return true;
        }

        private Instant BehindPiece(Instant start) => _step.Length is { } length ? start + length : _step.Containing(start).End;

        private double? Between(in Reading from, in Reading next, Instant start, Instant end)
        {
            if (_how.Kind == FillKind.Missing || next.Value is not { } after || from.Value is not { } before || (_how.Longest is { } longest && next.Start - from.End > longest))
            {
                return null;
            }

            if (_how.Kind == FillKind.Previous)
            {
                return before;
            }

            // Along a line between the middles; amounts along that of their rates, since a piece may be shorter.
            var origin = from.Start;
            var share = (Middle(start, end) - Middle(from.Start, from.End)) / (Middle(next.Start, next.End) - Middle(from.Start, from.End));
            return _info.Kind == SeriesKind.Energy
                ? ((before / from.Length.TotalSeconds * (1 - share)) + (after / next.Length.TotalSeconds * share)) * (end - start).TotalSeconds
                : (before * (1 - share)) + (after * share);

            double Middle(Instant first, Instant second) => ((first - origin).TotalSeconds + (second - origin).TotalSeconds) / 2;
        }

    }
}
