namespace Energy.Clients.FlexMeasures;

/// <summary>A plan that the server worked out for one sensor.</summary>
public sealed record FlexMeasuresSchedule : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<double>?> _values;
    private readonly ByContent<JsonElement?> _schedulerInfo;

    /// <summary>The power of each slot, or the states of charge between them; <see langword="null"/> from schedulers that make none.</summary>
    public IReadOnlyList<double>? Values { get => _values.Value; init => _values = new(value); }

    /// <summary>The start of the first slot.</summary>
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? Start { get; init; }

    /// <summary>The length of the whole.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>The unit of the values.</summary>
    public Unit Unit { get; init; }

    /// <summary>What the scheduler says of its work: its name, the costs of commitments, …</summary>
    public JsonElement? SchedulerInfo { get => _schedulerInfo.Value; init => _schedulerInfo = new(value); }

    /// <summary>The answer in words.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The length of a slot: the duration divided by the number of values. A state of charge comes with a value at both ends, so that there is one more of them than there are
    /// slots.
    /// <see langword="null"/> when either is missing. It is what the answer has, and no proof that none of the values is missing: readings are checked against the sensor's.
    /// </summary>
    [JsonIgnore]
    public NodaTime.Duration? Step => StepOf(Duration, IsOfInstants(Unit) ? Values?.Count - 1 : Values?.Count);

    // A plan is power, or else the state of charge that goes with it.
    internal static bool IsOfInstants(Unit unit) => unit != Unit.None && unit.Dimension != UnitDimension.Power;
}
