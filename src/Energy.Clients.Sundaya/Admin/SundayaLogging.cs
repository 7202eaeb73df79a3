namespace Energy.Clients.Sundaya;

/// <summary>What the server process logs. The words are open: a server may know others.</summary>
public sealed class SundayaLogging : IKeepsUnknownMembers
{
    /// <summary>What is logged: <c>data error exception messaging trace</c>.</summary>
    public IReadOnlyList<string> Statements { get => field ?? []; init; }

    /// <summary>How much: <c>none info debug</c>.</summary>
    public IReadOnlyList<string> Verbosity { get => field ?? []; init; }

    /// <summary>Where to: <c>console stackdriver</c>.</summary>
    public IReadOnlyList<string> Appenders { get => field ?? []; init; }
    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
