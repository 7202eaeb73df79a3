namespace Energy.Clients.Sundaya;

/// <summary>A sample of a grid-interactive inverter.</summary>
public sealed record SundayaInverterSample : SundayaPowerSample
{
    /// <summary>The grid: 1 to 3 phases.</summary>
    public required SundayaGridMeasurement Grid { get; init; }

    private protected override SundayaGridMeasurement? Exchange => Grid;
}
