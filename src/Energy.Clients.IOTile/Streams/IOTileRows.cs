namespace Energy.Clients.IOTile;

/// <summary>Reads the values of rows.</summary>
internal static class IOTileRows
{
    public static double? Double(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => JsonNumber.GetDouble(ref reader),
        JsonTokenType.Null => null,
        _ => throw new JsonException($"Expected a number or null, found {reader.TokenType}."),
    };

    public static long? Int64(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : LenientInt64JsonConverter.ReadInt64(ref reader);

    public static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        _ => throw new JsonException($"Expected a text or null, found {reader.TokenType}."),
    };

    public static T? Slug<T>(ref Utf8JsonReader reader)
        where T : struct, ISpanParsable<T>, IUtf8SpanParsable<T> =>
        reader.TokenType == JsonTokenType.Null ? null
        : reader.TokenType == JsonTokenType.String && (reader.ValueIsEscaped ? T.TryParse(reader.GetString(), null, out var slug) : T.TryParse(reader.ValueSpan, null, out slug))
        ? slug
        : throw new JsonException($"Expected the text of a {typeof(T).Name}, found {Encoding.UTF8.GetString(reader.ValueSpan)}.");

    public static bool Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw new JsonException($"Expected true or false, found {reader.TokenType}."),
    };

    public static void Begin(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected a row to be an object, found {reader.TokenType}.");
        }
    }
}
