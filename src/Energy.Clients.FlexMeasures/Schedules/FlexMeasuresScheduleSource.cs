using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>The readings of a plan: one page, asked for when it is wanted or got before. Tokens of either kind go with both.</summary>
internal sealed class FlexMeasuresScheduleSource(
    PagingContext context, FlexMeasuresScheduleQuery query, Func<RetryBudget, CancellationToken, Task<FlexMeasuresSchedule>> get) : PageSource<Reading>
{
    private readonly EnergyRequest _request = query.ToRequest();

    public override EnergyEndpoint Endpoint => _request.Endpoint;

    public override string Query => _request.Target;

    public override PagingContext Context => context;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override PagePosition? FirstPosition() => Whole.Instance;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => (position = text == Whole.Instance.ToText() ? Whole.Instance : null) is not null;

    public override async ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var schedule = await get(request.Retries, cancellationToken).ConfigureAwait(false);
        var readings = Readings(schedule);
        if (query.Unit is { } unit && schedule.Unit != unit)
        {
            throw EnergyErrors.Unreadable(new EnergyCall(Endpoint), new JsonException($"'unit' is {schedule.Unit} and not {unit}, which was asked for."), "$.unit");
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

    /// <summary>A plan has one page.</summary>
    private sealed record Whole : PagePosition
    {
        public static Whole Instance { get; } = new();

        public override string ToText() => "plan";
    }
}
