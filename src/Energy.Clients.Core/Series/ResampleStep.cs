namespace Energy.Clients;

/// <summary>The working part of <see cref="ReadingSeries.Resample(TimeStep, ResampleOptions?)"/>.</summary>
internal sealed class ResampleStep : OperatorStep<Reading, ResampledReading>
{
    private readonly SeriesInfo _info;
    private readonly TimeStep _steps;
    private readonly Aggregate _aggregate;
    private readonly ResampleOptions _options;
    private readonly Coverage _coverage;
    private readonly List<double>? _values;
    private ReadingOrder _order;

    // The present step. It is touched once a reading lies in it, and closed once no other can.
    private Instant _start;
    private Instant _end;
    private bool _isOpen;
    private bool _isTouched;
    private bool _isClosed;
    private bool _isAtEnd;

    // A reading of which a part, or all, lies behind the present step.
    private Reading _rest;
    private bool _hasRest;

    // What the present step has so far. Weights are nanoseconds.
    private Instant _coveredTo;
    private Duration _uncovered;
    private Duration _longestGap;
    private int _count;
    private double _weight;
    private double _weighted;
    private double _sum;
    private double _first;
    private double _last;
    private double _least;
    private double _most;
    private Instant _mostStart;
    private Instant _mostEnd;

    public ResampleStep(SeriesInfo info, TimeStep steps, Aggregate aggregate, ResampleOptions options, Coverage coverage, OperatorState? state)
    {
        _info = info;
        _steps = steps;
        _aggregate = aggregate;
        _options = options;
        _coverage = coverage;
        _values = aggregate.KeepsValues ? [] : null;
        _order = new ReadingOrder(info.Identity);
        if ((state is { } from ? from.At : options.Range?.Start) is { } at)
        {
            Open(at);
        }
    }

    public override OperatorState State => new(_isOpen ? _start : null);

    public override bool IsDone => _isOpen && _options.Range is { } range && _start >= range.End;

    public override int Accept(ReadOnlySpan<Reading> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            ref readonly var reading = ref items[i];
            _order.Take(reading);
            if (_isTouched && reading.End < _end && reading.Start >= _start)
            {
                Add(reading, reading.Start, reading.End, reading.Value.GetValueOrDefault());
                continue;
            }

            if (!_isOpen)
            {
                Open(reading.Start);
            }

            var wasTouched = _isTouched;
            _rest = reading;
            _hasRest = true;
            TakeRest();
            Needed = wasTouched ? Needed.AsBefore : _isTouched || _hasRest ? Needed.LastItem : Needed.Nothing;
            return i + 1;
        }

