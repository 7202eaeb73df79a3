namespace Energy.Clients.IOTile;

/// <summary>What to change of an organisation; members left out stay as they are.</summary>
public sealed record IOTileOrganizationUpdate
{
    /// <summary>The name. The slug stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }

    /// <summary>What it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> About { get; init; }
}
