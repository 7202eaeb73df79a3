namespace Energy.Clients.IOTile;

/// <summary>The type of a row of data. Open: other texts are kept.</summary>
/// <param name="Name">The text on the wire.</param>
/// <example>
/// <code>
/// var type = IOTileDataType.Number;
/// </code>
/// </example>
[JsonConverter(typeof(IOTileDataTypeJsonConverter))]
public readonly record struct IOTileDataType(string Name)
{
    /// <summary>A number as it came.</summary>
    public static IOTileDataType Number { get; } = new("Num");

    /// <summary>A number converted by the stream's units.</summary>
    public static IOTileDataType Converted { get; } = new("ITR");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    internal static IOTileDataType Read(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? new IOTileDataType(IOTileRows.Text(ref reader) ?? "")
        : JsonText.Is(ref reader, "ITR"u8) ? Converted
        : JsonText.Is(ref reader, "Num"u8) ? Number
        : new IOTileDataType(reader.GetString()!);
}
