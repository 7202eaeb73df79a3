namespace Energy.Clients.OpenCec;

/// <summary>The server's word on itself. In practice it is only given when all is well: without a database the server fails instead.</summary>
public sealed record OpenCecStatus : IKeepsUnknownMembers
{
    private ByContent<IDictionary<string, JsonElement>?> _unknownMembers;

    /// <summary><c>UP</c>.</summary>
    [JsonPropertyName("API Status")]
    [JsonRequired]
    public string Api { get; init; } = "";

    /// <summary><c>UP</c>; <c>DOWN</c> is never really seen.</summary>
    [JsonPropertyName("Database Status")]
    [JsonRequired]
    public string Database { get; init; } = "";

    /// <summary>Whether both are <c>UP</c>.</summary>
    [JsonIgnore]
    public bool IsUp => Api == "UP" && Database == "UP";

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get => _unknownMembers.Value; set => _unknownMembers = new(value); }
}
