namespace Energy.Clients.Authoring;

/// <summary>Reads the members of an envelope that stand beside its array of rows, before it or behind it. For authors of vendor clients.</summary>
public interface IEnvelopeReader
{
    /// <summary>The name of the member that holds the rows; <see langword="null"/> when the document itself is the array.</summary>
    string? RowsMember { get; }

    /// <summary>Reads a member beside the rows.</summary>
    /// <param name="utf8Name">The member's name.</param>
    /// <param name="value">Stands on the value's first token; the whole value is in memory. It need not be moved.</param>
    /// <param name="drift">Where an unknown member is reported.</param>
    /// <exception cref="JsonException">The value is not what the vendor promises.</exception>
    void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift);

    /// <summary>Checks the envelope after its last byte.</summary>
    /// <param name="rowsSeen">Whether the rows member was there.</param>
    /// <exception cref="JsonException">Something required is missing.</exception>
    void Complete(bool rowsSeen);
}
