namespace Energy.Clients.IOTile;

/// <summary>What to change of a data block; members left out stay as they are.</summary>
public sealed record IOTileDataBlockUpdate
{
    /// <summary>The title.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Title { get; init; }

    /// <summary>The description.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Description { get; init; }
}
