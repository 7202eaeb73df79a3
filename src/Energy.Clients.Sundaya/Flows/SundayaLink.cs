namespace Energy.Clients.Sundaya;

/// <summary>A link to other parts of the cube. Follow it with <see cref="SundayaFlowOperations.FollowAsync(SundayaLink, CancellationToken)"/>.</summary>
public sealed class SundayaLink : IKeepsUnknownMembers
{
    /// <summary>How the target is related: <c>self collection item up down next prev service-meta</c>.</summary>
    public string Rel { get => field ?? ""; init; }

    /// <summary>The kind of the target: a period (<c>week</c>), a pair (<c>week.day</c>), or <c>period</c> for the service's description.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>A short label in English; <see langword="null"/> when there is none.</summary>
    public string? Prompt { get; init; }

    /// <summary>The bounds for display; <see langword="null"/> when there are none.</summary>
    public string? Title { get; init; }

    /// <summary>A text (for <c>self</c> the five parameters, for children their labels), an object with the exact bounds (for <c>service-meta</c>), or nothing.</summary>
    public JsonElement? Description { get; init; }

    /// <summary>The address as the server wrote it: absolute, on its own configured host, the site not escaped. The client never goes to that host.</summary>
    public string Href { get => field ?? ""; init; }

    /// <summary><c>link</c> when the link is to be shown; <c>image</c> and <c>text</c> are documented and never sent; <see langword="null"/> when it need not be shown.</summary>
    public string? Render { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The site, the energy type and the periods that the link leads to, from its address; <see langword="null"/> when it leads to something else.</summary>
    [JsonIgnore]
    public SundayaLinkTarget? Target => SundayaAddress.Parse(Href) is { EnergyText: { } energy, Span: { } span } address
        ? new SundayaLinkTarget { Site = address.Site, Energy = new SundayaEnergyType(energy), Period = span }
        : null;

    /// <summary>The labels of the target's periods (<c>Mon Tue Wed Thu Fri Sat Sun</c>), where this link has them.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Labels => IsCollection && Description is { ValueKind: JsonValueKind.String } text ? text.GetString()!.Split(' ') : [];

    /// <summary>Whether the link leads to a row of children: relation <c>collection</c>, or <c>item</c> as the document writes it for grandchildren.</summary>
    [JsonIgnore]
    public bool IsCollection => Rel is "collection" or "item";
}
