namespace Energy.Clients;

public partial class ReadingSeries
{
    /// <summary>Brings the series to steps of one length, on a grid through the Unix epoch.</summary>
    /// <param name="length">The length of a step.</param>
    /// <param name="options">How; each measure by its nature unless given.</param>
    /// <returns>As <see cref="Resample(TimeStep, ResampleOptions?)"/>.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Resample(TimeStep, ResampleOptions?)"/>.</exception>
    public ResampledSeries Resample(Duration length, ResampleOptions? options = null) => Resample(TimeStep.Of(length), options);

    /// <summary>Brings the series to steps of a calendar period: local days, months, gas days.</summary>
    /// <param name="period">The period, as <see cref="TimeStep.Of(Period, DateTimeZone, LocalDateTime?)"/> takes it.</param>
    /// <param name="zone">The zone; that of the series (<see cref="SeriesInfo.Zone"/>) unless given.</param>
    /// <param name="anchor">A local date and time at which a step begins; midnight of a Monday, the first of January, unless given. Gas days: any date at 06:00.</param>
    /// <param name="options">How; each measure by its nature unless given.</param>
    /// <returns>As <see cref="Resample(TimeStep, ResampleOptions?)"/>.</returns>
    /// <exception cref="ArgumentException">No zone is given and the series has none; or as for <see cref="Resample(TimeStep, ResampleOptions?)"/>.</exception>
    public ResampledSeries Resample(Period period, DateTimeZone? zone = null, LocalDateTime? anchor = null, ResampleOptions? options = null) => Resample(
        TimeStep.Of(period,
            zone ?? Info.Zone ?? throw new ArgumentException($"{Info.Identity} does not say its zone, so nothing says when its days begin. Give one.", nameof(zone)), anchor),
        options);

    /// <summary>Brings the series to other, longer steps.</summary>
    /// <param name="step">The steps.</param>
    /// <param name="options">How; each measure by its nature unless given: average power and levels by mean over time, energy summed, instantaneous values by mean, counters by
    /// difference.</param>
    /// <returns>
    /// The series, of one reading a step from the first reading to the last, also for steps without readings, which are missing; so is a step that has a gap, unless less
    /// <see cref="ResampleOptions.Coverage"/> is asked.
    /// <see cref="ResampledSeries.Steps"/> tells what each was made of. Tokens are its own; resuming reads the readings of the step that was not handed out again.
    /// </returns>
    /// <exception cref="ArgumentException">The step is shorter than the series' resolution; the aggregate does not suit what the series measures; a share of time is asked that
    /// cannot be told; an end of the range is not given.</exception>
    /// <remarks>
    /// A counter gives the energy of each step, its readings divided by time (see <see cref="Difference"/>). The energy of all steps is that of all readings, to rounding. Constant
    /// memory; a percentile or a standard deviation keeps the values of one step. Enumerating throws a <see cref="SeriesException"/> when readings are not ascending, overlap, are
    /// longer than a step, or lie in two steps where that is refused.
    /// </remarks>
    public ResampledSeries Resample(TimeStep step, ResampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        options ??= new ResampleOptions();
        if (options.Range is { } range && !(range.HasStart && range.HasEnd))
        {
            throw new ArgumentException("Steps of a range without an end would never end. Give both ends.", nameof(options));
        }

        if (Info.Kind == SeriesKind.Cumulative && options.Aggregate.Kind is AggregateKind.Natural or AggregateKind.Sum)
        {
            return Difference(options.Counter).Resample(step, options);
        }

        if (step.Length is { } length && Info.Resolution is { } resolution && length < resolution)
        {
            throw new ArgumentException(
                $"Steps of {step} are shorter than the readings of {Info.Identity}, which are of {TimeStep.Of(resolution)}; nothing tells what happened within one. Align "
                    + $"repeats or splits them beside a finer series.", nameof(step));
        }

        var aggregate = NaturalOf(Info, options.Aggregate);
        var isOfInstants = Info.Kind is SeriesKind.Instantaneous or SeriesKind.Cumulative;
        if (isOfInstants && Info.Resolution is null && options.Coverage is { MinimumShare: > 0 } or { LongestGap: not null })
        {
            throw new ArgumentException(
                $"{Info.Identity} is of instants and does not say how far they lie apart, so the share of time that they cover cannot be told. Tell it by WithInfo, or ask for "
                    + $"a count.", nameof(options));
        }

        var coverage = options.Coverage ?? (isOfInstants && Info.Resolution is null ? Coverage.Any : Coverage.Complete);
        var info = Info with
        {
            Identity = $"{Info.Identity} | {aggregate} {step}",
            Kind = KindOf(Info.Kind, aggregate),
            Resolution = step.Length,
            Step = step,
            Zone = step.Zone ?? Info.Zone,
            Stamp = StampEdge.Both,
        };
        var steps = Paged<ResampledReading>.Over(new DerivedSource<Reading, ResampledReading>(
            this, $"resample {step} {options.ToText()}", state => new ResampleStep(Info, step, aggregate, options, coverage, state)));
        return new ResampledSeries(steps, info);
    }

    private static Aggregate NaturalOf(SeriesInfo info, Aggregate asked) => (info.Kind, asked.Kind) switch
    {
        (SeriesKind.Unknown, AggregateKind.Natural) =>
            throw new ArgumentException(
                $"{info.Identity} does not say what it measures, so nothing says whether its values are added or averaged. Tell it by WithInfo, or choose an aggregate."),
        (SeriesKind.AveragePower or SeriesKind.Level or SeriesKind.Instantaneous, AggregateKind.Sum) => throw new ArgumentException(
            $"{info.Identity} is not of amounts, so a sum of its values means nothing.{(info.Kind == SeriesKind.AveragePower ? " ToEnergy makes amounts of average power." : "")}"),
        (SeriesKind.Energy, AggregateKind.Natural) => Aggregate.Sum,
        (_, AggregateKind.Natural) => Aggregate.Mean,
        _ => asked,
    };

    // A peak or a percentile is a value of the step and not its average: nobody should make energy of it.
    private static SeriesKind KindOf(SeriesKind kind, Aggregate aggregate) => aggregate.Kind switch
    {
        AggregateKind.Sum => kind == SeriesKind.Unknown ? SeriesKind.Unknown : SeriesKind.Energy,
        AggregateKind.Mean when kind is SeriesKind.AveragePower => SeriesKind.AveragePower,
        _ => SeriesKind.Level,
    };
}
