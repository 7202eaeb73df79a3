using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>A forecast to be made. Two of start, end and duration at most.</summary>
public sealed record FlexMeasuresForecastRequest
{
    private static readonly NodaTime.Duration ShortestTraining = NodaTime.Duration.FromHours(48);

    /// <summary>The start of the forecast.</summary>
    public OffsetDateTime? Start { get; init; }

    /// <summary>The end of the forecast.</summary>
    public OffsetDateTime? End { get; init; }

    /// <summary>The length of the forecast.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>Only data recorded before this time are used; unset uses all that is known.</summary>
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
    public IReadOnlyList<long>? Regressors { get; init; }

    /// <summary>Sensors of which the model may look at forecasts.</summary>
    public IReadOnlyList<long>? FutureRegressors { get; init; }

    /// <summary>Sensors of which the model may look at the past.</summary>
    public IReadOnlyList<long>? PastRegressors { get; init; }

    /// <summary>Further members of <c>config</c> by their name on the wire.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Config { get; init; }

    internal void Check()
    {
        if (Start is not null && End is not null && Duration is not null)
        {
            throw new ArgumentException("Start, end and duration are all set. Leave one of them out.");
        }

        if (Start is { } start && End is { } end && end.ToInstant() <= start.ToInstant())
        {
            throw new ArgumentException($"The forecast ends at {FlexMeasuresTime.Format(end)}, which is not after its start {FlexMeasuresTime.Format(start)}.");
        }

        foreach (var (duration, name) in new (IsoDuration? Value, string Name)[] { (Duration, nameof(Duration)), (MaxForecastHorizon, nameof(MaxForecastHorizon)), (ForecastFrequency, nameof(ForecastFrequency)), (TrainPeriod, nameof(TrainPeriod)) })
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

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.Add("start", Start);
        json.Add("end", End);
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
