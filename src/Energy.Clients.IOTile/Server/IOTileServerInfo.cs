namespace Energy.Clients.IOTile;

/// <summary>What the server says of itself.</summary>
public sealed record IOTileServerInfo : IOTileModel
{
    /// <summary>The server's clock, in whole seconds.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Now { get; init; }

    /// <summary>The stage: <c>prod</c>, <c>stage</c>, <c>dev</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>The service's name.</summary>
    public string? Name { get; init; }

    /// <summary>Who runs it.</summary>
    public string? Company { get; init; }
}
