namespace Energy.Clients.Stem;

/// <summary>
/// What stands beside the rows of a list: <c>total</c>, and <c>page</c>, which the schema calls text and the vendor's own sample sends as a number.
/// Strict takes the schema by its word.
/// </summary>
internal sealed class StemListEnvelope(string rowsMember) : IEnvelopeReader
{
    private bool _strict;
    private bool _pageSeen;

    public string RowsMember => rowsMember;

    public long? Total { get; private set; }

    public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
    {
        _strict = drift.IsStrict;
        if (utf8Name.SequenceEqual("total"u8))
        {
            if (value.TokenType != JsonTokenType.Number)
            {
                throw new JsonException($"'total' should be a number, it is {value.TokenType}.");
            }

            Total = value.TryGetInt64(out var total) ? total : (long)value.GetDouble();
        }
        else if (utf8Name.SequenceEqual("page"u8))
        {
            _pageSeen = true;
            if (value.TokenType is not JsonTokenType.String && (_strict || value.TokenType is not JsonTokenType.Number))
            {
                throw new JsonException($"'page' should be text, it is {value.TokenType}.");
            }
        }
        else
        {
            drift.Report("list of " + rowsMember, utf8Name);
        }
    }

    public void Complete(bool rowsSeen)
    {
        if (!rowsSeen)
        {
            throw new JsonException($"The member '{rowsMember}' is missing.");
        }

        if (_strict && (Total is null || !_pageSeen))
        {
            throw new JsonException($"The member '{(Total is null ? "total" : "page")}' is missing.");
        }
    }
}
