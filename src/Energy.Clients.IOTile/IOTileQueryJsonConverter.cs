namespace Energy.Clients.IOTile;

/// <summary>Pairs of name and value, in their order: a name may stand there twice.</summary>
internal sealed class IOTileQueryJsonConverter : JsonConverter<IOTileQuery>
{
    public override IOTileQuery Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var query = new IOTileQuery();
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.StartArray);
            query.Add(NextText(ref reader), NextText(ref reader));
            reader.Read();
            Expect(ref reader, JsonTokenType.EndArray);
        }

        return query;
    }

    public override void Write(Utf8JsonWriter writer, IOTileQuery value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (name, text) in value)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static string NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        Expect(ref reader, JsonTokenType.String);
        return reader.GetString()!;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (reader.TokenType != expected)
        {
            throw new JsonException($"Expected a list of pairs of texts ([[\"name\",\"value\"]]), found {reader.TokenType}.");
        }
    }
}
