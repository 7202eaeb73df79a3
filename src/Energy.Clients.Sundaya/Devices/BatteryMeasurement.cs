namespace Energy.Clients.Sundaya;

/// <summary>Volts and amperes of a battery.</summary>
/// <param name="Volts">Volts, above 0.</param>
/// <param name="Amps">Amperes: positive when charging (<c>store.in</c>), negative when discharging (<c>store.out</c>).</param>
public sealed record BatteryMeasurement(double Volts, double Amps)
{
    /// <summary>Watts with the sign of the current, to 4 decimals.</summary>
    public double Watts => TelemetryMath.Watts(Volts * Amps);
}
