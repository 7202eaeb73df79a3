namespace Energy.Clients.Stem;

/// <summary>A series that is worked out from the meter and the battery.</summary>
public enum StemDerivedStream
{
    /// <summary>What the building would draw without its battery: MONITOR minus CONVERTER, where both have a value. A meter reading of 0 is data.</summary>
    BuildingLoad = 0,

    /// <summary>The battery's charging power: CONVERTER where it is positive, else 0.</summary>
    Charge,

    /// <summary>The battery's discharging power as a positive number: CONVERTER with its sign turned where it is negative, else 0.</summary>
    Discharge,
}
