namespace Energy.Clients.OpenCec;

/// <summary>The array of a list, filtered as it arrives; there is no other.</summary>
internal sealed class OpenCecListPage<T>(EnergyRequest request, Func<T, bool>? keep) : ListPage<T>
{
    public override EnergyRequest Request => request;

    public override IEnvelopeReader Envelope { get; } = new OpenCecBareArray();

    public override PagePosition? Next => null;

    public override int Keep(Span<T> rows)
    {
        if (keep is null)
        {
            return rows.Length;
        }

        var kept = 0;
        foreach (var row in rows)
        {
            if (keep(row))
            {
                rows[kept++] = row;
            }
        }

        return kept;
    }
}
