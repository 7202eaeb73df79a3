namespace Energy.Clients.FlexMeasures;

/// <summary>Values of a sensor, as the server sends them: one a slot, from the start on, null where there are none.</summary>
public sealed record FlexMeasuresData : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<double?>> _values = new([]);

    /// <summary>The values; null where the server has none.</summary>
    public IReadOnlyList<double?> Values { get => _values.Value; init => _values = new(value); }

    /// <summary>The start of the first slot, in the offset asked with.</summary>
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime Start { get; init; }

    /// <summary>The length of the whole; zero when it was asked for in months or years.</summary>
    public IsoDuration Duration { get; init; }

    /// <summary>The unit of the values.</summary>
    public Unit Unit { get; init; }

    /// <summary>The length of a slot; zero for an instantaneous sensor: use <see cref="Step"/>.</summary>
    public IsoDuration? Resolution { get; init; }

    /// <summary>The answer in words.</summary>
    public string? Message { get; init; }

    /// <summary>The length of a slot: the duration divided by the number of values; <see langword="null"/> when either is missing.</summary>
    [JsonIgnore]
    public NodaTime.Duration? Step => StepOf(Duration, Values.Count);
}
