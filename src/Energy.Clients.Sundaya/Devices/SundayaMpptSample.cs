namespace Energy.Clients.Sundaya;

/// <summary>A sample of a maximum power point tracker.</summary>
public sealed record SundayaMpptSample
{
    /// <summary>When it was taken, with the device's own offset from UTC; sent to the millisecond.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime Time { get; init; }

    /// <summary>The panels: 1 to 4 strings, volts and amperes above 0. The server takes no zero: leave a sample at night out.</summary>
    public required SundayaDcMeasurement Pv { get; init; }

    /// <summary>The battery.</summary>
    public required SundayaBatteryMeasurement Battery { get; init; }

    /// <summary>The loads: 1 or 2. The documentation has their amperes negative, the server takes them positive: either sign may be given.</summary>
    public required SundayaDcMeasurement Load { get; init; }

    /// <summary>The six flows of this sample as power in watts, by the sign rules of the documentation: panels are harvest, loads yield, the battery's and the grid's sign tells in
    /// from out.</summary>
    /// <returns>Magnitudes in W.</returns>
    public SundayaBalance ToFlows() => SundayaTelemetry.Flows(Pv, Battery, Load, null);

    /// <summary>The six flows as energy over an interval through which the sample holds.</summary>
    /// <param name="length">How long the sample holds.</param>
    /// <returns>Magnitudes in MJ.</returns>
    public SundayaBalance ToFlows(Duration length) => SundayaTelemetry.Energy(ToFlows(), length);
}
