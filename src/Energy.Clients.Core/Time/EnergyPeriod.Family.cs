namespace Energy.Clients;

public readonly partial record struct EnergyPeriod
{
    /// <summary>The period one level up that contains this one's first instant, or null for five years. A week that starts in January has parent January.</summary>
    public EnergyPeriod? Parent => AtStart(Kind.Parent);

    /// <summary>The other period up that contains the first instant: the quarter hour of a minute (server only), time of day of an hour, week of a day, quarter of a month. Null
    /// for the rest.</summary>
    public EnergyPeriod? AlternateParent => AtStart(Kind.AlternateParent(Profile));

    /// <summary>
    /// The one period that the link <c>down</c> leads to: the first quarter hour of an hour, time of day of a day, week of a month, quarter of a year (the first and last for
    /// the server only). Null for the rest. It is the one that contains the first instant, so the week under a month can start before the month.
    /// </summary>
    public EnergyPeriod? AlternateChild => AtStart(Kind.AlternateChild(Profile));

    /// <summary>All children as one row, as the first link <c>collection</c> shows them: seven days for a week. Null for an instant.</summary>
    /// <remarks>The children cover the period without gap or overlap.</remarks>
    public EnergyPeriod? ChildSpan => Family(PeriodKind.ChildCode(_kind, Profile), ChildCount);

    /// <summary>All grandchildren as one row, as the second link <c>collection</c> shows them: 28 times of day for a week. Null for an instant or a second.</summary>
    /// <remarks>
    /// They cover the period without gap or overlap, with one exception: the server counts 20 months in five years and so shows only those to August of the
    /// second year. <see cref="PeriodProfile.Document"/> has 20 quarters there.
    /// </remarks>
    public EnergyPeriod? GrandchildSpan => Family(PeriodKind.GrandchildCode(_kind, Profile), GrandchildCount);

    /// <summary>The number of children, 0 for an instant.</summary>
    public int ChildCount => CountWithin(PeriodKind.ChildCode(_kind, Profile));

    /// <summary>The number of grandchildren, 0 for an instant or a second; 20 for every five years of the server (see <see cref="GrandchildSpan"/>).</summary>
    public int GrandchildCount => HasLeftoverCount ? Count * LeftoverMonths * 5 : CountWithin(PeriodKind.GrandchildCode(_kind, Profile));

    /// <summary>
    /// Whether the document calls the number of children "varies" because it counts only the instants that were logged: under a second in
    /// <see cref="PeriodProfile.Document"/>. <see cref="ChildCount"/> is then the most there can be. The server always shows all of them.
    /// </summary>
    public bool ChildCountIsUpperBound => Profile == PeriodProfile.Document && _kind == PeriodKind.SecondCode;

    /// <summary>As <see cref="ChildCountIsUpperBound"/>, for the grandchildren of a minute.</summary>
    public bool GrandchildCountIsUpperBound => Profile == PeriodProfile.Document && _kind == PeriodKind.MinuteCode;

    /// <summary>The children, single periods in order of time; none for an instant. They cover the period without gap or overlap.</summary>
    /// <remarks>A struct: <c>foreach</c> over it allocates nothing.</remarks>
    public PeriodSequence Children => ChildSpan?.Each ?? default;

    /// <summary>The grandchildren, single periods in order of time; none for an instant or a second. For the coverage see <see cref="GrandchildSpan"/>.</summary>
    /// <remarks>A struct: <c>foreach</c> over it allocates nothing.</remarks>
    public PeriodSequence Grandchildren => GrandchildSpan?.Each ?? default;

    private const int LeftoverMonths = 4;

    private bool HasLeftoverCount => _kind == PeriodKind.FiveYearCode && Profile == PeriodProfile.Server;

    /// <summary>The grandchildren that belong to one child, as the item of that child lists them: the four times of day of one day of a week.</summary>
    /// <param name="child">One of <see cref="Children"/>.</param>
    /// <returns>
    /// The grandchildren within the child, without gap or overlap; for a year in the server's five years only its first four months, the same slip
    /// as in <see cref="GrandchildSpan"/>. Null where there are no grandchildren.
    /// </returns>
    /// <exception cref="ArgumentException">The period is not one of the children.</exception>
    public EnergyPeriod? GrandchildSpanOf(EnergyPeriod child)
    {
        if (child._kind != PeriodKind.ChildCode(_kind, Profile) || child.Count != 1
            || child._start < _start || child.EndMilliseconds > EndMilliseconds)
        {
            throw new ArgumentException($"'{child}' is not one of the children of '{this}'.", nameof(child));
        }

        var kind = PeriodKind.GrandchildCode(_kind, Profile);
        return child.Family(kind, HasLeftoverCount ? LeftoverMonths : child.CountWithin(kind));
    }

    // The first two days of the year 0 lie in no week that can be named.
    private EnergyPeriod? AtStart(PeriodKind? kind) => kind is not { } known || (known.Code == PeriodKind.WeekCode && _start < FirstMonday)
        ? null
        : Around(known.Code, _start, 1, Profile);

    private EnergyPeriod? Family(byte kind, int count) =>
        kind == PeriodKind.NoCode ? null : Around(kind, _start, count, Profile);

    private int CountWithin(byte kind) => kind == PeriodKind.NoCode
        ? 0
        : checked((int)(IndexAt(kind, EndMilliseconds - 1) - IndexAt(kind, _start) + 1));
}
