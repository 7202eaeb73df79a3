namespace Energy.Clients.IOTile;

/// <summary>One page of a list.</summary>
internal sealed class IOTileListPage<T>(EnergyTransport transport, EnergyRequest request, IOTileListPosition position, bool mustStand) : ListPage<T>
{
    private readonly IOTileEnvelope _envelope = new();
    private long? _read = position.Read;

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
            // The page before promised this one. What went meanwhile may have taken it along: the list says now how many are left.
            var first = request.With((request.Query?.Copy() ?? new QueryArguments()).Set("page", default(string)));
            var now = (await transport.SendAsync(first, IOTileJsonContext.Default.IOTileCount, cancellationToken).ConfigureAwait(false)).Count;
            Moved(response, before, now);
            if (now > _read)
            {
                throw Short(response, now);
            }
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
        if (position.Total is { } before && _envelope.Total is { } now)
        {
            Moved(response, before, now);
        }

        // The pages are stretches of the list as it is when each is asked for, so to its last page it has given as many items as it has then, whatever came or went.
        if (!_envelope.HasNext && _envelope.Total is { } total && _read is { } read && read != total)
        {
            throw Short(response, total);
        }
    }

    // The list changed between two pages: in the log, and as an error where it must not.
    private void Moved(EnergyResponse response, long before, long now)
    {
        if (before == now)
        {
            return;
        }

        transport.Telemetry.ListMoved(response.Call.Operation, before, now);
        if (mustStand)
        {
            throw EnergyErrors.Payload(
                response.Call,
                $"the list changed while it was read: it had {before} items and now has {now}, so one may have been missed or come twice. Read it again from the start.");
        }
    }

    private EnergyPayloadException Short(EnergyResponse response, long total) => EnergyErrors.Payload(
        response.Call, $"the list says that it has {total} items and ended after {_read}: some are missing, or came twice. Read it again from the start.");
}
