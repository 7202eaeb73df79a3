namespace Energy.Clients.IOTile;

/// <summary>The window outside which the data of a device or block are hidden from stream reads.</summary>
public sealed record IOTileMask : IOTileModel, IJsonOnDeserialized
{
    /// <summary>What is shown, the end exclusive; one end may be open. <see langword="null"/> when nothing is hidden.</summary>
    [JsonIgnore]
    public Interval? Range
    {
        get => Start is null && End is null ? null : new Interval(Start, End);
        init => (Start, End) = (IOTileValues.StartOf(value), IOTileValues.EndOf(value));
    }

    [JsonInclude]
    [JsonConverter(typeof(InstantJsonConverter))]
    internal Instant? Start { get; init; }

    [JsonInclude]
    [JsonConverter(typeof(InstantJsonConverter))]
    internal Instant? End { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (End < Start)
        {
            throw new JsonException($"The mask ends ({End}) before it starts ({Start}).");
        }
    }
}
