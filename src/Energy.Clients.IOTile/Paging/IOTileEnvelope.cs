namespace Energy.Clients.IOTile;

/// <summary>What stands beside the rows: the total and whether there is more. The links are never followed: behind a proxy they may name another host.</summary>
internal sealed class IOTileEnvelope : IEnvelopeReader
{
    private bool _tellsNext;

    public string? RowsMember => "results";

    public long? Total { get; private set; }

    public bool HasNext { get; private set; }

    public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
    {
        if (utf8Name.SequenceEqual("count"u8))
        {
            Total = LenientInt64JsonConverter.ReadInt64(ref value);
        }
        else if (utf8Name.SequenceEqual("next"u8) || utf8Name.SequenceEqual("next_page"u8))
        {
            HasNext = value.TokenType != JsonTokenType.Null;
            _tellsNext = true;
        }
        else if (!utf8Name.SequenceEqual("previous"u8) && !utf8Name.SequenceEqual("prev_page"u8))
        {
            drift.Report("list", utf8Name);
        }
    }

    public void Complete(bool rowsSeen)
    {
        if (!rowsSeen)
        {
            throw new JsonException("The member 'results' is missing.");
        }

        if (!_tellsNext)
        {
            throw new JsonException("The member 'next' is missing: whether this is all is not known.");
        }
    }
}
