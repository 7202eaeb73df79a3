using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Stem;

/// <summary>A client in Stem's sense: a business or building owner that granted access. No billing or utility account belongs to it.</summary>
public sealed record StemClientInfo : IStemListItem, IKeepsUnknownMembers
{
    /// <summary>The id; a UUID in practice, declared only as text.</summary>
    [JsonRequired]
    [JsonPropertyName("id")]
    public string Id { get; init; } = "";

    /// <summary>The name, as the owner calls itself. Not unique; <see langword="null"/> when the server left it out.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The path of the client on the server (<c>/api/v1/clients/…</c>); <see langword="null"/> when the server left it out.</summary>
    [JsonPropertyName("link")]
    public string? Link { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
