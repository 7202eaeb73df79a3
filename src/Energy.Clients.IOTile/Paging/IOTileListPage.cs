namespace Energy.Clients.IOTile;

/// <summary>One page of a list.</summary>
internal sealed class IOTileListPage<T>(EnergyRequest request, IOTileListPosition position, bool mustStand, EnergyTelemetry telemetry) : ListPage<T>
{
    private readonly IOTileEnvelope _envelope = new();
    private long _read = position.Read;

    public override EnergyRequest Request => request;

    public override IEnvelopeReader Envelope => _envelope;

    public override PagePosition? Next => _envelope.HasNext ? new IOTileListPosition(position.Page + 1, _envelope.Total, _read) : null;

    public override long? Total => _envelope.Total;

    public override async ValueTask<bool> EndsListAsync(EnergyResponse response, CancellationToken cancellationToken)
    {
        if (position.Page == 1 || !await IOTileErrorReader.SaysInvalidPageAsync(response, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (position.Total is { } before)
        {
            Moved(response, before, position.Read);
        }

        return true;
    }

    public override int Keep(Span<T> rows)
    {
        _read += rows.Length;
        return rows.Length;
    }

    public override void Complete(EnergyResponse response)
    {
        if (position.Total is { } before && _envelope.Total is { } now && before != now)
        {
            Moved(response, before, now);
        }
    }

    // The list changed between two pages: in the log, and as an error where it must not.
    private void Moved(EnergyResponse response, long before, long now)
    {
        telemetry.ListMoved(response.Call.Operation, before, now);
        if (mustStand)
        {
            throw EnergyErrors.Payload(
                response.Call, $"the list changed while it was read: it had {before} items and now has {now}, so one may have been missed or come twice. Read it again from the start.");
        }
    }
}
