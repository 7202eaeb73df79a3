namespace Energy.Clients.FlexMeasures;

/// <summary>Figures about the data that one source recorded.</summary>
public sealed record FlexMeasuresSourceStats
{
    /// <summary>The start of the first slot with data.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? FirstEventStart { get; init; }

    /// <summary>The end of the last slot with data.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? LastEventEnd { get; init; }

    /// <summary>When the newest value was recorded.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? LastRecorded { get; init; }

    /// <summary>The smallest value.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value.</summary>
    public double? Maximum { get; init; }

    /// <summary>The mean of the values.</summary>
    public double? Mean { get; init; }

    /// <summary>The sum of the values.</summary>
    public double? Sum { get; init; }

    /// <summary>How many values there are.</summary>
    public long? Count { get; init; }

    internal static FlexMeasuresSourceStats Read(JsonElement value)
    {
        // An object, or pairs in the server's order.
        var figures = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().ToDictionary(m => m.Name, m => m.Value),
            JsonValueKind.Array =>
                value.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Array && p.GetArrayLength() == 2).ToDictionary(p => p[0].GetString() ?? "", p => p[1]),
            _ => [],
        };
        return new FlexMeasuresSourceStats
        {
            FirstEventStart = Time("First event start"),
            LastEventEnd = Time("Last event end"),
            LastRecorded = Time("Last recorded"),
            Minimum = Number("Min value"),
            Maximum = Number("Max value"),
            Mean = Number("Mean value"),
            Sum = Number("Sum over values"),
            Count = (long?)Number("Number of values"),
        };

        OffsetDateTime? Time(string name) =>
            figures.TryGetValue(name, out var text) && text.ValueKind == JsonValueKind.String && FlexMeasuresTime.TryParse(text.GetString(), out var time) ? time : null;
        double? Number(string name) => figures.TryGetValue(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;
    }
}
