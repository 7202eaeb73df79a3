namespace Energy.Clients.Fleet;

/// <summary>Who is to read what: every process comes to the same answer by itself.</summary>
internal static class FleetPlan
{
    /// <summary>Gives each share to one process: as many to each, to the one that has it already where that is fair, else by a hash, so that little moves when a process comes or
    /// goes.</summary>
    public static Dictionary<string, string> Divide(IReadOnlyCollection<string> shares, IReadOnlyCollection<string> processes, IReadOnlyDictionary<string, string> holders)
    {
        var plan = new Dictionary<string, string>(StringComparer.Ordinal);
        if (processes.Count == 0)
        {
            return plan;
        }

        var (least, over) = Math.DivRem(shares.Count, processes.Count);
        var room = processes.ToDictionary(static p => p, _ => least, StringComparer.Ordinal);
        var ordered = shares.OrderBy(FleetShard.Hash).ThenBy(static s => s, StringComparer.Ordinal).ToList();

        // What each holds stays, up to its part; the odd ones too, as long as there are some left over.
        foreach (var share in ordered)
        {
            if (holders.TryGetValue(share, out var holder) && room.TryGetValue(holder, out var free) && (free > 0 || (free == 0 && over > 0)))
            {
                over -= free > 0 ? 0 : 1;
                room[holder] = free - 1;
                plan[share] = holder;
            }
        }

        foreach (var share in ordered.Where(s => !plan.ContainsKey(s)))
        {
            var best = processes.Where(p => room[p] > 0).DefaultIfEmpty(null).MaxBy(p => p is null ? 0 : FleetShard.Hash(p + "\n" + share))
                ?? processes.Where(p => room[p] == 0).MaxBy(p => FleetShard.Hash(p + "\n" + share))!;
            room[best]--;
            plan[share] = best;
        }

        return plan;
    }
}
