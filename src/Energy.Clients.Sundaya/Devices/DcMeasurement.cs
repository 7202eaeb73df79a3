namespace Energy.Clients.Sundaya;

/// <summary>Volts and amperes of several strings of panels (1 to 4), or of several loads (1 or 2).</summary>
/// <param name="Volts">Volts, each above 0.</param>
/// <param name="Amps">Amperes, each above 0, as many as volts. For loads the documentation asks for negative numbers and the server refuses them: either sign may be given here, and is sent positive.</param>
public sealed record DcMeasurement(IReadOnlyList<double> Volts, IReadOnlyList<double> Amps)
{
    /// <summary>Watts of each, as the server works them out: volts times amperes, to 4 decimals.</summary>
    public IReadOnlyList<double> Watts => [.. Volts.Zip(Amps, (v, a) => TelemetryMath.Watts(v * Math.Abs(a)))];
}
