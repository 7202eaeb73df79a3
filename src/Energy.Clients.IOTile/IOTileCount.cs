namespace Energy.Clients.IOTile;

/// <summary>How many objects a request made.</summary>
public sealed record IOTileCount
{
    private readonly ByContent<JsonElement?> _last;

    /// <summary>The number.</summary>
    public required long Count { get; init; }

    /// <summary>What the server says of the last one, for locations, as it sends it; <see langword="null"/> elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Last { get => _last.Value; init => _last = new(value); }
}
