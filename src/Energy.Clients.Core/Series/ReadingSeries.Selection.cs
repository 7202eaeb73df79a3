namespace Energy.Clients;

// The operators that choose among the readings. They are members, so that the words of LINQ keep info and tokens.
public partial class ReadingSeries
{
    /// <summary>The readings that meet a condition.</summary>
    /// <param name="predicate">The condition. It is not part of a token: go on with the same one.</param>
    /// <returns>The series of them, with the same info and tokens of its own; resuming reads nothing again.</returns>
    /// <remarks>Enumerating throws a <see cref="SeriesException"/> when the readings are not ascending or overlap, as it does behind every operator but
    /// <c>Deduplicate</c>.</remarks>
    public ReadingSeries Where(Func<Reading, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Then("where", Info, _ => new WhereStep(Info.Identity, predicate));
    }

    /// <summary>The readings with a value: those that the vendor says it has none for are left out, and become gaps.</summary>
    /// <returns>The series of them, with the same info and tokens of its own.</returns>
    public ReadingSeries SkipMissing() => Then("skip missing", Info, _ => new WhereStep(Info.Identity, static r => r.Value is not null));

    /// <summary>The first readings.</summary>
    /// <param name="count">How many; 0 or less is none.</param>
    /// <returns>The series of them, with the same info and tokens of its own. The source is not asked for more than they need.</returns>
    public ReadingSeries Take(int count) => Then($"take {count}", Info, state => new TakeStep(Info.Identity, state?.Number ?? count));

    /// <summary>The readings that start within a range of time.</summary>
    /// <param name="range">The half-open range; an end that is not given is open.</param>
    /// <returns>
    /// The series of them, whole and not cut at the edges, with the same info and tokens of its own. What lies before is read and passed over, so ask the vendor for the range
    /// where that is possible; behind the range nothing is read.
    /// </returns>
    public ReadingSeries Between(Interval range) => Then($"between {range}", Info, _ => new BetweenStep(Info.Identity, range));

    /// <summary>The readings that start within a range of time.</summary>
    /// <param name="start">The first instant.</param>
    /// <param name="end">The first instant behind the range.</param>
    /// <returns>As <see cref="Between(Interval)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="end"/> comes before <paramref name="start"/>.</exception>
    public ReadingSeries Between(Instant start, Instant end) => Between(new Interval(start, end));

    /// <summary>A series made of this one by an operator.</summary>
    internal ReadingSeries Then(string query, SeriesInfo info, Func<OperatorState?, OperatorStep<Reading, Reading>> newStep) =>
        new(new DerivedSource<Reading, Reading>(this, query, newStep), info, null, CancellationToken.None);

    private sealed class WhereStep(string series, Func<Reading, bool> predicate) : ReadingStep(series)
    {
        protected override bool TryMap(in Reading reading, out Reading result)
        {
            result = reading;
            return predicate(reading);
        }
    }

    private sealed class TakeStep(string series, long left) : ReadingStep(series)
    {
        private long _left = left;

        public override OperatorState State => new(null, _left);

        public override bool IsDone => _left <= 0;

        protected override bool TryMap(in Reading reading, out Reading result)
        {
            result = reading;
            _left--;
            return true;
        }
    }

    private sealed class BetweenStep(string series, Interval range) : ReadingStep(series)
    {
        private bool _isBehind;

        public override OperatorState State => new(null, _isBehind ? 1 : 0);

        public override bool IsDone => _isBehind;

        protected override bool TryMap(in Reading reading, out Reading result)
        {
            result = reading;
            _isBehind = range.HasEnd && reading.Start >= range.End;
            return !_isBehind && (!range.HasStart || reading.Start >= range.Start);
        }
    }
}
