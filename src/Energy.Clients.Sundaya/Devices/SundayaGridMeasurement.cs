namespace Energy.Clients.Sundaya;

/// <summary>Volts, amperes and power factors of 1 to 3 phases.</summary>
public sealed record SundayaGridMeasurement
{
    private readonly ByContent<IReadOnlyList<double>> _volts;
    private readonly ByContent<IReadOnlyList<double>> _amps;
    private readonly ByContent<IReadOnlyList<double>> _powerFactors;

    /// <summary>Volts, each above 0; between the lines when there are three.</summary>
    public required IReadOnlyList<double> Volts { get => _volts.Value; init => _volts = new(value); }

    /// <summary>Amperes: positive into the grid (<c>sell</c>), negative out of it (<c>buy</c>).</summary>
    public required IReadOnlyList<double> Amps { get => _amps.Value; init => _amps = new(value); }

    /// <summary>Power factors, above 0 and up to 1.</summary>
    public required IReadOnlyList<double> PowerFactors { get => _powerFactors.Value; init => _powerFactors = new(value); }

    /// <summary>Watts of each phase, as the server works them out: volts × amperes × power factor, times √3 only with exactly three phases, to 4 decimals.</summary>
    public IReadOnlyList<double> Watts =>
        [.. Volts.Zip(Amps, PowerFactors).Select(p => TelemetryMath.GridWatts(p.First, p.Second, p.Third, Volts.Count))];
}
