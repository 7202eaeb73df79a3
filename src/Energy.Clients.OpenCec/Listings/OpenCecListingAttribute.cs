namespace Energy.Clients.OpenCec;

/// <summary>An attribute of a listing: a text, and what the text means where a definition says so and the text fits.</summary>
public sealed record OpenCecListingAttribute
{
    /// <summary>The device class that it belongs to.</summary>
    public required int DeviceClassId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The value as the server keeps it.</summary>
    public required string Text { get; init; }

    /// <summary>What the definition says that the text means; <see langword="null"/> when the class defines no such attribute.</summary>
    public OpenCecAttributeType? Type { get; init; }

    /// <summary>The definition's description, where the unit stands; <see langword="null"/> when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The number, where the attribute is defined as one and the text is one (a point for decimals); otherwise <see langword="null"/>, and only <see cref="Text"/>
    /// tells.</summary>
    [JsonIgnore]
    public double? Number =>
        Type == OpenCecAttributeType.Number && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The truth value, where the attribute is defined as one and the text is <c>true</c> or <c>false</c> in any case; otherwise <see langword="null"/>, and only
    /// <see cref="Text"/> tells.</summary>
    [JsonIgnore]
    public bool? Boolean => Type == OpenCecAttributeType.Boolean && bool.TryParse(Text, out var value) ? value : null;
}
