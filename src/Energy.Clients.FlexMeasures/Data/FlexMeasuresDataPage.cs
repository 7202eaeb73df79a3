using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>One window of a read, its values turned into readings as they arrive.</summary>
internal sealed class FlexMeasuresDataPage(
    EnergyTransport transport, EnergyResponse response, Stream body, FlexMeasuresReadPlan plan, Interval window, int expected, string? next) : PageBody<Reading>
{
    private readonly JsonRowStream<Reading, FlexMeasuresValueReader> _rows = new(
        body, response.Call, new FlexMeasuresDataEnvelope(window.Start, plan.Unit), new FlexMeasuresValueReader(window.Start, plan.Step, plan.IsInstantaneous), transport.Drift, transport.Limits);

    private int _count;

    public override Reading[] Items => _rows.Items;

    public override int Count => _rows.Count;

    public override string? Next => next;

    public override Interval? Covers => window;

    public override PageResponse Response => response.Info;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _count += _rows.Count;
            return true;
        }

        return _count == expected
            ? false
            : throw PayloadErrors.From(response.Call, new JsonException($"'values' has {_count} items where {expected} slots were asked for, so their times are not known."), "$.values");
    }

    public override async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        await body.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
