namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>Changes to an asset of a server of 2021: what is left out stays.</summary>
public sealed record FlexMeasuresMessageAssetUpdate : IFlexMeasuresBody
{
    /// <summary>Degrees north, −90 to 90.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, −180 to 180.</summary>
    public double? Longitude { get; init; }

    /// <summary>The name for people, 4 characters at least.</summary>
    public string? DisplayName { get; init; }

    void IFlexMeasuresBody.Check()
    {
        FlexMeasuresCheck.Coordinate(Latitude, 90, nameof(Latitude));
        FlexMeasuresCheck.Coordinate(Longitude, 180, nameof(Longitude));
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json) => json.Add("latitude", Latitude).Add("longitude", Longitude).Add("display_name", DisplayName);
}
