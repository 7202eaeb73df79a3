namespace Energy.Clients.IOTile;

/// <summary>Where something was at an instant.</summary>
public sealed record IOTileLocation : IOTileModel
{
    /// <summary>The number.</summary>
    public long Id { get; init; }

    /// <summary>When it was there.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant Timestamp { get; init; }

    /// <summary>The slug of what was there.</summary>
    public string Target { get; init; } = "";

    /// <summary>Degrees north, six decimals.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal Lat { get; init; }

    /// <summary>Degrees east, six decimals.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal Lon { get; init; }

    /// <summary>The slug of the account that said so.</summary>
    public string? User { get; init; }
}
