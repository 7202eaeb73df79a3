namespace Energy.Clients;

/// <summary>Stores a <see cref="PageToken"/> as its text in JSON.</summary>
public sealed class PageTokenJsonConverter : JsonConverter<PageToken>
{
    /// <inheritdoc/>
    public override PageToken? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return PageToken.Parse(reader.GetString()!);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PageToken value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}
