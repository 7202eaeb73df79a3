using System.Text.Json.Serialization;
using System.Text.Json;

namespace Energy.Clients.IOTile;

/// <summary>What every object of the cloud shares: members that this version of the package does not know are kept.</summary>
public abstract record IOTileModel : IKeepsUnknownMembers
{
    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; init; }
}
