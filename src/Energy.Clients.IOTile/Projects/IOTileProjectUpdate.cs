namespace Energy.Clients.IOTile;

/// <summary>What to change of a project; members left out stay as they are.</summary>
public sealed record IOTileProjectUpdate
{
    /// <summary>The name, at most 50 characters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }

    /// <summary>What it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> About { get; init; }
}
