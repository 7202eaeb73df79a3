namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>An asset of a server of 2021.</summary>
public sealed record FlexMeasuresMessageAsset : FlexMeasuresModel
{
    /// <summary>The id, the last number of its address.</summary>
    public long Id { get; init; }

    /// <summary>The name, unique on the server.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name of its type.</summary>
    public string? AssetTypeName { get; init; }

    /// <summary>The owning user.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Its market.</summary>
    public long? MarketId { get; init; }

    /// <summary>The capacity in MW.</summary>
    [JsonPropertyName("capacity_in_mw")]
    public double? CapacityInMegawatts { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>The id of the asset's time zone; the server's choice, which is not sent.</summary>
    [JsonPropertyName("timezone")]
    public string? TimeZone { get; init; }

    /// <summary>The slot length in minutes.</summary>
    [JsonPropertyName("event_resolution")]
    public int? EventResolutionMinutes { get; init; }

    /// <summary>The unit.</summary>
    public string? Unit { get; init; }

    /// <summary>The lowest state of charge, MWh.</summary>
    [JsonPropertyName("min_soc_in_mwh")]
    public double? MinimumChargeInMegawattHours { get; init; }

    /// <summary>The highest state of charge, MWh.</summary>
    [JsonPropertyName("max_soc_in_mwh")]
    public double? MaximumChargeInMegawattHours { get; init; }

    /// <summary>The last known state of charge, MWh.</summary>
    [JsonPropertyName("soc_in_mwh")]
    public double? ChargeInMegawattHours { get; init; }

    /// <summary>When that was, as the server writes it.</summary>
    [JsonPropertyName("soc_datetime")]
    public string? ChargeAt { get; init; }

    /// <summary>The id of the event that told it.</summary>
    [JsonPropertyName("soc_udi_event_id")]
    public long? ChargeEventId { get; init; }
}
