namespace Energy.Clients;

/// <summary>Polling, over every vendor's series.</summary>
public static class SeriesReaderExtensions
{
    /// <summary>Reads what is new since a poll before: the poller's read.</summary>
    /// <param name="reader">The vendor's client.</param>
    /// <param name="series">The series.</param>
    /// <param name="after">The end of the last reading that the caller has; where to begin at the first poll.</param>
    /// <param name="options">How far back, and how late the vendor is.</param>
    /// <param name="cancellationToken">Cancels the look-up and every enumeration.</param>
    /// <returns>
    /// The readings that start at <paramref name="after"/>, or as far before it as asked, and are over: an interval that is still running, or ended within the publishing delay, is
    /// left to a later poll, which has to be given the end of the last reading that came <b>and not the present</b>, or a token of this one. With <c>StartingAt</c> a token
    /// finishes this very poll.
    /// </returns>
    /// <exception cref="ArgumentException">As for <see cref="ISeriesReader.OpenAsync"/>.</exception>
    /// <exception cref="EnergyApiException">The look-up failed.</exception>
    /// <remarks>A range that ends at the present would begin with an interval that is not over, whose next poll would then skip it; and a token of a read up to the present stays
    /// at that end for ever.</remarks>
    public static async ValueTask<ReadingSeries> ReadNewAsync(this ISeriesReader reader, SeriesUri series, Instant after, ReadNewOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(series);
        options ??= new ReadNewOptions();
        var now = Instant.FromDateTimeOffset(options.TimeProvider.GetUtcNow());
        var end = now - (options.PublishingDelay ?? reader.PublishingDelayOf(series));
        var start = after - options.LookBack;
        var opened = await reader.OpenAsync(series, new Interval(start, Instant.Max(start, end)), cancellationToken).ConfigureAwait(false);
        var mark = MarkOf(series);
        return opened.Then("poll", opened.Info, state =>
            new PollStep(opened.Info.Identity, new Interval(start, Instant.Max(start, end)), state is { At: { } through } ? through : after, mark));
    }

    /// <summary>Reads what is new since the last reading that the caller has.</summary>
    /// <param name="reader">The vendor's client.</param>
    /// <param name="series">The series.</param>
    /// <param name="after">The last reading that the caller has.</param>
    /// <param name="options">How far back, and how late the vendor is.</param>
    /// <param name="cancellationToken">Cancels the look-up and every enumeration.</param>
    /// <returns>As <see cref="ReadNewAsync(ISeriesReader, SeriesUri, Instant, ReadNewOptions?, CancellationToken)"/>; of instants, those behind the last one.</returns>
    /// <exception cref="ArgumentException">As for <see cref="ISeriesReader.OpenAsync"/>.</exception>
    /// <exception cref="EnergyApiException">The look-up failed.</exception>
    public static ValueTask<ReadingSeries> ReadNewAsync(this ISeriesReader reader, SeriesUri series, Reading after, ReadNewOptions? options = null,
        CancellationToken cancellationToken = default) =>
        reader.ReadNewAsync(series, Behind(after), options, cancellationToken);

    /// <summary>Reads what is new since a poll before, by a token of it: behind a reading (<see cref="Paged{T}.WithTokens"/>), or of its failure
    /// (<see cref="EnergyApiException.ResumeFrom"/>).</summary>
    /// <param name="reader">The vendor's client.</param>
    /// <param name="series">The series that the poll was of.</param>
    /// <param name="after">The token, of any poll of this series, however old.</param>
    /// <param name="options">How far back, and how late the vendor is.</param>
    /// <param name="cancellationToken">Cancels the look-up and every enumeration.</param>
    /// <returns>As <see cref="ReadNewAsync(ISeriesReader, SeriesUri, Instant, ReadNewOptions?, CancellationToken)"/> behind the last reading that the poll before had handed out:
    /// what it had not yet, and what came since.</returns>
    /// <exception cref="ArgumentException">The token is not of a poll, or of one of another series; or as for <see cref="ISeriesReader.OpenAsync"/>.</exception>
    /// <exception cref="EnergyApiException">The look-up failed.</exception>
    public static ValueTask<ReadingSeries> ReadNewAsync(this ISeriesReader reader, SeriesUri series, PageToken after, ReadNewOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(after);
        var end = after.Position.IndexOf('|', StringComparison.Ordinal);
        return end > 0 && OperatorState.TryParse(after.Position[..end], out var state) && state is { At: { } through } && state.Number == MarkOf(series)
            ? reader.ReadNewAsync(series, through, options, cancellationToken)
            : throw new ArgumentException($"The token is not of a poll of {series}. Give it one of a series that ReadNewAsync gave for the same address, or the last reading.",
                nameof(after));
    }

    private static Instant Behind(in Reading reading) => reading.End > reading.Start ? reading.End : reading.Start + Duration.Epsilon;

    // What tells a poll's token from that of another series, or of another operator that keeps an instant.
    private static long MarkOf(SeriesUri series) => (long)StableHash.Of(Encoding.UTF8.GetBytes($"poll {series}"));

    /// <summary>Passes over what is before the poll's start or not over, and notes how far the poller is.</summary>
    private sealed class PollStep(string identity, Interval range, Instant through, long mark) : ReadingStep(identity)
    {
        private Instant _through = through;

        public override OperatorState State => new(_through, mark);

        protected override bool TryMap(in Reading reading, out Reading result)
        {
            result = reading;
            if (reading.Start < range.Start || reading.End > range.End)
            {
                return false;
            }

            // What is read again by looking back does not lead back.
            _through = Instant.Max(_through, Behind(reading));
            return true;
        }
    }
}
