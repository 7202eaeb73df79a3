using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>The exact bounds of a period, as the server's <c>service-meta</c> link tells them; the only part of an answer that has them for machines.</summary>
public sealed class EnergyPeriodMetadata : IKeepsUnknownMembers
{
    /// <summary>The period's word.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>The first instant, <c>YYYYMMDDTHHmmss.SSSS</c>.</summary>
    [JsonPropertyName("epochInstant")]
    public string EpochInstant { get; init; } = "";

    /// <summary>The last millisecond, included.</summary>
    [JsonPropertyName("endInstant")]
    public string EndInstant { get; init; } = "";

    /// <summary>How many periods of this kind.</summary>
    [JsonPropertyName("duration")]
    public int Duration { get; init; }

    /// <summary>The same for the children; <see langword="null"/> where there are none.</summary>
    [JsonPropertyName("child")]
    public EnergyPeriodMetadata? Child { get; init; }

    /// <summary>The same for the grandchildren; <see langword="null"/> where there are none.</summary>
    [JsonPropertyName("grandchild")]
    public EnergyPeriodMetadata? Grandchild { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The half-open interval; <see langword="null"/> when a bound cannot be read.</summary>
    [JsonIgnore]
    public Interval? Interval => EpochText.TryParse(EpochInstant, out var start) && EpochText.TryParse(EndInstant, out var last)
        ? new Interval(start.Instant, last.Instant + NodaTime.Duration.FromMilliseconds(1))
        : null;
}
