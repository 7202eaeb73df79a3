namespace Energy.Clients.Sundaya;

/// <summary>The catalogue of the service: its paths and the words of its switches.</summary>
public sealed class SundayaApiCatalogue : IKeepsUnknownMembers
{
    /// <summary>The first segments of the paths.</summary>
    public IReadOnlyList<string> Paths { get => field ?? []; init; }

    /// <summary>The words of the switches.</summary>
    public SundayaApiWords Api { get => field ?? new(); init; }
    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
