using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>Reads a description that is a text or an object, and writes it back.</summary>
internal sealed class EnergyLinkDescriptionJsonConverter : JsonConverter<EnergyLinkDescription>
{
    public override EnergyLinkDescription? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new EnergyLinkDescription { Text = reader.GetString() },
        JsonTokenType.StartObject => new EnergyLinkDescription { Metadata = JsonSerializer.Deserialize(ref reader, SundayaJsonContext.Default.EnergyPeriodMetadata) },
        _ => throw new JsonException("A link's description is a text or an object."),
    };

    public override void Write(Utf8JsonWriter writer, EnergyLinkDescription value, JsonSerializerOptions options)
    {
        if (value.Metadata is { } metadata)
        {
            JsonSerializer.Serialize(writer, metadata, SundayaJsonContext.Default.EnergyPeriodMetadata);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
