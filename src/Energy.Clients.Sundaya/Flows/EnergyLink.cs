using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>A link to other parts of the cube. Follow it with <see cref="SundayaFlowOperations.FollowAsync(EnergyLink, CancellationToken)"/>.</summary>
public sealed class EnergyLink : IKeepsUnknownMembers
{
    /// <summary>How the target is related: <c>self collection item up down next prev service-meta</c>.</summary>
    [JsonPropertyName("rel")]
    public string Rel { get; init; } = "";

    /// <summary>The kind of the target: a period (<c>week</c>), a pair (<c>week.day</c>), or <c>period</c> for the service's description.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>A short label in English; <see langword="null"/> when there is none.</summary>
    [JsonPropertyName("prompt")]
    public string? Prompt { get; init; }

    /// <summary>The bounds for display; <see langword="null"/> when there are none.</summary>
    [JsonPropertyName("title")]
    public string? Title { get; init; }

    /// <summary>A text, an object with the exact bounds (for <c>service-meta</c>), or <see langword="null"/>.</summary>
    [JsonPropertyName("description")]
    [JsonConverter(typeof(EnergyLinkDescriptionJsonConverter))]
    public EnergyLinkDescription? Description { get; init; }

    /// <summary>The address as the server wrote it: absolute, on its own configured host, the site not escaped. The client never goes to that host.</summary>
    [JsonPropertyName("href")]
    public string Href { get; init; } = "";

    /// <summary><c>link</c> when the link is to be shown; <c>image</c> and <c>text</c> are documented and never sent; <see langword="null"/> when it need not be shown.</summary>
    [JsonPropertyName("render")]
    public string? Render { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The five parameters of a self link's description; <see langword="null"/> for other links and unreadable texts.</summary>
    [JsonIgnore]
    public EnergyLinkParameters? Parameters => Rel == "self" && Description?.Text is { } text && EnergyLinkParameters.TryParse(text, out var parameters) ? parameters : null;

    /// <summary>The labels of the target's periods (<c>Mon Tue Wed Thu Fri Sat Sun</c>), where this link has them.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Labels => IsCollection && Description?.Text is { } text ? text.Split(' ') : [];

    /// <summary>Whether the link leads to a row of children: relation <c>collection</c>, or <c>item</c> as the document writes it for grandchildren.</summary>
    [JsonIgnore]
    public bool IsCollection => Rel is "collection" or "item";
}
