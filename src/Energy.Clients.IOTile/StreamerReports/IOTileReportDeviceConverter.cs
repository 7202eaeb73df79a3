namespace Energy.Clients.IOTile;

/// <summary>A report names its device by the number.</summary>
internal sealed class IOTileReportDeviceConverter : JsonConverter<DeviceSlug>
{
    public override DeviceSlug Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) && id is >= 0 and <= DeviceSlug.MaxId
            ? new DeviceSlug(id)
            : throw new JsonException("The member 'device' is not the number of a device.");

    public override void Write(Utf8JsonWriter writer, DeviceSlug value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Id);
}
