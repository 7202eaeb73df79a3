namespace Energy.Clients.IOTile;

/// <summary>An invitation to an organisation that was sent and not yet answered.</summary>
public sealed record IOTileInvitation : IOTileModel
{
    /// <summary>The address that it went to.</summary>
    public string Email { get; init; } = "";

    /// <summary>When it was sent, or sent again. The server takes an answer for 14 days.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? SentOn { get; init; }

    /// <summary>The slug of the account that sent it.</summary>
    public string? SentBy { get; init; }
}
