namespace Energy.Clients.FlexMeasures;

/// <summary>An entry of an audit log.</summary>
public sealed record FlexMeasuresAuditEntry : FlexMeasuresModel
{
    /// <summary>What happened.</summary>
    public string Event { get; init; } = "";

    /// <summary>When, as the server writes it: an HTTP date for accounts, a time without offset (UTC) elsewhere.</summary>
    [JsonPropertyName("event_datetime")]
    public string At { get; init; } = "";

    /// <summary>Who did it.</summary>
    public long? ActiveUserId { get; init; }

    /// <summary>The name of who did it.</summary>
    public string? ActiveUserName { get; init; }
}
