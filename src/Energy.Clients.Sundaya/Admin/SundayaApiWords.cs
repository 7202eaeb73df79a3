namespace Energy.Clients.Sundaya;

/// <summary>The words that the switches know.</summary>
public sealed class SundayaApiWords : IKeepsUnknownMembers
{
    /// <summary>The words of logging.</summary>
    public SundayaLogging Logging { get => field ?? new(); init; }

    /// <summary>The words of the features.</summary>
    public SundayaFeatures Features { get => field ?? new(); init; }

    /// <summary>The segments below <c>versions</c>.</summary>
    public IReadOnlyList<string> Versions { get => field ?? []; init; }
    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
