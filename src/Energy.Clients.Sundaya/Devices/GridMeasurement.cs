namespace Energy.Clients.Sundaya;

/// <summary>Volts, amperes and power factors of 1 to 3 phases.</summary>
/// <param name="Volts">Volts, each above 0; between the lines when there are three.</param>
/// <param name="Amps">Amperes: positive into the grid (<c>sell</c>), negative out of it (<c>buy</c>).</param>
/// <param name="PowerFactors">Power factors, above 0 and up to 1.</param>
public sealed record GridMeasurement(IReadOnlyList<double> Volts, IReadOnlyList<double> Amps, IReadOnlyList<double> PowerFactors)
{
    /// <summary>Watts of each phase, as the server works them out: volts × amperes × power factor, times √3 only with exactly three phases, to 4 decimals.</summary>
    public IReadOnlyList<double> Watts =>
        [.. Volts.Zip(Amps, PowerFactors).Select(p => TelemetryMath.GridWatts(p.First, p.Second, p.Third, Volts.Count))];
}
