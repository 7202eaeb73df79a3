namespace Energy.Clients.Sundaya;

/// <summary>Volts and amperes of a battery.</summary>
public sealed record SundayaBatteryMeasurement
{
    /// <summary>Volts, above 0.</summary>
    public required double Volts { get; init; }

    /// <summary>Amperes: positive when charging (<c>store.in</c>), negative when discharging (<c>store.out</c>).</summary>
    public required double Amps { get; init; }

    /// <summary>Watts with the sign of the current, to 4 decimals.</summary>
    public double Watts => TelemetryMath.Round(Volts * Amps);
}
