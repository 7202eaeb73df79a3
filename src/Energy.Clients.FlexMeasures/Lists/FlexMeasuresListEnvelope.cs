namespace Energy.Clients.FlexMeasures;

/// <summary>A list is a bare array, or with pages an object with <c>data</c>, <c>num-records</c> and <c>filtered-records</c>; only the last says where the list ends.</summary>
internal sealed class FlexMeasuresListEnvelope(bool paged) : IEnvelopeReader
{
    public string? RowsMember => paged ? "data" : null;

    public long? Total { get; private set; }

    public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
    {
        if (utf8Name.SequenceEqual("filtered-records"u8))
        {
            Total = value.TokenType == JsonTokenType.Number && value.TryGetInt64(out var total) ? total : throw new JsonException("'filtered-records' should be a whole number.");
        }
        else if (!utf8Name.SequenceEqual("num-records"u8) && !utf8Name.SequenceEqual("status"u8))
        {
            drift.Report("page of a list", utf8Name);
        }
    }

    public void Complete(bool rowsSeen)
    {
        if (!rowsSeen)
        {
            throw new JsonException("The member 'data' is missing.");
        }

        if (paged && Total is null)
        {
            throw new JsonException("The member 'filtered-records' is missing.");
        }
    }
}
