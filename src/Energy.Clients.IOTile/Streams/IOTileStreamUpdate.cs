namespace Energy.Clients.IOTile;

/// <summary>What to change of a stream; members left out stay as they are.</summary>
public sealed record IOTileStreamUpdate
{
    /// <summary>The label.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> DataLabel { get; init; }

    /// <summary>The slug of the input unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> InputUnit { get; init; }

    /// <summary>The slug of the output unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> OutputUnit { get; init; }

    /// <summary>Whether it is in use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool> Enabled { get; init; }
}
