namespace Energy.Clients.Sundaya;

/// <summary>The versions of the service. Versions are <c>major.minor.build[.revision]</c> with leading zeros that matter; they are not semantic versions.</summary>
public sealed class SundayaVersions : IKeepsUnknownMembers
{
    /// <summary>The version that runs.</summary>
    public string Current { get => field ?? ""; init; }

    /// <summary>The versions that are supported, as one text with commas; <see langword="null"/> when only the current one was asked for.</summary>
    [JsonPropertyName("supported")]
    public string? SupportedText { get; init; }

    /// <summary>The versions of <see cref="SupportedText"/>, one by one (the document separates them by spaces, the server by a comma and a space).</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Supported => SupportedText?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
