namespace Energy.Clients.Stem;

/// <summary>What becomes of rows that cannot be read, contradict or repeat each other, or are of another time than was asked for: each is counted and given to the caller, the
/// first of each kind in a series is logged.</summary>
internal sealed class StemLeftOutRows(EnergyTransport transport, EnergyEndpoint endpoint, StemStreamQuery query)
{
    private int _unreadable;
    private int _contradicted;
    private int _repeated;
    private int _ofAnotherTime;

    /// <summary>Whether rows that cannot be read are left out; otherwise they fail the read.</summary>
    public bool LeavesOut => query.SkipUnreadableRows;

    public void Unreadable(EnergyPayloadException fault)
    {
        transport.Telemetry.RowLeftOut(endpoint.Operation, "unreadable");
        Warn(ref _unreadable, string.Create(CultureInfo.InvariantCulture, $"a row cannot be read and was left out, at {fault.JsonPath} (byte {fault.BytePosition})."));
        query.LeftOut?.Invoke(new StemLeftOutRow { Fault = fault });
    }

    /// <summary>Decides between two readings of one start, in the order of the answer.</summary>
    /// <returns>The one that is taken.</returns>
    public Reading Decide(Reading earlier, Reading later)
    {
        if (query.OnContradiction == StemContradiction.Refuse)
        {
            throw new System.Text.Json.JsonException($"Two rows start at {InstantText.Format(later.Start)} and say different things.");
        }

        var (taken, left) = query.OnContradiction == StemContradiction.TakeFirst ? (earlier, later) : (later, earlier);
        transport.Telemetry.RowLeftOut(endpoint.Operation, "contradicted");
        Warn(ref _contradicted, $"two rows of one start say different things; the one that came {(taken == earlier ? "first" : "last")} was taken.");
        query.LeftOut?.Invoke(new StemLeftOutRow { Reading = left, Taken = taken });
        return taken;
    }

    /// <summary>A row that came once more as it was.</summary>
    public void Repeated(Reading reading)
    {
        transport.Telemetry.RowLeftOut(endpoint.Operation, "repeated");
        Warn(ref _repeated, "a row came twice, the same each time; one of them was taken.");
        query.LeftOut?.Invoke(new StemLeftOutRow { Reading = reading, Taken = reading });
    }

    /// <summary>A row that is more than a day away from what was asked for: of the window before, which the server gave once more, or of one that it made up.</summary>
    public void OfAnotherTime(Reading reading)
    {
        transport.Telemetry.RowLeftOut(endpoint.Operation, "other_time");
        Warn(ref _ofAnotherTime, "a row is of another time than was asked for, and was left out: the server may ignore the range, so that what looks like a gap is none.");
        query.LeftOut?.Invoke(new StemLeftOutRow { Reading = reading });
    }

    private void Warn(ref int told, string what)
    {
        if (Interlocked.Exchange(ref told, 1) == 0)
        {
            transport.Telemetry.WarnOfData(endpoint.Operation,
                $"{what} More of the series are counted (energy_clients.rows_left_out) and given to {nameof(StemStreamQuery)}.{nameof(StemStreamQuery.LeftOut)}.");
        }
    }
}
