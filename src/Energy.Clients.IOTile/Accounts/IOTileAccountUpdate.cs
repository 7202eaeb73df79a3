namespace Energy.Clients.IOTile;

/// <summary>What to change of an account; members left out stay as they are.</summary>
public sealed record IOTileAccountUpdate
{
    /// <summary>The full name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }

    /// <summary>A line about the user.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Tagline { get; init; }
}
