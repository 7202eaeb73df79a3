using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>An answer: JSON, a text, or nothing.</summary>
internal sealed record IOTileReply(int Status, JsonNode? Json = null, string? Text = null, string ContentType = "application/json")
{
    internal static IOTileReply Detail(int status, string text) => new(status, new JsonObject { ["detail"] = text });

    internal static IOTileReply Failed() => new(500, null, "A server error occurred.  Please contact the administrator.", "text/plain");
}
