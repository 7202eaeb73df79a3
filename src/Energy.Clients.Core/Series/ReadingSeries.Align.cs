namespace Energy.Clients;

public partial class ReadingSeries
{
    /// <summary>Puts several series side by side: one row an interval, one value a series.</summary>
    /// <param name="series">The series; all of intervals, or all of instants.</param>
    /// <returns>The rows. Readings of unlike lengths are an error; see <see cref="Align(UnlikeResolutions, ReadingSeries[])"/>.</returns>
    /// <exception cref="ArgumentException">There is none, or intervals and instants are mixed.</exception>
    public static AlignedSeries Align(params ReadingSeries[] series) => Align(UnlikeResolutions.Refuse, series);

    /// <summary>Puts several series side by side: one row an interval, one value a series.</summary>
    /// <param name="unlike">What becomes of a reading that is longer than the row it stands in.</param>
    /// <param name="series">The series; all of intervals, or all of instants.</param>
    /// <returns>
    /// The rows in order, from the first reading of any series to the last of any; a value is <see langword="null"/> where its series has none, and there is no row where no series
    /// has a reading. Values are in the unit of their series. A row's token resumes all; reading from several vendors at once costs the sum of their requests.
    /// </returns>
    /// <exception cref="ArgumentException">There is none, or intervals and instants are mixed.</exception>
    /// <remarks>
    /// Enumerating throws a <see cref="SeriesException"/> when readings are not ascending, overlap, or are unlike and that is refused. The values of up to 64 rows that are made
    /// together lie in one array, which a row that is kept keeps with it.
    /// </remarks>
    public static AlignedSeries Align(UnlikeResolutions unlike, params ReadingSeries[] series)
    {
        var joined = Joined(series, unlike, ownValues: true);
        return new AlignedSeries(joined.Source, [.. series.Select(static s => s.Info)]);
    }

    /// <summary>Adds several series up, such as the sites of a portfolio.</summary>
    /// <param name="series">The series, of one measure.</param>
    /// <returns>As <see cref="Sum(SumOptions, ReadingSeries[])"/>, with nothing missing allowed.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Sum(SumOptions, ReadingSeries[])"/>.</exception>
    /// <exception cref="UnitConversionException">As for <see cref="Sum(SumOptions, ReadingSeries[])"/>.</exception>
    public static SummedSeries Sum(params ReadingSeries[] series) => Sum(new SumOptions(), series);

    /// <summary>Adds several series up, such as the sites of a portfolio.</summary>
    /// <param name="options">What is taken for granted where a series has no value, and where resolutions are unlike.</param>
    /// <param name="series">The series, of one measure.</param>
    /// <returns>
    /// The sum, in the unit and with the sign of the first, and tokens of its own. It is missing where a series has no value, unless fewer are asked for;
    /// <see cref="SummedSeries.Parts"/> tells how many had one.
    /// </returns>
    /// <exception cref="ArgumentException">There is none; they measure different things (power and energy, intervals and instants); or positive means opposite things.</exception>
    /// <exception cref="UnitConversionException">Their units do not convert.</exception>
    public static SummedSeries Sum(SumOptions options, params ReadingSeries[] series)
    {
        ArgumentNullException.ThrowIfNull(options);
        var joined = Joined(series, options.Unlike);
        var first = series[0].Info;
        var conversions = new UnitConversion[series.Length];
        for (var i = 0; i < series.Length; i++)
        {
            RefuseUnlikeMeasures(first, series[i].Info, isSum: true);
            conversions[i] = series[i].Info.Unit.GetConversion(first.Unit);
        }

        var least = options.MinimumSeries ?? series.Length;
        var parts = Paged<SummedReading>.Over(
            new DerivedSource<AlignedRow, SummedReading>(joined, $"sum {first.Unit} {least}", _ =>
                new MapStep<AlignedRow, SummedReading>((in AlignedRow row) => Added(row, conversions, least))));
        var info = first with
        {
            Identity = $"sum({string.Join(", ", series.Select(static s => s.Info.Identity))})",
            Resolution = series.All(s => s.Info.Resolution == first.Resolution) ? first.Resolution : null,
            Step = series.All(s => Equals(s.Info.Step, first.Step)) ? first.Step : null,
            Zone = series.All(s => Equals(s.Info.Zone, first.Zone)) ? first.Zone : null,
            Positive = series.All(s => s.Info.Positive == first.Positive) ? first.Positive : PositiveDirection.None,
        };
        return new SummedSeries(parts, info);
    }

    private static SummedReading Added(in AlignedRow row, UnitConversion[] conversions, int least)
    {
        var sum = 0.0;
        var present = 0;
        var values = row.Span;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                sum += conversions[i].Apply(value);
                present++;
            }
        }

        return new SummedReading(row.Start, row.End, present >= least && present > 0 ? sum : null, present, values.Length);
    }

    private static Paged<AlignedRow> Joined(ReadingSeries[] series, UnlikeResolutions unlike, bool ownValues = false)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Length == 0 || series.Contains(null!))
        {
            throw new ArgumentException("At least one series is needed, and none may be null.", nameof(series));
        }

        if (!Enum.IsDefined(unlike))
        {
            throw new ArgumentOutOfRangeException(nameof(unlike), unlike, "Refuse, repeat or split.");
        }

        var first = series[0].Info;
        foreach (var other in series)
        {
            if (IsOfInstants(other.Info) != IsOfInstants(first))
            {
                var (instants, intervals) = IsOfInstants(first) ? (first, other.Info) : (other.Info, first);
                throw new ArgumentException(
                    $"{instants.Identity} is of instants ({instants.Kind}) and {intervals.Identity} of intervals ({intervals.Kind}). "
                        + $"{(instants.Kind == SeriesKind.Cumulative ? "Difference" : "Resample")} makes intervals of the first.", nameof(series));
            }
        }

        return Paged<AlignedRow>.Over(new JoinSource([.. series], unlike, ownValues));
    }

    private static bool IsOfInstants(SeriesInfo info) => info.Kind is SeriesKind.Instantaneous or SeriesKind.Cumulative;

    private static void RefuseUnlikeMeasures(SeriesInfo left, SeriesInfo right, bool isSum)
    {
        if (left.Kind != right.Kind)
        {
            throw new ArgumentException(
                $"{left.Identity} is {left.Kind} and {right.Identity} is {right.Kind}. {(left.Kind == SeriesKind.Energy || right.Kind == SeriesKind.Energy ? "ToEnergy or "
                    + "ToPower makes them alike." : "Bring them to one measure first.")}");
        }

        if (isSum && left.Positive.Draws is { } draws && right.Positive.Draws is { } other && draws != other)
        {
            throw new ArgumentException(
                $"Positive is {left.Positive} in {left.Identity} and {right.Positive} in {right.Identity}, so their sum would mix signs. Subtract, or use "
                    + $"WithSign({right.Positive.Opposite}) on the second.");
        }
    }
}
