namespace Energy.Clients.IOTile;

/// <summary>What to change of a variable; members left out stay as they are.</summary>
public sealed record IOTileVariableUpdate
{
    /// <summary>The name, at most 30 characters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }

    /// <summary>What it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> About { get; init; }

    /// <summary>The slug of the input unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> InputUnit { get; init; }

    /// <summary>The slug of the output unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> OutputUnit { get; init; }
}
