namespace Energy.Clients.FlexMeasures;

/// <summary>A sensor: one series of values, with its unit and grid.</summary>
public sealed record FlexMeasuresSensor : FlexMeasuresModel
{
    /// <summary>The id, which all operations take.</summary>
    public long Id { get; init; }

    /// <summary>The name, unique on its asset.</summary>
    public string Name { get; init; } = "";

    /// <summary>The unit in which values are stored; one that this package does not know is kept as text.</summary>
    public Unit Unit { get; init; }

    /// <summary>The id of the time zone whose days the sensor is meant for.</summary>
    [JsonPropertyName("timezone")]
    public string TimeZone { get; init; } = "";

    /// <summary>The length of a slot; zero for a sensor of instantaneous values.</summary>
    public IsoDuration EventResolution { get; init; }

    /// <summary>The address in the fm1 scheme (<c>ea1.2021-02.io.flexmeasures.company:fm1.42</c>).</summary>
    public string? EntityAddress { get; init; }

    /// <summary>Free attributes; <c>consumption_is_positive</c> tells the sign.</summary>
    public FlexMeasuresJson Attributes { get; init; }

    /// <summary>The asset that it belongs to.</summary>
    [JsonPropertyName("generic_asset_id")]
    public long AssetId { get; init; }

    /// <summary>Whether each value stands for one instant and not for a slot.</summary>
    [JsonIgnore]
    public bool IsInstantaneous => EventResolution == IsoDuration.Zero;

    /// <summary>The zone of the sensor's days; UTC where the server names none that is known.</summary>
    internal DateTimeZone Zone => TimeZone is { Length: > 0 } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc : DateTimeZone.Utc;

    /// <summary>Whether the server stores posted values at the start they name, and does not move them back to a slot of its own.</summary>
    internal bool KeepsStarts => Flag("floor_datetimes_to_resolution") is false;

    /// <summary>An attribute that is true, or set to something else; null where it is not set.</summary>
    internal bool? Flag(string name)
    {
        try
        {
            var attributes = Attributes.ToElement();
            return attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(name, out var flag) ? flag.ValueKind == JsonValueKind.True : null;
        }
        catch (JsonException)
        {
            // Attributes that are no JSON set nothing.
            return null;
        }
    }
}
