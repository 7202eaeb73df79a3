namespace Energy.Clients.Conformance;

/// <summary>What is still compared at a volatile path.</summary>
public enum VolatileMode
{
    /// <summary>The structure: JSON types, member names, array lengths, and the form of texts (digits may be other digits, letters other letters).</summary>
    Shape,

    /// <summary>That it is there, and of the same JSON type.</summary>
    Present,

    /// <summary>Nothing below the path, not even that it is there.</summary>
    Ignored,
}
