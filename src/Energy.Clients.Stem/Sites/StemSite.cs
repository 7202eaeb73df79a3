using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>A site of a client: in practice one meter, with its streams.</summary>
public sealed record StemSite : IStemListItem, IKeepsUnknownMembers
{
    /// <summary>The id; a UUID in practice, declared only as text. All that reading needs.</summary>
    [JsonRequired]
    [JsonPropertyName("id")]
    public string Id { get; init; } = "";

    /// <summary>The name, often the client's; <see langword="null"/> when the server left it out.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The path of the site on the server (<c>/api/v1/sites/…</c>); <see langword="null"/> when the server left it out.</summary>
    [JsonPropertyName("link")]
    public string? Link { get; init; }

    /// <summary>When each stream begins, by type, as the server sends it. Use <see cref="StartOf"/> for the instant.</summary>
    [JsonPropertyName("stream_start_times")]
    public IReadOnlyDictionary<string, JsonElement>? StreamStartTimes { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The types of the streams that the site has.</summary>
    [JsonIgnore]
    public IEnumerable<StemStreamType> StreamTypes => (StreamStartTimes?.Keys ?? []).Select(static name => new StemStreamType(name));

    /// <summary>When a stream begins.</summary>
    /// <param name="type">The type of the stream.</param>
    /// <returns>The instant, not necessarily on the grid of the intervals; <see langword="null"/> when the site has no such stream or its start cannot be read.</returns>
    public Instant? StartOf(StemStreamType type) =>
        StreamStartTimes is { } starts && starts.TryGetValue(type.Name, out var value) && value.ValueKind == JsonValueKind.String
        && InstantText.TryParse(Encoding.UTF8.GetBytes(value.GetString()!), out var instant)
            ? instant
            : null;
}
