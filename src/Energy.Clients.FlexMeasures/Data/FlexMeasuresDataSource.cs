using System.Globalization;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Walks a range in windows of a fixed number of slots, each one request.</summary>
internal sealed class FlexMeasuresDataSource(EnergyTransport transport, FlexMeasuresReadQuery query, FlexMeasuresReadPlan? known) : PageSource<Reading>
{
    private static readonly EnergyCall Call = new("FlexMeasures.Data.Read", "GET /api/v3_0/sensors/{id}/data");

    private FlexMeasuresReadPlan? _plan = known;

    public override string Operation => Call.Operation;

    public override string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"{query.SensorId}|{InstantText.Format(query.Start)}|{InstantText.Format(query.End)}|{query.Unit}|{query.Resolution}|{query.Horizon}|{query.Prior}|{query.SourceId}|{query.SourceAccountId}|{query.SourceType}");

    public override PagingContext Context => transport.Paging;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override string? FirstPosition() => query.Start < query.End ? InstantText.Format(query.Start) : null;

    public override async ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (!InstantText.TryParse(System.Text.Encoding.ASCII.GetBytes(request.Position), out var position))
        {
            throw new FormatException("The token does not hold a position of a FlexMeasures read.");
        }

        var plan = _plan ??= await LookUpAsync(request.Retries, cancellationToken).ConfigureAwait(false);
        var start = plan.AlignUp(position);
        if (start >= query.End)
        {
            return new BufferedPageBody<Reading>([], 0, null, PageResponse.None);
        }

        var left = ((query.End - start).BclCompatibleTicks + plan.Step.BclCompatibleTicks - 1) / plan.Step.BclCompatibleTicks;
        var slots = (int)Math.Min(left, ((FlexMeasuresClientOptions)transport.Options).SlotsPerRequest);
        var end = start + (plan.Step * slots);
        var path = new FlexMeasuresDataQuery
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
        }.Path();
        using var message = FlexMeasuresHttp.Request(HttpMethod.Get, path.ToString());
        var response = await transport.SendAsync(Call with { Retries = request.Retries }, message, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new FlexMeasuresDataPage(
                transport,
                response,
                await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false),
                plan,
                new Interval(start, end),
                slots,
                end < query.End ? InstantText.Format(end) : null);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async ValueTask<FlexMeasuresReadPlan> LookUpAsync(RetryBudget retries, CancellationToken cancellationToken) => FlexMeasuresReadPlan.Of(
        await transport.GetAsync(
            new EnergyCall("FlexMeasures.Sensors.Get", "GET /api/v3_0/sensors/{id}") { Retries = retries },
            "api/v3_0/sensors/" + FlexMeasuresHttp.Id(query.SensorId),
            FlexMeasuresJsonContext.Default.FlexMeasuresSensor,
            cancellationToken).ConfigureAwait(false),
        query);
}
