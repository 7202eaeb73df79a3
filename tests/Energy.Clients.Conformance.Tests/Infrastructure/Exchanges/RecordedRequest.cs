namespace Energy.Clients.Conformance;

/// <summary>A recorded request.</summary>
public sealed record RecordedRequest
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as they go on the wire: percent-encoded, starting with a slash.</summary>
    public required string Target { get; init; }

    /// <summary>The headers, in recorded order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body.</summary>
    public RecordedBody Body { get; init; } = RecordedBody.None;

    /// <summary>The part of <see cref="Target"/> before the question mark.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>The decoded query, in recorded order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query => RequestTarget.ParseQuery(Target);

    /// <summary>The value of a header whatever its case; null when it is not there.</summary>
    public string? Header(string name) => RequestTarget.Find(Headers, name);

    /// <summary>The first value of a query parameter (case-sensitive); null when it is not there.</summary>
    public string? Parameter(string name)
    {
        foreach ((string key, string value) in Query)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
