using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Ends a request with an error answer.</summary>
internal sealed class IOTileRefusal(IOTileReply reply) : Exception("refused")
{
    internal IOTileReply Reply => reply;

    internal static IOTileRefusal Detail(int status, string text) => new(IOTileReply.Detail(status, text));

    internal static IOTileRefusal NotFound() => Detail(404, "Not found.");

    internal static IOTileRefusal Forbidden() => Detail(403, "You do not have permission to perform this action.");

    internal static IOTileRefusal Field(string field, string text) => new(new IOTileReply(400, new JsonObject { [field] = new JsonArray(text) }));

    internal static IOTileRefusal List(string text) => new(new IOTileReply(400, new JsonArray(text)));

    internal static IOTileRefusal Error(int status, string text) => new(new IOTileReply(status, new JsonObject { ["error"] = text }));
}
