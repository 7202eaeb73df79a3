namespace Energy.Clients.Sundaya;

/// <summary>The energies of one child period (one number a flow) or of its children (one number for each).</summary>
public sealed class SundayaData : IKeepsUnknownMembers
{
    /// <summary>Which periods: <c>{parent}.{kind}</c>, for example <c>week.day</c> for the child and <c>day.timeofday</c> for its children.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>From when on, and how many: <c>{epoch}/{count}</c>.</summary>
    public string Value { get => field ?? ""; init; }

    /// <summary>The flows, in the server's order.</summary>
    [JsonPropertyName("data")]
    public IReadOnlyList<SundayaFlowSeries> Series { get => field ?? []; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The kind of period that each number stands for; <see langword="null"/> when the name cannot be read.</summary>
    [JsonIgnore]
    public PeriodKind? Kind => PeriodKind.TryParse(Name.AsSpan(Name.LastIndexOf('.') + 1), out var kind) ? kind : null;

    /// <summary>The periods that the numbers stand for, in a row; <see langword="null"/> when name or value cannot be read.</summary>
    [JsonIgnore]
    public EnergyPeriod? Span => Kind is { } kind && EnergyPeriod.TryParse(kind.Name + "/" + Value, out var span) ? span : null;

    /// <summary>The numbers of a flow on the half-open intervals that they stand for.</summary>
    /// <param name="flow">The flow.</param>
    /// <returns>The readings in MJ, ascending; none when the flow is not there. A value that the server marks as lying in the future (the bare text <c>0</c>) is missing.</returns>
    /// <exception cref="EnergyPayloadException">The list does not have as many values as it promises, or a value is not a number.</exception>
    public IReadOnlyList<Reading> Readings(SundayaFlow flow)
    {
        var series = Series.FirstOrDefault(s => s.Flow == flow);
        if (series is null)
        {
            return [];
        }

        var periods = (Span ?? throw Fault($"'{Name}' and '{Value}' do not name periods. The vendor's interface may have changed.")).Each;
        var values = series.Values;
        if (values.Count != periods.Count)
        {
            throw Fault($"The list of {flow} for {Name} {Value} has {values.Count} values and promises {periods.Count}. The vendor's interface may have changed, or the answer "
                + $"was cut on the way.");
        }

        var readings = new Reading[values.Count];
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] = new Reading(periods[i].Start, periods[i].End, values[i]);
        }

        return readings;
    }

    /// <summary>The flows over the whole of <see cref="Span"/> as double entry.</summary>
    /// <returns>The interval with its balance; a flow that is not there counts as zero.</returns>
    /// <exception cref="EnergyPayloadException">A value is not a number, or the periods cannot be read.</exception>
    public SundayaFlowInterval Balance()
    {
        var span = Span ?? throw Fault($"'{Name}' and '{Value}' do not name periods. The vendor's interface may have changed.");
        var balance = Series.Aggregate(SundayaBalance.Zero, (sum, s) => sum.Add(s.Flow, s.Values.Sum(v => v ?? 0)));
        return new SundayaFlowInterval { Range = span.Interval, Balance = balance, Label = span.Prompt };
    }

    // A cube is a model and does not know which call brought it: the operation that reads cubes stands for all.
    private static EnergyPayloadException Fault(string what) => EnergyErrors.Payload(SundayaFlowOperations.Get, null, what);
}
