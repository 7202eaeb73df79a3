namespace Energy.Clients;

/// <summary>Holds readings to be ascending and not to overlap, as every operator requires; a mutable value that goes along with the walk.</summary>
internal struct ReadingOrder(string series)
{
    private Reading _last;
    private bool _hasLast;

    /// <summary>Takes the next reading.</summary>
    /// <exception cref="SeriesException">It does not follow the one before.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(in Reading reading)
    {
        if (_hasLast && (reading.Start < _last.End || reading.Start <= _last.Start))
        {
            throw OutOfOrder(series, _last, reading);
        }

        _last = reading;
        _hasLast = true;
    }

    public static SeriesException OutOfOrder(string series, in Reading first, in Reading second) => new(
        series,
        $"{Show(first)} is followed by {Show(second)}, which "
            + $"{(second.Start == first.Start ? "has the same start; Deduplicate keeps one of them" : second.Start < first.Start ? "comes before it; readings must be "
            + "ascending" : "overlaps it; readings must not overlap")}.",
        first,
        second);

    public static string Show(in Reading reading)
    {
        var value = reading.Value is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : "no value";
        return reading.Start == reading.End ? $"the reading at {Show(reading.Start)} ({value})" : $"the reading {Show(reading.Start)} to {Show(reading.End)} ({value})";
    }

    public static string Show(Instant instant) => NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);
}
