using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>The envelope of a list without an envelope.</summary>
internal sealed class OpenCecBareArray : IEnvelopeReader
{
    public string? RowsMember => null;

    public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift) =>
        throw new JsonException("Expected an array of rows, found an object.");

    public void Complete(bool rowsSeen)
    {
        if (!rowsSeen)
        {
            throw new JsonException("Expected an array of rows.");
        }
    }
}
