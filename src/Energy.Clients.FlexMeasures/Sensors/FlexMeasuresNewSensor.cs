namespace Energy.Clients.FlexMeasures;

/// <summary>A sensor to be made.</summary>
public sealed record FlexMeasuresNewSensor : IFlexMeasuresBody
{
    /// <summary>The name, unique on its asset.</summary>
    public required string Name { get; init; }

    /// <summary>The asset.</summary>
    public required long AssetId { get; init; }

    /// <summary>The unit of its values.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The length of a slot, in whole minutes; zero for instantaneous values.</summary>
    public required IsoDuration EventResolution { get; init; }

    /// <summary>The id of its time zone; <see langword="null"/> takes the server's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Free attributes.</summary>
    public FlexMeasuresJson? Attributes { get; init; }

    void IFlexMeasuresBody.Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        FlexMeasuresCheck.Unit(Unit);
        FlexMeasuresCheck.WholeMinutes(EventResolution, nameof(EventResolution));
        FlexMeasuresCheck.TimeZone(TimeZone, nameof(TimeZone));
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("name", Name);
        json.WriteString("event_resolution", EventResolution.ToString());
        json.WriteString("unit", Unit.Symbol);
        json.WriteNumber("generic_asset_id", AssetId);
        json.Add("timezone", TimeZone);
        json.Add("attributes", Attributes);
    }
}
