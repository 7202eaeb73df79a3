namespace Energy.Clients;

public partial class ReadingSeries
{
    /// <summary>Keeps one of several readings with one start.</summary>
    /// <param name="keep">Which one.</param>
    /// <param name="onDuplicate">Told of every reading that is left out, with the count so far: so that none vanishes in silence.</param>
    /// <returns>The series, with the same info and tokens of its own. The only operator that takes equal starts: put it first. Resuming reads the reading kept last again, and its
    /// copies.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="keep"/> is none of its values.</exception>
    /// <remarks>Enumerating throws a <see cref="SeriesException"/> when readings are not ascending, when those of different starts overlap, and with
    /// <see cref="KeepDuplicate.OnlyEqual"/> when two of one start differ.</remarks>
    public ReadingSeries Deduplicate(KeepDuplicate keep, Action<DuplicateReading>? onDuplicate = null) => Enum.IsDefined(keep)
        ? Then($"deduplicate {keep}", Info, state => new DeduplicateStep(Info.Identity, keep, onDuplicate, state))
        : throw new ArgumentOutOfRangeException(nameof(keep), keep, "Keep the first, the last, or only equal ones.");

    private sealed class DeduplicateStep : OperatorStep<Reading, Reading>
    {
        private readonly string _series;
        private readonly KeepDuplicate _keep;
        private readonly Action<DuplicateReading>? _told;

        private Reading _group;
        private Reading _result;
        private bool _hasGroup;
        private bool _hasResult;
        private bool _isFirstKnown;
        private long _count;
        private long _differing;

        public DeduplicateStep(string series, KeepDuplicate keep, Action<DuplicateReading>? told, OperatorState? resumed)
        {
            _series = series;
            _keep = keep;
            _told = told;
            _isFirstKnown = resumed is { Number: 1 };
        }

        // 1: the reading that is needed again was handed out, and is there to know its copies by.
        public override OperatorState State => new(null, _keep != KeepDuplicate.Last && _hasGroup ? 1 : 0);

        public override int Accept(ReadOnlySpan<Reading> items)
        {
            for (var i = 0; i < items.Length; i++)
            {
                ref readonly var reading = ref items[i];
                if (_isFirstKnown)
                {
                    _isFirstKnown = false;
                    Begin(reading);
                    Needed = Needed.LastItem;
                    return i + 1;
                }

                if (_hasGroup && reading.Start == _group.Start)
                {
                    Join(reading);
                    Needed = Needed.AsBefore;
                    continue;
                }

                if (_hasGroup && reading.Start < (_group.End > _group.Start ? _group.End : _group.Start))
                {
                    throw ReadingOrder.OutOfOrder(_series, _group, reading);
                }

                if (_keep != KeepDuplicate.Last)
                {
                    Begin(reading);
                    Hand(reading);
                    Needed = Needed.LastItem;
                    return i + 1;
                }

                if (_hasGroup)
                {
                    Hand(_group);
                }

                Begin(reading);
                Needed = _hasResult ? Needed.AsBefore : Needed.LastItem;
                return i + 1;
            }

            return items.Length;
        }

        public override void Complete()
        {
            if (_keep == KeepDuplicate.Last && _hasGroup)
            {
                Hand(_group);
                _hasGroup = false;
            }
        }

        public override bool TryTake(out Reading result)
        {
            result = _result;
            var had = _hasResult;
            _hasResult = false;
            if (had)
            {
                Needed = !_hasGroup ? Needed.Nothing : _keep == KeepDuplicate.Last ? Needed.LastItem : Needed.AsBefore;
            }

            return had;
        }

        private void Begin(in Reading reading)
        {
            _group = reading;
            _hasGroup = true;
        }

        private void Hand(in Reading reading)
        {
            _result = reading;
            _hasResult = true;
        }

        private void Join(in Reading reading)
        {
            if (_keep == KeepDuplicate.OnlyEqual && !reading.Equals(_group))
            {
                throw new SeriesException(
                    _series,
                    $"{ReadingOrder.Show(_group)} and {ReadingOrder.Show(reading)} have the same start and differ, and only equal ones are to be dropped. Keep the first or "
                        + $"the last, or ask the vendor which is right.",
                    _group,
                    reading);
            }

            if (_keep == KeepDuplicate.Last)
            {
                var dropped = _group;
                _group = reading;
                Tell(reading, dropped);
            }
            else
            {
                Tell(_group, reading);
            }
        }

        private void Tell(in Reading kept, in Reading dropped)
        {
            _count++;
            _differing += kept.Equals(dropped) ? 0 : 1;
            _told?.Invoke(new DuplicateReading(kept, dropped, _count, _differing));
        }
    }
}
