namespace Energy.Clients.OpenCec;

/// <summary>A listed product: a manufacturer and a model.</summary>
public record OpenCecListing : OpenCecRow
{
    /// <summary>The kind: by the server's fixed ids 1 is <c>client</c> and 2 is <c>server</c>; others are the administrator's.</summary>
    public required int EntityTypeId { get; init; }

    /// <summary>The manufacturer, at most 255 characters (code points); with the model unique, case-sensitive.</summary>
    public required string Manufacturer { get; init; }

    /// <summary>The model, at most 255 characters (code points).</summary>
    public required string Model { get; init; }

    /// <summary>The state. An expired certificate does not change it.</summary>
    public OpenCecListingStatus Status { get; init; } = OpenCecListingStatus.Active;

    /// <summary>When the row was created, in the zone of the server's database: see <see cref="OpenCecClient.ToInstant"/>.</summary>
    [JsonConverter(typeof(OpenCecTime))]
    public LocalDateTime CreatedAt { get; init; }

    /// <summary>When the row was last changed, in the zone of the server's database. Setting a value to what it is does not touch it, nor do changes of attributes and
    /// certificates.</summary>
    [JsonConverter(typeof(OpenCecTime))]
    public LocalDateTime UpdatedAt { get; init; }
}
