namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a list of <see cref="Interval"/> as an array of ISO 8601 texts, as <see cref="IntervalJsonConverter"/> does each.</summary>
public sealed class IntervalsJsonConverter : JsonConverter<IReadOnlyList<Interval>>
{
    private static readonly IntervalJsonConverter Each = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Interval> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Expected an array of intervals, found {reader.TokenType}.");
        }

        var intervals = new List<Interval>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            intervals.Add(Each.Read(ref reader, typeof(Interval), options));
        }

        return intervals;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Interval> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (var interval in value)
        {
            Each.Write(writer, interval, options);
        }

        writer.WriteEndArray();
    }
}
