namespace Energy.Clients.FlexMeasures;

/// <summary>Which values of a sensor to ask for, in one request as it is on the wire. For long ranges read with
/// <see cref="FlexMeasuresDataOperations.ReadAsync(long, FlexMeasuresReadQuery, CancellationToken)"/>.</summary>
public sealed record FlexMeasuresDataQuery
{
    /// <summary>The start of the first slot. Slots are counted from here: off the sensor's grid there are only nulls.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime Start { get; init; }

    /// <summary>How long, in whole minutes, or months or years from the start.</summary>
    public required IsoDuration Duration { get; init; }

    /// <summary>The unit of the answer.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The length of a slot: coarser than the sensor's gives means, finer repeats. <see langword="null"/> is the sensor's.</summary>
    public IsoDuration? Resolution { get; init; }

    /// <summary>Recorded at least this long before the end of the slot; negative: at most that long after.</summary>
    public FlexMeasuresHorizon? Horizon { get; init; }

    /// <summary>Recorded before this time.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }

    /// <summary>Recorded by this source.</summary>
    public long? SourceId { get; init; }

    /// <summary>Recorded by sources of this account.</summary>
    public long? SourceAccountId { get; init; }

    /// <summary>Recorded by sources of this type; the server refuses a type that the sensor has no data of.</summary>
    public string? SourceType { get; init; }

    /// <summary>A message type of 2021 (<c>GetPrognosisRequest</c>), which adds a check of its own.</summary>
    public string? Type { get; init; }

    internal EnergyRequest ToRequest(EnergyRequest sensor, EntityAddress? address = null)
    {
        FlexMeasuresCheck.WholeMinutes(Duration, nameof(Duration));
        FlexMeasuresCheck.NotNegative(Duration, nameof(Duration));
        if (Resolution is { } resolution)
        {
            FlexMeasuresCheck.WholeMinutes(resolution, nameof(Resolution));
        }

        return sensor.With(new QueryArguments()
            .Add("sensor", address is { } known ? FlexMeasuresNewData.CheckAddress(known) : null)
            .Add("start", Start)
            .Add("duration", Duration)
            .Add("unit", Unit.Symbol)
            .Add("resolution", Resolution)
            .Add("horizon", Horizon is { } horizon ? FlexMeasuresNewData.CheckHorizon(horizon) : null)
            .Add("prior", Prior)
            .Add("source", SourceId)
            .Add("source-account", SourceAccountId)
            .Add("source-type", SourceType)
            .Add("type", Type));
    }
}
