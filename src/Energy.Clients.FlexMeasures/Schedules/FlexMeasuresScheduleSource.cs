using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>The readings of a plan: one page, asked for when it is wanted or got before. Tokens of either kind go with both.</summary>
internal sealed class FlexMeasuresScheduleSource(
    PagingContext context, FlexMeasuresScheduleQuery query, Func<RetryBudget, CancellationToken, Task<FlexMeasuresSchedule>> get) : PageSource<Reading>
{
    public const string Name = "FlexMeasures.Schedules.Get";

    private const string Only = "plan";

    public override string Operation => Name;

    public override string Query => query.Path();

    public override PagingContext Context => context;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override string? FirstPosition() => Only;

    public override async ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Position != Only)
        {
            throw new FormatException("The token does not hold a position of a FlexMeasures plan.");
        }

        var schedule = await get(request.Retries, cancellationToken).ConfigureAwait(false);
        var readings = Readings(schedule);
        if (query.Unit is { } unit && schedule.Unit != unit)
        {
            throw PayloadErrors.From(new EnergyCall(Name, FlexMeasuresScheduleOperations.GetRoute), new JsonException($"'unit' is {schedule.Unit} and not {unit}, which was asked for."), "$.unit");
        }

        return new BufferedPageBody<Reading>(readings, readings.Length, null, PageResponse.None, new Interval(readings[0].Start, readings[^1].End));
    }

    public static Reading[] Readings(FlexMeasuresSchedule schedule)
    {
        if (schedule is not { Values: { } values, Start: { } start, Step: { } step })
        {
            throw new ArgumentException("The plan has no values: its scheduler says only what stands in SchedulerInfo.", nameof(schedule));
        }

        var first = start.ToInstant();
        return [.. values.Select((value, i) => new Reading(first + (step * i), first + (step * (i + 1)), value))];
    }
}
