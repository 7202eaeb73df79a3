namespace Energy.Clients;

/// <summary>What becomes of a reading that lies in two steps.</summary>
public enum PartialOverlap
{
    /// <summary>Each step gets its part by time: energy in proportion, power and levels with that weight.</summary>
    Prorate = 0,

    /// <summary>It is an error: nothing tells how the value was spread over its interval.</summary>
    Refuse,
}
