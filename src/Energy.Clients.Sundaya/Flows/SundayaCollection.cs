namespace Energy.Clients.Sundaya;

/// <summary>One period of the cube: its links and, for each child period, an item with the energies of the child and of its own children.</summary>
public sealed class SundayaCollection : IKeepsUnknownMembers
{
    /// <summary>The address of the collection, as the server wrote it: its own configured host, whatever host was asked.</summary>
    public string Href { get => field ?? ""; init; }

    /// <summary>The server's version, <c>major.minor.build[.revision]</c>; leading zeros matter.</summary>
    public string Version { get => field ?? ""; init; }

    /// <summary>The links, in the server's order.</summary>
    public IReadOnlyList<SundayaLink> Links { get => field ?? []; init; }

    /// <summary>The child periods, in order of time; empty for an instant.</summary>
    public IReadOnlyList<SundayaItem> Items { get => field ?? []; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The period of this collection, from <see cref="Href"/>; <see langword="null"/> when that cannot be read.</summary>
    [JsonIgnore]
    public EnergyPeriod? Period => SundayaAddress.Parse(Href)?.Single;

    /// <summary>The link to this collection itself; its description repeats the five parameters.</summary>
    [JsonIgnore]
    public SundayaLink? Self => Find("self");

    /// <summary>The group that follows, of the same size as the answer. Do not work out addresses: <see cref="SundayaFlowOperations.FollowAsync(SundayaLink, CancellationToken)"/>
    /// goes there.</summary>
    [JsonIgnore]
    public SundayaLink? Next => Find("next");

    /// <summary>The group before. As the server writes it, it overlaps this one when the answer has several collections; following it through the client does not.</summary>
    [JsonIgnore]
    public SundayaLink? Previous => Find("prev");

    /// <summary>The periods one level up: the parent first, then the other one (the week of a day, the quarter of a month) where there is one.</summary>
    [JsonIgnore]
    public IEnumerable<SundayaLink> Up => Links.Where(l => l.Rel == "up");

    /// <summary>The first of the other kind of children (the first week of a month), where there is one.</summary>
    [JsonIgnore]
    public SundayaLink? Down => Find("down");

    /// <summary>The children: their labels are the description.</summary>
    [JsonIgnore]
    public SundayaLink? Children => Links.FirstOrDefault(l => l.IsCollection && l.Name.StartsWith(PeriodName + ".", StringComparison.Ordinal));

    /// <summary>The grandchildren: their labels are the description. Read under both names of the relation, <c>collection</c> (live) and <c>item</c> (documented).</summary>
    [JsonIgnore]
    public SundayaLink? Grandchildren => Links.FirstOrDefault(l => l.IsCollection && !l.Name.StartsWith(PeriodName + ".", StringComparison.Ordinal));

    private string PeriodName => Self?.Name ?? Period?.Kind.Name ?? "";

    /// <summary>The readings of a flow in this collection, ascending.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="kind">The kind of period: that of the children (one value an item) or of the grandchildren.</param>
    /// <returns>MJ on half-open intervals; none when the collection does not have the flow or the kind. A grandchild that the server marks as lying in the future has no
    /// value.</returns>
    /// <exception cref="EnergyPayloadException">
    /// A list does not have as many values as it promises, a value is not a number, or the items that have the flow do not cover the collection's period without gap and overlap.
    /// The months of five years are the exception: the server gives four of each year.
    /// </exception>
    public IEnumerable<Reading> Readings(SundayaFlow flow, PeriodKind kind)
    {
        var readings = Items.SelectMany(i => i.Data).Where(d => d.Kind == kind).SelectMany(d => d.Readings(flow)).ToList();
        RequireCover(readings.ConvertAll(static r => r.Interval), $"{flow} by {kind}", Period?.Kind != PeriodKind.FiveYear || kind == PeriodKind.Year);
        return readings;
    }

    /// <summary>The energies of this collection by child, as double entry.</summary>
    /// <returns>One balance for each item, with the interval of the item; a flow that the answer does not have counts as zero.</returns>
    /// <exception cref="EnergyPayloadException">A value is not a number, or the items do not cover the collection's period without gap and overlap.</exception>
    public IEnumerable<SundayaFlowInterval> Balances()
    {
        var balances = Items.Where(static i => i.Data.Count > 0).Select(static i => i.Data[0].Balance()).ToList();
        RequireCover(balances.ConvertAll(static b => b.Range), "balances", isWhole: true);
        return balances;
    }

    // An item that is missing would be a gap that nobody sees.
    private void RequireCover(List<Interval> intervals, string what, bool isWhole)
    {
        if (intervals.Count == 0)
        {
            return;
        }

        var at = Period?.Start ?? intervals[0].Start;
        foreach (var interval in intervals)
        {
            if (isWhole ? interval.Start != at : interval.Start < at)
            {
                throw Fault(interval.Start);
            }

            at = interval.End;
        }

        if (isWhole && Period is { } period && period.End != at)
        {
            throw Fault(period.End);
        }

        EnergyPayloadException Fault(Instant next) => EnergyErrors.Payload(
            SundayaFlowOperations.Get, null,
            $"The {what} of {Period?.ToString() ?? Href} go from {at} on with {next}: an item is missing, stands twice or is out of order. The vendor's interface may have "
                + $"changed.");
    }

    private SundayaLink? Find(string rel) => Links.FirstOrDefault(l => l.Rel == rel);
}
