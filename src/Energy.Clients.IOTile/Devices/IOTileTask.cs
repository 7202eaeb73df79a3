namespace Energy.Clients.IOTile;

/// <summary>A task that the server has taken on and will do later.</summary>
public sealed record IOTileTask : IOTileModel
{
    private readonly ByContent<JsonElement?> _info;

    /// <summary>The task's id, which <see cref="IOTileDataBlockOperations.GetTaskAsync"/> takes; <see langword="null"/> where the server gives none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pid { get; init; }

    /// <summary>The state of a reset, in words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reset { get; init; }

    /// <summary>The state of a trim, in words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trim { get; init; }

    /// <summary>The device that is given up, for an unclaim.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unclaimed { get; init; }

    /// <summary>A sentence of the server.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Msg { get; init; }

    /// <summary>What is known of a task that was asked about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Info { get => _info.Value; init => _info = new(value); }
}
