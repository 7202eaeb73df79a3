namespace Energy.Clients.Sundaya;

/// <summary>A sample of one battery pack of a pack management system.</summary>
public sealed record SundayaPmsSample
{
    private readonly ByContent<IReadOnlyList<double>> _temperatures;
    private readonly ByContent<IReadOnlyList<double>> _cellVolts;
    private readonly ByContent<IReadOnlyList<int>> _openCells = new([]);
    private readonly ByContent<IReadOnlyList<double>> _fetTemperatures;
    private readonly ByContent<IReadOnlyList<int>> _openFets = new([]);

    /// <summary>How many cells a pack has.</summary>
    public const int Cells = 14;

    /// <summary>When it was taken, with the device's own offset from UTC; sent to the millisecond.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime Time { get; init; }

    /// <summary>The pack's id, not empty.</summary>
    public required string PackId { get; init; }

    /// <summary>The dock, 1 to 48: up to 4 cabinets of 12 docks, so dock 13 is the first of the second cabinet.</summary>
    public required int Dock { get; init; }

    /// <summary>Amperes: positive when charging, negative when discharging.</summary>
    public required double Amps { get; init; }

    /// <summary>Temperatures in °C at top, middle and bottom, each above 0: the server takes no frost.</summary>
    public required IReadOnlyList<double> Temperatures { get => _temperatures.Value; init => _temperatures = new(value); }

    /// <summary>Volts of the 14 cells, each above 0.</summary>
    public required IReadOnlyList<double> CellVolts { get => _cellVolts.Value; init => _cellVolts = new(value); }

    /// <summary>The numbers (1 to 14) of cells that are open, each once.</summary>
    public IReadOnlyList<int> OpenCells { get => _openCells.Value; init => _openCells = new(value); }

    /// <summary>Temperatures in °C of the two FETs, each above 0.</summary>
    public required IReadOnlyList<double> FetTemperatures { get => _fetTemperatures.Value; init => _fetTemperatures = new(value); }

    /// <summary>The numbers (1, 2) of FETs that are open, each once. (The server publishes the first FET's flag and temperature for both.)</summary>
    public IReadOnlyList<int> OpenFets { get => _openFets.Value; init => _openFets = new(value); }

    /// <summary>The pack's volts: the sum of its cells, to 4 decimals.</summary>
    public double PackVolts => TelemetryMath.Round(CellVolts.Sum());

    /// <summary>The pack's watts with the sign of the current, to 4 decimals.</summary>
    public double PackWatts => TelemetryMath.Round(PackVolts * Amps);

    /// <summary>The lowest cell's volts.</summary>
    public double LowestCellVolts => CellVolts.Min();

    /// <summary>The highest cell's volts.</summary>
    public double HighestCellVolts => CellVolts.Max();

    /// <summary>How far each cell is above the lowest, in whole mV.</summary>
    public IReadOnlyList<int> CellDeltaMillivolts => [.. CellVolts.Select(v => (int)Math.Floor(((v - LowestCellVolts) * 1000) + 0.5))];

    /// <summary>The flows of this sample as power in watts: charging is store.in, discharging store.out.</summary>
    /// <returns>Magnitudes in W.</returns>
    public SundayaBalance ToFlows() => PackWatts > 0 ? new SundayaBalance { StoreIn = PackWatts } : new SundayaBalance { StoreOut = -PackWatts };

    /// <summary>The flows as energy over an interval through which the sample holds.</summary>
    /// <param name="length">How long the sample holds.</param>
    /// <returns>Magnitudes in MJ.</returns>
    public SundayaBalance ToFlows(Duration length) => SundayaTelemetry.Energy(ToFlows(), length);
}
