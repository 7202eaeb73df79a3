using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.IOTile;

/// <summary>How many objects a request made.</summary>
/// <param name="Count">The number.</param>
public sealed record IOTileCount(long Count)
{
    /// <summary>What the server says of the last one, for locations, as it sends it; <see langword="null"/> elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Last { get; init; }
}
