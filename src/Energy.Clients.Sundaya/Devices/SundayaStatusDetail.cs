namespace Energy.Clients.Sundaya;

/// <summary>One thing that the server says it did.</summary>
public sealed class SundayaStatusDetail : IKeepsUnknownMembers
{
    /// <summary>What happened: <c>Data queued for processing.</c></summary>
    public string Message { get => field ?? ""; init; }

    /// <summary>To what: <c>datasets:pub.tel_mppt | 1</c>, topic and number of datasets. The documents call it <c>target</c>.</summary>
    public string Description { get => field ?? ""; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
