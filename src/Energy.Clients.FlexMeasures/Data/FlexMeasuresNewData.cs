namespace Energy.Clients.FlexMeasures;

/// <summary>Values to be stored, in one request as it is on the wire. For long series write with <see cref="FlexMeasuresDataOperations.WriteAsync"/>.</summary>
/// <remarks>
/// The documented meaning of prior and horizon is kept: with both, each value is believed at the earlier of the two. A v3_0 server reads only the prior then, and loses the minus
/// sign of a negative horizon; what it cannot be made to store is refused with an <see cref="ArgumentException"/> before anything is sent.
/// </remarks>
public sealed record FlexMeasuresNewData
{
    private readonly ByContent<IReadOnlyList<double?>> _values;

    /// <summary>The values, one a slot; <see langword="null"/> leaves a slot without one.</summary>
    public required IReadOnlyList<double?> Values { get => _values.Value; init => _values = new(value); }

    /// <summary>The start of the first slot. Servers move it back to the sensor's grid.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime Start { get; init; }

    /// <summary>The length of all slots together, in whole minutes; zero for a single value of an instantaneous sensor.</summary>
    public required IsoDuration Duration { get; init; }

    /// <summary>The unit of the values; one that converts to the sensor's, or an amount for its rate (kWh into kW), not the other way round.</summary>
    public required Unit Unit { get; init; }

    /// <summary>How long before the end of its slot each value was recorded.</summary>
    public FlexMeasuresHorizon? Horizon { get; init; }

    /// <summary>When the values were recorded. Without prior and horizon they count as recorded when they arrive, and a repeat is then a new belief.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }

    /// <summary>A message type of 2021 (<c>PostPrognosisRequest</c>), which adds a check of its own.</summary>
    public string? Type { get; init; }

    /// <summary>When each value counts as known, which a horizon counts from; <see langword="null"/> is the end of its slot.</summary>
    public FlexMeasuresKnowledge? Knowledge { get; init; }

    internal static string CheckAddress(EntityAddress address) => address.TryGetSensor(out _)
        ? address.ToString()
        : throw new ArgumentException($"'{address}' does not name a sensor. v3_0 takes addresses of the fm1 scheme only: ea1.2021-02.io.flexmeasures.company:fm1.42.",
            nameof(address));

    internal static string CheckHorizon(FlexMeasuresHorizon horizon)
    {
        if (horizon.IsRolling)
        {
            throw new ArgumentException($"The horizon {horizon} is written with R/, which only versions 1.x read. v3_0 means the same without it: {horizon.Duration}.",
                nameof(horizon));
        }

        FlexMeasuresCheck.WholeMinutes(horizon.Duration, nameof(horizon));
        return horizon.Duration.IsNegative ? "-" + (-horizon.Duration).ToString(IsoDurationStyle.Hours) : horizon.Duration.ToString(IsoDurationStyle.Hours);
    }

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Values);
        if (Values.Count == 0)
        {
            throw new ArgumentException("There are no values. Send at least one; null leaves a slot empty.");
        }

        if (Duration.HasCalendarParts)
        {
            throw new ArgumentException($"Duration is {Duration}: a server cannot divide months and years among values. Ground it first (IsoDuration.Ground).");
        }

        FlexMeasuresCheck.WholeMinutes(Duration, nameof(Duration));
        FlexMeasuresCheck.NotNegative(Duration, nameof(Duration));
        if (Duration == IsoDuration.Zero && Values.Count > 1)
        {
            throw new ArgumentException($"{Values.Count} values over no time would all be of one instant. Give a duration, or send one value.");
        }

        if (Duration.ToDuration().BclCompatibleTicks % Values.Count != 0)
        {
            throw new ArgumentException($"{Values.Count} values do not divide {Duration}. Send as many values as there are slots.");
        }

        if (Values.Any(v => v is { } value && !double.IsFinite(value)))
        {
            throw new ArgumentException("A value is not a finite number. Send null for a slot without one.");
        }

        FlexMeasuresCheck.Unit(Unit);
    }

    /// <summary>What to send for prior and horizon, so that the server stores the documented belief times.</summary>
    internal (OffsetDateTime? Prior, FlexMeasuresHorizon? Horizon) Timing()
    {
        if (Horizon is not { } horizon)
        {
            return (Prior, null);
        }

        CheckHorizon(horizon);
        if (Prior is null && !horizon.Duration.IsNegative)
        {
            return (null, horizon);
        }

        var step = Duration.ToDuration() / Values.Count;
        var beliefs = FlexMeasuresBeliefs.Of(Start.ToInstant(), step, Values.Count, Prior?.ToInstant(), horizon, Knowledge);
        if (beliefs.All(b => b.BeliefTime == beliefs[0].BeliefTime))
        {
            return (beliefs[0].BeliefTime.WithOffset(Prior?.Offset ?? Start.Offset), null);
        }

        var length = horizon.Duration.TryGetDuration(out var fixedLength) ? fixedLength : (Duration?)null;
        return !horizon.Duration.IsNegative && beliefs.All(b => b.Horizon == length)
            ? (null, horizon)
            : throw new ArgumentException(
                Prior is null
                    ? $"A v3_0 server loses the minus sign of the horizon {horizon}, and these {Values.Count} values each have a belief time of their own. Post them one by "
                        + $"one, or give a prior."
                    : $"With prior and the horizon {horizon}, these {Values.Count} values are believed at different times, which one post to a v3_0 server cannot say (it "
                        + $"reads the prior alone). Split the post where the two cross, or give one of them.",
                nameof(Horizon));
    }

    internal void WriteTo(Utf8JsonWriter json, EntityAddress? sensor, OffsetDateTime? prior, FlexMeasuresHorizon? horizon)
    {
        json.Add("sensor", sensor is { } address ? CheckAddress(address) : null).Add("type", Type);
        json.AddValues(Values, static value => value);
        json.WriteString("start", FlexMeasuresTime.Format(Start));
        json.WriteString("duration", Duration.ToString(IsoDurationStyle.Hours));
        json.WriteString("unit", Unit.Symbol);
        json.Add("horizon", horizon is { } h ? CheckHorizon(h) : null);
        json.Add("prior", prior);
    }
}
