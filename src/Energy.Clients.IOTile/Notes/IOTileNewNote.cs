namespace Energy.Clients.IOTile;

/// <summary>A note to be made.</summary>
public sealed record IOTileNewNote
{
    /// <summary>The slug of what it is about; it is sent in canonical form. An unknown target makes the server fail (500).</summary>
    public required string Target { get; init; }

    /// <summary>When it happened.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant Timestamp { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }
}
