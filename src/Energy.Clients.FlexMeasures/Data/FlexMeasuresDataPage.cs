using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>One window of a read, its values turned into readings as they arrive; without a request, where no slot begins before the end.</summary>
internal sealed class FlexMeasuresDataPage(EnergyRequest? request, FlexMeasuresReadPlan plan, Interval window, int expected, PagePosition? next) : ListPage<Reading>
{
    private int _count;

    public override EnergyRequest? Request => request;

    public override IEnvelopeReader Envelope { get; } = new FlexMeasuresDataEnvelope(window.Start, plan.Unit);

    public override PagePosition? Next => next;

    public override Interval? Covers => window;

    public FlexMeasuresValueReader Rows => new(window.Start, plan.Step, plan.IsInstantaneous);

    public override int Keep(Span<Reading> rows)
    {
        _count += rows.Length;
        return rows.Length;
    }

    public override void Complete(EnergyResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (_count != expected)
        {
            throw EnergyErrors.Unreadable(response.Call, new JsonException($"'values' has {_count} items where {expected} slots were asked for, so their times are not known."), "$.values");
        }
    }
}
