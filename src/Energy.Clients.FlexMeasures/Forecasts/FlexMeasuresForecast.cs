namespace Energy.Clients.FlexMeasures;

/// <summary>A forecast that the server worked out for one sensor, or, where several periods were asked for, the ids of one forecast a period.</summary>
public sealed record FlexMeasuresForecast : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<double?>?> _values;
    private readonly ByContent<IReadOnlyList<string>?> _forecastIds;

    /// <summary>The values of each slot.</summary>
    public IReadOnlyList<double?>? Values { get => _values.Value; init => _values = new(value); }

    /// <summary>The start of the first slot.</summary>
    [JsonConverter(typeof(FlexMeasuresOffsetTimeJsonConverter))]
    public OffsetDateTime? Start { get; init; }

    /// <summary>The length of the whole.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>The unit of the values.</summary>
    public Unit Unit { get; init; }

    /// <summary>The ids to ask for one by one; <see langword="null"/> when the values are here.</summary>
    [JsonPropertyName("forecasts")]
    public IReadOnlyList<string>? ForecastIds { get => _forecastIds.Value; init => _forecastIds = new(value); }

    /// <summary>The answer in words.</summary>
    public string? Message { get; init; }

    /// <summary>The length of a slot: the duration divided by the number of values; <see langword="null"/> when either is missing.</summary>
    [JsonIgnore]
    public NodaTime.Duration? Step => StepOf(Duration, Values?.Count);
}
