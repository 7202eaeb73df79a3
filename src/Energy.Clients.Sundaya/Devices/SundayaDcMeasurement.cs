namespace Energy.Clients.Sundaya;

/// <summary>Volts and amperes of several strings of panels (1 to 4), or of several loads (1 or 2).</summary>
public sealed record SundayaDcMeasurement
{
    private readonly ByContent<IReadOnlyList<double>> _volts;
    private readonly ByContent<IReadOnlyList<double>> _amps;

    /// <summary>Volts, each above 0.</summary>
    public required IReadOnlyList<double> Volts { get => _volts.Value; init => _volts = new(value); }

    /// <summary>Amperes, each above 0, as many as volts. For loads the documentation asks for negative numbers and the server refuses them: either sign may be given here, and is
    /// sent positive.</summary>
    public required IReadOnlyList<double> Amps { get => _amps.Value; init => _amps = new(value); }

    /// <summary>Watts of each, as the server works them out: volts times amperes, to 4 decimals.</summary>
    public IReadOnlyList<double> Watts => [.. Volts.Zip(Amps, (v, a) => TelemetryMath.Round(v * Math.Abs(a)))];
}