        Needed = Needed.AsBefore;
        return items.Length;
    }

    public override void Complete() => _isAtEnd = true;

    public override bool TryTake(out ResampledReading result)
    {
        if (!_isClosed && !(_isAtEnd && _isOpen && (_isTouched || _options.Range is not null) && !IsDone))
        {
            result = default;
            return false;
        }

        result = Finish();
        Open(_end);
        if (IsDone)
        {
            _hasRest = false;
        }
        else if (_hasRest)
        {
            TakeRest();
        }

        Needed = _isTouched || _hasRest ? Needed.LastItem : Needed.Nothing;
        return true;
    }

    private void Open(Instant at)
    {
        var step = _steps.Containing(at);
        (_start, _end) = (step.Start, step.End);
        (_isOpen, _isTouched, _isClosed) = (true, false, false);
        _coveredTo = _start;
        (_uncovered, _longestGap) = (Duration.Zero, Duration.Zero);
        _count = 0;
        _weight = _weighted = _sum = 0;
        (_least, _most) = (double.PositiveInfinity, double.NegativeInfinity);
        _values?.Clear();
    }

    private void TakeRest()
    {
        ref readonly var reading = ref _rest;
        if (reading.Start >= _end)
        {
            _isClosed = true;
            return;
        }

        if (reading.Start == reading.End)
        {
            _hasRest = false;
            if (reading.Start >= _start)
            {
                _isTouched = true;
                Add(reading, reading.Start, reading.End, reading.Value.GetValueOrDefault());
            }

            return;
        }

        var start = Instant.Max(reading.Start, _start);
        var end = Instant.Min(reading.End, _end);
        if (end > start)
        {
            _isTouched = true;
            if (start == reading.Start && end == reading.End)
            {
                Add(reading, start, end, reading.Value.GetValueOrDefault());
            }
            else if (reading.Value is { } value)
            {
                RefuseUnlike(reading);
                Add(reading, start, end, _info.Kind == SeriesKind.Energy ? value * ((end - start).TotalNanoseconds / reading.Length.TotalNanoseconds) : value);
            }
        }

        _isClosed = reading.End >= _end;
        _hasRest = reading.End > _end;
    }

    private void RefuseUnlike(in Reading reading)
    {
        // Where the resolution is known, steps are no shorter than it, and a longer reading is one that covers an outage.
        if (_info.Resolution is null && reading.Start <= _start && reading.End >= _end)
        {
            throw new SeriesException(
                _info.Identity,
                $"{ReadingOrder.Show(reading)} is longer than the step from {ReadingOrder.Show(_start)} to {ReadingOrder.Show(_end)}; nothing tells what happened within it. "
                    + $"Ask for longer steps, or tell by WithInfo which resolution the series has besides such a reading, which is then divided by time.",
                reading);
        }

        if (_options.Partial == PartialOverlap.Refuse)
        {
            throw new SeriesException(
                _info.Identity,
                $"{ReadingOrder.Show(reading)} lies in two steps, the one from {ReadingOrder.Show(_start)} and its neighbour, and is not to be divided. Choose steps that "
                    + $"begin where readings do, or PartialOverlap.Prorate.",
                reading);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(in Reading reading, Instant start, Instant end, double value)
    {
        if (reading.Value is null)
        {
            return;
        }

        if (start > _coveredTo)
        {
            Miss(start);
        }

        _coveredTo = end;
        var weight = (end - start).TotalNanoseconds;
        _weight += weight;
        _weighted += value * weight;
        _sum += value;
        if (_count++ == 0)
        {
            _first = value;
        }

        _last = value;
        if (value < _least)
        {
            _least = value;
        }

        if (value > _most)
        {
            (_most, _mostStart, _mostEnd) = (value, reading.Start, reading.End);
        }

        if (_values is not null)
        {
            Keep(value);
        }
    }

    private void Miss(Instant until)
    {
        var gap = until - _coveredTo;
        if (gap > Duration.Zero)
        {
            _uncovered += gap;
            _longestGap = Duration.Max(_longestGap, gap);
        }
    }

    private void Keep(double value)
    {
        if (_values!.Count >= _options.MaxReadingsAStep)
        {
            throw new InvalidOperationException(
                $"{_info.Identity}: the step from {ReadingOrder.Show(_start)} has more than {_options.MaxReadingsAStep} readings, and {_aggregate} keeps them all in memory. "
                    + $"Resample to shorter steps first, or raise ResampleOptions.MaxReadingsAStep.");
        }

        _values.Add(value);
    }

    private ResampledReading Finish()
    {
        Miss(_end);
        var length = _end - _start;
        var isOfInstants = _info.Kind is SeriesKind.Instantaneous or SeriesKind.Cumulative;
        var result = new ResampledReading
        {
            Start = _start,
            End = _end,
            Count = _count,
            Expected = _info.Resolution is { } resolution ? (int)Math.Round(length / resolution) : null,
            Covered = !isOfInstants ? length - _uncovered : _info.Resolution is { } each ? Duration.Min(each * (long)_count, length) : Duration.Zero,
            LongestGap = !isOfInstants ? _longestGap : _info.Resolution is { } until ? Duration.Max(_longestGap - until, Duration.Zero) : Duration.Zero,
            Peak = _count > 0 && _most > double.NegativeInfinity ? new Reading(_mostStart, _mostEnd, _most) : null,
        };
        return _count > 0 && _coverage.IsMetBy(result) ? result with { Value = Value(isOfInstants) } : result;
    }

    private double? Value(bool isOfInstants) => _aggregate.Kind switch
    {
        AggregateKind.Sum => _sum,
        AggregateKind.First => _first,
        AggregateKind.Last => _last,
        AggregateKind.Minimum => double.IsNaN(_sum) ? double.NaN : _least,
        AggregateKind.Maximum => double.IsNaN(_sum) ? double.NaN : _most,
        AggregateKind.StandardDeviation => Deviation(),
        AggregateKind.Percentile => Percentile(),
        _ => isOfInstants || _info.Kind == SeriesKind.Energy || _weight == 0 ? _sum / _count : _weighted / _weight,
    };

    private double? Deviation()
    {
        if (_count < 2)
        {
            return null;
        }

        var mean = _sum / _count;
        var squares = 0.0;
        foreach (var value in _values!)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / (_count - 1));
    }

    private double Percentile()
    {
        _values!.Sort();
        var at = _aggregate.Share * (_values.Count - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, _values.Count - 1);
        return double.IsNaN(_values[0]) ? double.NaN : _values[below] + ((_values[above] - _values[below]) * (at - below));
    }
}
