using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Walks a range in windows of a fixed number of slots, each one request.</summary>
internal sealed class FlexMeasuresDataSource(EnergyTransport<FlexMeasuresClientOptions> transport, FlexMeasuresReadQuery query, FlexMeasuresReadPlan? known)
    : ListSource<Reading, FlexMeasuresValueReader>(transport, default)
{
    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport = transport;
    private FlexMeasuresReadPlan? _plan = known;

    public override EnergyEndpoint Endpoint => FlexMeasuresDataOperations.Read;

    public override string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"{query.SensorId}|{InstantText.Format(query.Start)}|{InstantText.Format(query.End)}|{query.Unit}|{query.Resolution}|{query.Horizon}|{query.Prior}|{query.SourceId}|{query.SourceAccountId}|{query.SourceType}");

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override PagePosition? FirstPosition() => query.Start < query.End ? new PageInstant(query.Start) : null;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageInstant.TryParse(text, out position);

    protected override FlexMeasuresValueReader RowsOf(ListPage<Reading> page) => ((FlexMeasuresDataPage)page).Rows;

    protected override async ValueTask<ListPage<Reading>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken)
    {
        var plan = _plan ??= await LookUpAsync(retries, cancellationToken).ConfigureAwait(false);
        var start = plan.AlignUp(((PageInstant)position).At);
        if (start >= query.End)
        {
            return new FlexMeasuresDataPage(null, plan, new Interval(start, start), 0, null);
        }

        var left = ((query.End - start).BclCompatibleTicks + plan.Step.BclCompatibleTicks - 1) / plan.Step.BclCompatibleTicks;
        var slots = (int)Math.Min(left, _transport.Options.SlotsPerRequest);
        var end = start + (plan.Step * slots);
        var values = new FlexMeasuresDataQuery
        {
            SensorId = query.SensorId,
            Start = start.WithOffset(Offset.Zero),
            Duration = new IsoDuration(end - start),
            Unit = plan.Unit,
            Resolution = new IsoDuration(plan.Step),
            Horizon = query.Horizon,
            Prior = query.Prior?.WithOffset(Offset.Zero),
            SourceId = query.SourceId,
            SourceAccountId = query.SourceAccountId,
            SourceType = query.SourceType,
        };
        return new FlexMeasuresDataPage(values.ToRequest(Endpoint, Endpoint), plan, new Interval(start, end), slots, end < query.End ? new PageInstant(end) : null);
    }

    private async ValueTask<FlexMeasuresReadPlan> LookUpAsync(RetryBudget retries, CancellationToken cancellationToken) => FlexMeasuresReadPlan.Of(
        await _transport.SendAsync(
            FlexMeasuresSensorOperations.Get.At(query.SensorId) with { Retries = retries }, FlexMeasuresJsonContext.Default.FlexMeasuresSensor, cancellationToken).ConfigureAwait(false),
        query);
}
