namespace Energy.Clients.FlexMeasures;

/// <summary>A forecast to be made.</summary>
public sealed record FlexMeasuresForecastRequest : IFlexMeasuresBody
{
    private readonly ByContent<IReadOnlyList<long>?> _regressors;
    private readonly ByContent<IReadOnlyList<long>?> _futureRegressors;
    private readonly ByContent<IReadOnlyList<long>?> _pastRegressors;
    private readonly ByContent<IReadOnlyDictionary<string, JsonElement>?> _config;

    private static readonly NodaTime.Duration ShortestTraining = NodaTime.Duration.FromHours(48);

    /// <summary>The range of the forecast; an end may be open.</summary>
    [JsonConverter(typeof(IntervalJsonConverter))]
    public Interval? Range { get; init; }

    /// <summary>The length of the forecast, where the range is open on one side.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>Only data recorded before this time are used; unset uses all that is known.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }

    /// <summary>Whether the spread of the forecast is wanted too; unset leaves it to the server.</summary>
    public bool? Probabilistic { get; init; }

    /// <summary>How far ahead the model looks.</summary>
    public IsoDuration? MaxForecastHorizon { get; init; }

    /// <summary>How often a new forecast is made within the range.</summary>
    public IsoDuration? ForecastFrequency { get; init; }

    /// <summary>How much of the past the model learns from; at least 48 hours.</summary>
    public IsoDuration? TrainPeriod { get; init; }

    /// <summary>Sensors that the model may look at, past and future.</summary>
    public IReadOnlyList<long>? Regressors { get => _regressors.Value; init => _regressors = new(value); }

    /// <summary>Sensors of which the model may look at forecasts.</summary>
    public IReadOnlyList<long>? FutureRegressors { get => _futureRegressors.Value; init => _futureRegressors = new(value); }

    /// <summary>Sensors of which the model may look at the past.</summary>
    public IReadOnlyList<long>? PastRegressors { get => _pastRegressors.Value; init => _pastRegressors = new(value); }

    /// <summary>Further members of <c>config</c> by their name on the wire.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Config { get => _config.Value; init => _config = new(value); }

    void IFlexMeasuresBody.Check()
    {
        var (start, end) = (FlexMeasuresWire.StartOf(Range), FlexMeasuresWire.EndOf(Range));
        if (start is not null && end is not null && Duration is not null)
        {
            throw new ArgumentException("Range has both ends, and Duration is set too. Leave one of them out.");
        }

        if (start is not null && start == end)
        {
            throw new ArgumentException($"The forecast ends at {end}, which is not after its start.");
        }

        foreach (var (duration, name) in new (IsoDuration? Value, string Name)[] { (Duration, nameof(Duration)), (MaxForecastHorizon, nameof(MaxForecastHorizon)),
            (ForecastFrequency, nameof(ForecastFrequency)), (TrainPeriod, nameof(TrainPeriod)) })
        {
            if (duration is { } given)
            {
                FlexMeasuresCheck.WholeMinutes(given, name);
            }
        }

        if (TrainPeriod is { } period && period.TryGetDuration(out var length) && length < ShortestTraining)
        {
            throw new ArgumentException($"TrainPeriod is {period}. Servers train on 48 hours or more.");
        }
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.Add("start", FlexMeasuresWire.StartOf(Range));
        json.Add("end", FlexMeasuresWire.EndOf(Range));
        json.Add("duration", Duration);
        json.Add("max-forecast-horizon", MaxForecastHorizon);
        json.Add("forecast-frequency", ForecastFrequency);
        json.Add("prior", Prior);
        json.Add("probabilistic", Probabilistic);
        if (TrainPeriod is null && Regressors is null && FutureRegressors is null && PastRegressors is null && Config is null)
        {
            return;
        }

        json.WriteStartObject("config");
        json.Add("train-period", TrainPeriod?.ToString());
        json.Add("regressors", Regressors);
        json.Add("future-regressors", FutureRegressors);
        json.Add("past-regressors", PastRegressors);
        FlexMeasuresVariable.WriteExtra(json, Config);
        json.WriteEndObject();
    }
}
