namespace Energy.Clients;

/// <summary>Which edge of its interval a vendor's time stamp marks. Readings of this family always carry both edges; this tells where they came from.</summary>
public enum StampEdge
{
    /// <summary>The vendor sends both edges.</summary>
    Both = 0,

    /// <summary>The stamp is the first instant of the interval.</summary>
    Start,

    /// <summary>The stamp is the first instant behind the interval.</summary>
    End,

    /// <summary>There is no interval: the stamp is the instant of the value.</summary>
    Instant,
}
