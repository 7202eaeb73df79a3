using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>One period of the cube: its links and, for each child period, an item with the energies of the child and of its own children.</summary>
public sealed class EnergyCollection : IKeepsUnknownMembers
{
    /// <summary>The address of the collection, as the server wrote it: its own configured host, whatever host was asked.</summary>
    [JsonPropertyName("href")]
    public string Href { get; init; } = "";

    /// <summary>The server's version, <c>major.minor.build[.revision]</c>; leading zeros matter.</summary>
    [JsonPropertyName("version")]
    public string Version { get; init; } = "";

    /// <summary>The links, in the server's order.</summary>
    [JsonPropertyName("links")]
    public IReadOnlyList<EnergyLink> Links { get; init; } = [];

    /// <summary>The child periods, in order of time; empty for an instant.</summary>
    [JsonPropertyName("items")]
    public IReadOnlyList<EnergyItem> Items { get; init; } = [];

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The period of this collection: from the self link's parameters, or from <see cref="Href"/>. <see langword="null"/> when neither can be read.</summary>
    [JsonIgnore]
    public EnergyPeriod? Period => Self?.Parameters?.Period ?? SundayaAddress.Parse(Href)?.Single;

    /// <summary>The link to this collection itself; its description has the five parameters.</summary>
    [JsonIgnore]
    public EnergyLink? Self => Find("self");

    /// <summary>The group that follows, of the same size as the answer. Do not work out addresses: <see cref="SundayaFlowOperations.FollowAsync(EnergyLink, CancellationToken)"/> goes there.</summary>
    [JsonIgnore]
    public EnergyLink? Next => Find("next");

    /// <summary>The group before. As the server writes it, it overlaps this one when the answer has several collections; following it through the client does not.</summary>
    [JsonIgnore]
    public EnergyLink? Previous => Find("prev");

    /// <summary>The periods one level up: the parent first, then the other one (the week of a day, the quarter of a month) where there is one.</summary>
    [JsonIgnore]
    public IEnumerable<EnergyLink> Up => Links.Where(l => l.Rel == "up");

    /// <summary>The first of the other kind of children (the first week of a month), where there is one.</summary>
    [JsonIgnore]
    public EnergyLink? Down => Find("down");

    /// <summary>The children: their labels are the description.</summary>
    [JsonIgnore]
    public EnergyLink? Children => Links.FirstOrDefault(l => l.IsCollection && l.Name.StartsWith(PeriodName + ".", StringComparison.Ordinal));

    /// <summary>The grandchildren: their labels are the description. Read under both names of the relation, <c>collection</c> (live) and <c>item</c> (documented).</summary>
    [JsonIgnore]
    public EnergyLink? Grandchildren => Links.FirstOrDefault(l => l.IsCollection && !l.Name.StartsWith(PeriodName + ".", StringComparison.Ordinal));

    /// <summary>The exact bounds of the period and of its children, from the link <c>service-meta</c>.</summary>
    [JsonIgnore]
    public EnergyPeriodMetadata? Metadata => Find("service-meta")?.Description?.Metadata;

    private string PeriodName => Self?.Name ?? Period?.Kind.Name ?? "";

    /// <summary>The readings of a flow in this collection, ascending.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="kind">The kind of period: that of the children (one value an item) or of the grandchildren.</param>
    /// <returns>MJ on half-open intervals; none when the collection does not have the flow or the kind. A grandchild that the server marks as lying in the future has no value.</returns>
    /// <exception cref="EnergyPayloadException">A list does not have as many values as it promises, or a value is not a number.</exception>
    public IEnumerable<Reading> Readings(EnergyFlow flow, PeriodKind kind) =>
        Items.SelectMany(i => i.Data).Where(d => d.Kind == kind).SelectMany(d => d.Readings(flow));

    /// <summary>The energies of this collection by child, as double entry.</summary>
    /// <returns>One balance for each item, with the interval of the item; a flow that the answer does not have counts as zero.</returns>
    /// <exception cref="EnergyPayloadException">A value is not a number.</exception>
    public IEnumerable<FlowInterval> Balances() => Items.Where(i => i.Data.Count > 0).Select(i => i.Data[0].Balance());

    private EnergyLink? Find(string rel) => Links.FirstOrDefault(l => l.Rel == rel);
}
