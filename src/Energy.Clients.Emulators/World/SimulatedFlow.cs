namespace Energy.Clients.Emulators;

/// <summary>One of the flows of power through a simulated site. All are zero or positive.</summary>
/// <remarks>At every instant, exactly: harvest + store out + buy = yield + store in + sell.</remarks>
public enum SimulatedFlow
{
    /// <summary>Power from the panels.</summary>
    Harvest,

    /// <summary>Power that the building uses.</summary>
    Yield,

    /// <summary>Power into the battery (charging).</summary>
    StoreIn,

    /// <summary>Power out of the battery (discharging).</summary>
    StoreOut,

    /// <summary>Power bought from the grid. Never above zero while <see cref="Sell"/> is.</summary>
    Buy,

    /// <summary>Power sold to the grid.</summary>
    Sell,
}
