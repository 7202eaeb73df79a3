namespace Energy.Clients.Sundaya;

/// <summary>The server's answer to telemetry, and of its device stubs: an element of an array of one.</summary>
public sealed class SundayaStatus : IKeepsUnknownMembers
{
    /// <summary>The status; a text on success (<c>"200"</c>).</summary>
    public string Status { get => field ?? ""; init; }

    /// <summary>The status in a word: <c>OK</c>.</summary>
    public string Message { get => field ?? ""; init; }

    /// <summary>What was done.</summary>
    public IReadOnlyList<SundayaStatusDetail> Details { get => field ?? []; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
