namespace Energy.Clients.FlexMeasures;

/// <summary>The readings of a plan: one page, asked for when it is wanted or got before. Tokens of either kind go with both.</summary>
/// <param name="context">What pages are read with.</param>
/// <param name="request">What asks for the plan.</param>
/// <param name="unit">The unit of the readings; null is the plan's own.</param>
/// <param name="get">Gives the plan.</param>
/// <param name="step">Tells how far apart its values are.</param>
internal sealed class FlexMeasuresScheduleSource(
    PagingContext context, EnergyRequest request, Unit? unit, Func<RetryBudget, CancellationToken, Task<FlexMeasuresSchedule>> get,
    Func<RetryBudget, CancellationToken, Task<Duration>> step) : PageSource<Reading>
{
    public override EnergyEndpoint Endpoint => request.Endpoint;

    public override string Query => request.Target;

    public override PagingContext Context => context;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override PagePosition? FirstPosition() => Whole.Instance;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) =>
        (position = text == Whole.Instance.ToText() ? Whole.Instance : null) is not null;

    public override async ValueTask<PageBody<Reading>> OpenAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var length = await step(page.Retries, cancellationToken).ConfigureAwait(false);
        var schedule = await get(page.Retries, cancellationToken).ConfigureAwait(false);
        if (unit is { } wanted && !FlexMeasuresUnits.IsSame(schedule.Unit, wanted) && !schedule.Unit.IsConvertibleTo(wanted))
        {
            throw EnergyErrors.Unreadable(new EnergyCall(Endpoint),
                new JsonException($"'unit' is {(schedule.Unit.IsKnown ? schedule.Unit : "unknown")} and not {wanted}, which was asked for, and does not convert to it."), "$.unit");
        }

        var readings = Readings(WithValues(Endpoint, schedule, length), unit, length);
        return new BufferedPageBody<Reading>(readings, readings.Length, null, PageResponse.None, new Interval(readings[0].Start, readings[^1].End));
    }

    /// <summary>A plan that the server gave, which must have as many values as its duration has slots to be read: where one is missing, the times of the others are not
    /// known.</summary>
    public static FlexMeasuresSchedule WithValues(EnergyEndpoint endpoint, FlexMeasuresSchedule schedule, Duration step) =>
        Fault(schedule, step) is var (path, fault) ? throw EnergyErrors.Unreadable(new EnergyCall(endpoint), new JsonException(fault), path) : schedule;

    public static Reading[] Readings(FlexMeasuresSchedule schedule, Unit? unit, Duration step)
    {
        if (Fault(schedule, step) is var (_, fault))
        {
            throw new ArgumentException(fault, nameof(schedule));
        }

        // Servers before 0.32 answer in a unit of their own.
        var conversion = unit is { } wanted && !FlexMeasuresUnits.IsSame(schedule.Unit, wanted) ? schedule.Unit.GetConversion(wanted) : UnitConversion.Identity;
        var first = schedule.Start!.Value.ToInstant();
        var length = FlexMeasuresSchedule.IsOfInstants(schedule.Unit) ? Duration.Zero : step;
        return [.. schedule.Values!.Select((value, i) => new Reading(first + (step * i), first + (step * i) + length, conversion.Apply(value)))];
    }

    private static (string Path, string Fault)? Fault(FlexMeasuresSchedule schedule, Duration step)
    {
        if (schedule is not { Values: { Count: > 0 and var count }, Start: not null, Duration: { } span } || !span.TryGetDuration(out var length) || length < Duration.Zero)
        {
            return ("$", "There are no values, or not when they begin and how long they last: the scheduler of this plan says only what stands in SchedulerInfo.");
        }

        var due = (length.BclCompatibleTicks / step.BclCompatibleTicks) + (FlexMeasuresSchedule.IsOfInstants(schedule.Unit) ? 1 : 0);
        return count == due && length.BclCompatibleTicks % step.BclCompatibleTicks == 0
            ? null
            : ("$.values", $"'values' has {count} items, where {span} in steps of {new IsoDuration(step)} has {due}, so their times are not known.");
    }

    /// <summary>A plan has one page.</summary>
    private sealed record Whole : PagePosition
    {
        public static Whole Instance { get; } = new();

        public override string ToText() => "plan";
    }
}
