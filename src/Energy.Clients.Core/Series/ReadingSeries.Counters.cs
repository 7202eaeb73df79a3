namespace Energy.Clients;

// Between counters and the amounts that they count.
public partial class ReadingSeries
{
    /// <summary>What a counter counted between its readings.</summary>
    /// <param name="options">How a fall of the counter is taken; as a reset, whose interval is missing, unless given.</param>
    /// <returns>
    /// The series of the amounts, each over the interval from one reading to the next, with tokens of its own; resuming reads the last reading again. Readings without a value are
    /// passed over: the next one that has one tells what passed since the last that had one, so nothing is lost.
    /// </returns>
    /// <exception cref="ArgumentException">The series is not a counter; or the value at which it rolls over is not positive.</exception>
    public ReadingSeries Difference(CounterOptions? options = null)
    {
        options ??= new CounterOptions();
        if (Info.Kind != SeriesKind.Cumulative)
        {
            throw new ArgumentException($"{Info.Identity} is not a counter (it is {Info.Kind}), so the difference of two readings is no amount.");
        }

        if (options.RollsOverAt is <= 0 or double.NaN || options.MaxBetweenReadings is < 0 or double.NaN)
        {
            throw new ArgumentException("A counter rolls over at a positive value, and what passes between two readings is not negative.", nameof(options));
        }

        var info = Info with { Identity = Info.Identity + " | difference", Kind = SeriesKind.Energy, Stamp = StampEdge.Both };
        return Then($"difference {options.ToText()}", info, _ => new DifferenceStep(Info.Identity, options));
    }

    /// <summary>A counter of amounts that add up.</summary>
    /// <param name="from">What the counter shows at the beginning.</param>
    /// <param name="skipMissing">Whether missing values and gaps count as nothing. Unless set, the counter is missing from the first of them on, since what it would show is not
    /// known.</param>
    /// <returns>The counter: a reading at the start of the first interval and one at the end of each, with tokens of its own, which hold what it showed; nothing is read
    /// again.</returns>
    /// <exception cref="ArgumentException">The series is not of amounts; average power is made into them by <see cref="ToEnergy"/>.</exception>
    public ReadingSeries Integrate(double from = 0, bool skipMissing = false)
    {
        if (Info.Kind != SeriesKind.Energy)
        {
            throw new ArgumentException(
                $"{Info.Identity} is not of amounts (it is {Info.Kind}), so it does not add up.{(Info.Kind == SeriesKind.AveragePower ? " Use ToEnergy first." : "")}");
        }

        var info = Info with { Identity = Info.Identity + " | integrate", Kind = SeriesKind.Cumulative, Stamp = StampEdge.Instant };
        return Then(FormattableString.Invariant($"integrate {from:R} {skipMissing}"), info, state => new IntegrateStep(Info.Identity, from, skipMissing, state));
    }

    private sealed class DifferenceStep(string series, CounterOptions options) : OperatorStep<Reading, Reading>
    {
        private ReadingOrder _order = new(series);
        private Reading? _before;
        private Reading? _now;

        public override int Accept(ReadOnlySpan<Reading> items)
        {
            for (var i = 0; i < items.Length; i++)
            {
                _order.Take(items[i]);
                if (items[i].Value is null)
                {
                    Needed = _before is null ? Needed.Nothing : Needed.AsBefore;
                    continue;
                }

                if (_before is null)
                {
                    _before = items[i];
                    Needed = Needed.LastItem;
                }
                else
                {
                    _now = items[i];
                    Needed = Needed.AsBefore;
                }

                return i + 1;
            }

            return items.Length;
        }

        public override bool TryTake(out Reading result)
        {
            result = default;
            if (_now is not { } now)
            {
                return false;
            }

            result = new Reading(_before!.Value.Start, now.Start, Passed(_before.Value, now));
            _before = now;
            _now = null;
            Needed = Needed.LastItem;
            return true;
        }

        private double? Passed(in Reading before, in Reading now)
        {
            var passed = now.Value!.Value - before.Value!.Value;
            if (!(passed < 0))
            {
                return passed;
            }

            if (options.RollsOverAt is { } all && passed + all is var over && over >= 0 && over <= (options.MaxBetweenReadings ?? all / 2))
            {
                return over;
            }

            return options.Reset switch
            {
                CounterReset.FromZero => now.Value,
                CounterReset.Refuse => throw new SeriesException(
                    series,
                    $"{ReadingOrder.Show(now)} is less than {ReadingOrder.Show(before)}: the counter was reset, and what passed is not known. Choose CounterReset.Missing or "
                        + $"FromZero, or tell where it rolls over.",
                    before,
                    now),
                _ => null,
            };
        }
    }

    private sealed class IntegrateStep : OperatorStep<Reading, Reading>
    {
        private const int HasBegunFlag = 1;
        private const int IsUnknownFlag = 2;

        private readonly bool _skipMissing;
        private ReadingOrder _order;
        private double _total;
        private bool _hasBegun;
        private bool _isUnknown;
        private Instant? _end;
        private Reading? _reading;

        public IntegrateStep(string series, double from, bool skipMissing, OperatorState? state)
        {
            _skipMissing = skipMissing;
            _order = new ReadingOrder(series);
            _total = state is { Number: > 0 } resumed ? resumed.Value : from;
            _hasBegun = (state?.Number & HasBegunFlag) > 0;
            _isUnknown = (state?.Number & IsUnknownFlag) > 0;
            _end = state?.At;
        }

        public override OperatorState State => new(_end, (_hasBegun ? HasBegunFlag : 0) | (_isUnknown ? IsUnknownFlag : 0), _total);

        public override int Accept(ReadOnlySpan<Reading> items)
        {
            _order.Take(items[0]);
            _reading = items[0];
            Needed = Needed.AsBefore;
            return 1;
        }

        public override bool TryTake(out Reading result)
        {
            result = default;
            if (_reading is not { } reading)
            {
                return false;
            }

            if (!_hasBegun)
            {
                _hasBegun = true;
                _end = reading.Start;
                result = new Reading(reading.Start, reading.Start, _total);
                Needed = Needed.LastItem;
                return true;
            }

            _isUnknown |= !_skipMissing && (reading.Value is null || reading.Start > _end);
            _total += reading.Value ?? 0;
            _end = reading.End;
            _reading = null;
            result = new Reading(reading.End, reading.End, _isUnknown ? null : _total);
            Needed = Needed.Nothing;
            return true;
        }
    }
}
