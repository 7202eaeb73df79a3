namespace Energy.Clients.IOTile;

/// <summary>A note on a device, stream, block or other object.</summary>
public sealed record IOTileNote : IOTileModel
{
    private readonly ByContent<JsonElement?> _userInfo;
    private readonly ByContent<JsonElement?> _attachment;

    /// <summary>The number.</summary>
    public long Id { get; init; }

    /// <summary>The slug of what it is about.</summary>
    public string Target { get; init; } = "";

    /// <summary>When it happened.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Timestamp { get; init; }

    /// <summary>The text.</summary>
    [JsonPropertyName("note")]
    public string? Text { get; init; }

    /// <summary>Where it comes from: <c>ui</c> and others.</summary>
    public string? Type { get; init; }

    /// <summary>Who wrote it, as the server sends it.</summary>
    public JsonElement? UserInfo { get => _userInfo.Value; init => _userInfo = new(value); }

    /// <summary>The attached file, as the server sends it.</summary>
    public JsonElement? Attachment { get => _attachment.Value; init => _attachment = new(value); }
}
