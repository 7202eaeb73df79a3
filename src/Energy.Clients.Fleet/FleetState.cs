namespace Energy.Clients.Fleet;

/// <summary>How a series of a fleet stands.</summary>
public enum FleetState
{
    /// <summary>It was not read yet.</summary>
    Waiting,

    /// <summary>Its last read came to its end.</summary>
    Fine,

    /// <summary>Its turn was missed twice in a row.</summary>
    Late,

    /// <summary>Its last read failed; it is tried again by itself.</summary>
    Failing,
}
