namespace Energy.Clients.IOTile;

/// <summary>A device.</summary>
public record IOTileDevice : IOTileModel
{
    /// <summary>The number, which is the slug's number.</summary>
    public long Id { get; init; }

    /// <summary>The slug.</summary>
    public DeviceSlug Slug { get; init; }

    /// <summary>The slug's number as text, <c>0000-0000-0000-0210</c>.</summary>
    public string? Gid { get; init; }

    /// <summary>The label that people gave it.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it is in use; lists hide inactive devices unless they are asked for.</summary>
    public bool Active { get; init; }

    /// <summary>An id of your own, at most 24 characters; may be empty.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The sensor graph's slug.</summary>
    public string? Sg { get; init; }

    /// <summary>The device template's slug.</summary>
    public string? Template { get; init; }

    /// <summary>The organisation's slug; <see langword="null"/> while nobody has claimed it.</summary>
    public string? Org { get; init; }

    /// <summary>The project's UUID; <see langword="null"/> while nobody has claimed it.</summary>
    public Guid? Project { get; init; }

    /// <summary>Degrees north, six decimals; the server sends and takes them as text.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? Lat { get; init; }

    /// <summary>Degrees east, six decimals; the server sends and takes them as text.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? Lon { get; init; }

    /// <summary>The state: <c>N0</c>, <c>N1</c> (normal), <c>B0</c>, <c>B1</c> (busy: archiving or resetting).</summary>
    public string? State { get; init; }

    /// <summary>Whether a task works on it.</summary>
    public bool Busy { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CreatedOn { get; init; }

    /// <summary>The slug of the account that claimed it.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>When it was claimed.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? ClaimedOn { get; init; }

    internal static ulong Fingerprint(IOTileDevice device) => (ulong)device.Id + 1;
}
