namespace Energy.Clients.FlexMeasures;

/// <summary>Changes to a sensor. The asset, the id and the address cannot be changed.</summary>
public sealed record FlexMeasuresSensorUpdate : IFlexMeasuresBody
{
    /// <summary>The name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }

    /// <summary>The unit; values stay as they are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Unit> Unit { get; init; }

    /// <summary>The length of a slot.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IsoDuration> EventResolution { get; init; }

    /// <summary>The id of the time zone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> TimeZone { get; init; }

    /// <summary>The attributes, all of them: others are lost.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<FlexMeasuresJson> Attributes { get; init; }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.Add("name", Name);
        json.Add("unit", Unit, static (writer, unit) => writer.WriteStringValue(unit.Symbol));
        json.Add("event_resolution", EventResolution, static (writer, resolution) => writer.WriteStringValue(resolution.ToString()));
        json.Add("timezone", TimeZone);
        json.Add("attributes", Attributes);
    }
}
