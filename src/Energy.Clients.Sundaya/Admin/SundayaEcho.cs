namespace Energy.Clients.Sundaya;

/// <summary>The answer of the echo.</summary>
public sealed class SundayaEcho : IKeepsUnknownMembers
{
    /// <summary>The server's version.</summary>
    public string Version { get => field ?? ""; init; }

    /// <summary>The message that was sent; <see langword="null"/> when none was.</summary>
    public string? Echo { get; init; }
    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
