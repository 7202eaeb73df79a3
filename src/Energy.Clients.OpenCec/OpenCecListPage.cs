namespace Energy.Clients.OpenCec;

/// <summary>The array of a list, filtered as it arrives; there is no other.</summary>
internal sealed class OpenCecListPage<T>(EnergyRequest request, Func<T, bool>? keep) : BareArrayPage<T>(request)
{
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
