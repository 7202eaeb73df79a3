using System.Text.Json;
using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The switches of the server process.</summary>
public sealed class SundayaFeatures : IKeepsUnknownMembers
{
    /// <summary>Release switches; <c>none</c> is the only word.</summary>
    [JsonPropertyName("release")]
    public IReadOnlyList<string> Release { get => field ?? []; init; }

    /// <summary>Operational switches: <c>none logging validation</c>. Without <c>validation</c> the server takes any telemetry.</summary>
    [JsonPropertyName("operational")]
    public IReadOnlyList<string> Operational { get => field ?? []; init; }

    /// <summary>Experiments; <c>none</c> is the only word.</summary>
    [JsonPropertyName("experiment")]
    public IReadOnlyList<string> Experiment { get => field ?? []; init; }

    /// <summary>Permissions; <c>none</c> is the only word.</summary>
    [JsonPropertyName("permission")]
    public IReadOnlyList<string> Permission { get => field ?? []; init; }
    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
