namespace Energy.Clients.FlexMeasures;

/// <summary>Whether the data of a sensor, and of those it depends on, are up to date.</summary>
public sealed record FlexMeasuresSensorStatusList : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresSensorStatus>> _sensors = new([]);

    /// <summary>One entry a sensor.</summary>
    [JsonPropertyName("sensors_data")]
    public IReadOnlyList<FlexMeasuresSensorStatus> Sensors { get => _sensors.Value; init => _sensors = new(value); }
}
