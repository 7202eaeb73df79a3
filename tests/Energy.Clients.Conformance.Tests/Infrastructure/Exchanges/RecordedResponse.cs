namespace Energy.Clients.Conformance;

/// <summary>A recorded response.</summary>
public sealed record RecordedResponse
{
    /// <summary>The status; null when the server never answered.</summary>
    public int? Status { get; init; }

    /// <summary>The headers that the recorder kept.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body.</summary>
    public RecordedBody Body { get; init; } = RecordedBody.None;

    /// <summary>Whether the recorder cut the body.</summary>
    public bool Truncated { get; init; }

    /// <summary>Whether the server accepted the request and never answered.</summary>
    public bool NoResponse => Status is null;

    /// <summary>The value of a header whatever its case; null when it is not there.</summary>
    public string? Header(string name) => RequestTarget.Find(Headers, name);
}
