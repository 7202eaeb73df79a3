namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>An asset to be made on a server of 2021.</summary>
public sealed record FlexMeasuresNewMessageAsset : IFlexMeasuresBody
{
    /// <summary>The name, unique on the server.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name of its type.</summary>
    public required string AssetTypeName { get; init; }

    /// <summary>The owning user.</summary>
    public required long OwnerId { get; init; }

    /// <summary>Its market.</summary>
    public required long MarketId { get; init; }

    /// <summary>The capacity in MW, from 0.0001.</summary>
    public required double CapacityInMegawatts { get; init; }

    /// <summary>Degrees north, −90 to 90.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees east, −180 to 180.</summary>
    public required double Longitude { get; init; }

    /// <summary>The slot length in minutes, from 1.</summary>
    public required int EventResolutionMinutes { get; init; }

    /// <summary>The unit.</summary>
    public required string Unit { get; init; }

    /// <summary>The lowest state of charge, MWh.</summary>
    public double? MinimumChargeInMegawattHours { get; init; }

    /// <summary>The highest state of charge, MWh; not below the lowest.</summary>
    public double? MaximumChargeInMegawattHours { get; init; }

    void IFlexMeasuresBody.Check()
    {
        if (this is not
            {
                Name.Length: > 0, AssetTypeName.Length: > 0, Unit.Length: > 0, CapacityInMegawatts: >= 0.0001, EventResolutionMinutes: > 0, Latitude: >= -90 and <= 90,
                Longitude: >= -180 and <= 180
            })
        {
            throw new ArgumentException(
                "An asset needs a name, a type, a unit, a capacity of at least 0.0001 MW, a resolution above zero, a latitude (±90) and a longitude (±180).");
        }

        if (MaximumChargeInMegawattHours < MinimumChargeInMegawattHours)
        {
            throw new ArgumentException("The highest state of charge is below the lowest.");
        }
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json) => json
        .Add("name", Name)
        .Add("display_name", DisplayName)
        .Add("unit", Unit)
        .Add("capacity_in_mw", CapacityInMegawatts)
        .Add("event_resolution", EventResolutionMinutes)
        .Add("latitude", Latitude)
        .Add("longitude", Longitude)
        .Add("asset_type_name", AssetTypeName)
        .Add("owner_id", OwnerId)
        .Add("market_id", MarketId)
        .Add("min_soc_in_mwh", MinimumChargeInMegawattHours)
        .Add("max_soc_in_mwh", MaximumChargeInMegawattHours);
}
