namespace Energy.Clients.IOTile;

internal sealed class IOTileDataTypeJsonConverter() : WordJsonConverter<IOTileDataType>(static t => new(t), static v => v.Name);
