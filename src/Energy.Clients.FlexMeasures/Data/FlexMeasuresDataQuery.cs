using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Which values of a sensor to ask for, in one request as it is on the wire. For long ranges read with <see cref="FlexMeasuresDataOperations.ReadAsync(FlexMeasuresReadQuery, CancellationToken)"/>.</summary>
public sealed record FlexMeasuresDataQuery
{
    /// <summary>The sensor; not needed with <see cref="SensorAddress"/>.</summary>
    public long SensorId { get; init; }

    /// <summary>The sensor by its address in the fm1 scheme: the deprecated way, for servers before 0.28.</summary>
    public EntityAddress? SensorAddress { get; init; }

    /// <summary>The start of the first slot. Slots are counted from here: off the sensor's grid there are only nulls.</summary>
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
    public OffsetDateTime? Prior { get; init; }

    /// <summary>Recorded by this source.</summary>
    public long? SourceId { get; init; }

    /// <summary>Recorded by sources of this account.</summary>
    public long? SourceAccountId { get; init; }

    /// <summary>Recorded by sources of this type; the server refuses a type that the sensor has no data of.</summary>
    public string? SourceType { get; init; }

    /// <summary>A message type of 2021 (<c>GetPrognosisRequest</c>), which adds a check of its own.</summary>
    public string? Type { get; init; }

    /// <summary>The request, of one endpoint by id and of another by address.</summary>
    internal EnergyRequest ToRequest(EnergyEndpoint byId, EnergyEndpoint byAddress)
    {
        FlexMeasuresCheck.WholeMinutes(Duration, nameof(Duration));
        FlexMeasuresCheck.NotNegative(Duration, nameof(Duration));
        if (Resolution is { } resolution)
        {
            FlexMeasuresCheck.WholeMinutes(resolution, nameof(Resolution));
        }

        if (Unit == Unit.None)
        {
            throw new ArgumentException("Unit is not set. Name the unit of the answer, such as the sensor's own.");
        }

        return (SensorAddress is null ? byId.At(SensorId) : byAddress.At()).With(new QueryArguments()
            .Add("sensor", SensorAddress is { } address ? FlexMeasuresDataPost.CheckAddress(address) : null)
            .Add("start", Start)
            .Add("duration", Duration)
            .Add("unit", Unit.Symbol)
            .Add("resolution", Resolution)
            .Add("horizon", Horizon is { } horizon ? FlexMeasuresDataPost.CheckHorizon(horizon) : null)
            .Add("prior", Prior)
            .Add("source", SourceId)
            .Add("source-account", SourceAccountId)
            .Add("source-type", SourceType)
            .Add("type", Type));
    }
}
