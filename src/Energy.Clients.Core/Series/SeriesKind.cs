namespace Energy.Clients;

/// <summary>What the values of a series measure.</summary>
public enum SeriesKind
{
    /// <summary>Not told by the vendor.</summary>
    Unknown = 0,

    /// <summary>The average power over each interval. Energy is the average times the interval's length.</summary>
    AveragePower,

    /// <summary>The energy (or volume, or amount) that passed within each interval. Values of adjacent intervals add up.</summary>
    Energy,

    /// <summary>The value at one instant.</summary>
    Instantaneous,

    /// <summary>A counter that only grows, read at one instant. The amount is the difference of two readings.</summary>
    Cumulative,

    /// <summary>A price, rate or other level that holds over each interval.</summary>
    Level,
}
