namespace Energy.Clients.Sundaya;

/// <summary>The switches of the server process.</summary>
public sealed class SundayaFeatures : IKeepsUnknownMembers
{
    /// <summary>Release switches; <c>none</c> is the only word.</summary>
    public IReadOnlyList<string> Release { get => field ?? []; init; }

    /// <summary>Operational switches: <c>none logging validation</c>. Without <c>validation</c> the server takes any telemetry.</summary>
    public IReadOnlyList<string> Operational { get => field ?? []; init; }

    /// <summary>Experiments; <c>none</c> is the only word.</summary>
    public IReadOnlyList<string> Experiment { get => field ?? []; init; }

    /// <summary>Permissions; <c>none</c> is the only word.</summary>
    public IReadOnlyList<string> Permission { get => field ?? []; init; }
    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
