namespace Energy.Clients.IOTile;

internal sealed class IOTileTokenSchemeJsonConverter() : WordJsonConverter<IOTileTokenScheme>(static t => new(t), static v => v.Name);
