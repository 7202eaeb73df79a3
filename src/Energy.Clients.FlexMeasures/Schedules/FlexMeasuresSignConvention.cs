namespace Energy.Clients.FlexMeasures;

/// <summary>What a positive value of a schedule means.</summary>
public enum FlexMeasuresSignConvention
{
    /// <summary>Consumption; what servers take unless told otherwise.</summary>
    ConsumptionPositive = 0,

    /// <summary>Production.</summary>
    ProductionPositive,

    /// <summary>What the sensor stores: what you see is what you get.</summary>
    AsStored,
}
