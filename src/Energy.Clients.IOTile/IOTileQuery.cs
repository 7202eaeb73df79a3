namespace Energy.Clients.IOTile;

/// <summary>Query arguments in the order they were given: one value or several for a name; a value of <see langword="null"/> is left out.</summary>
/// <remarks><c>new IOTileQuery { ["org__slug"] = "acme", ["page_size"] = "10" }</c>. Names and values are escaped when they are sent, so give them as they are. In JSON it is
/// a list of pairs, <c>[["org__slug","acme"],["page_size","10"]]</c>.</remarks>
[JsonConverter(typeof(IOTileQueryJsonConverter))]
public sealed class IOTileQuery : QueryArguments;
