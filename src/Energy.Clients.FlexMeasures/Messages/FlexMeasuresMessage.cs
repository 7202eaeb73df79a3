namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>A message with data, in a form that all servers of 2021 take: groups of targets with values, and start, duration and unit once for all.</summary>
public sealed record FlexMeasuresMessage
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresMessageGroup>> _groups;

    /// <summary>The groups. A single one is flattened on the wire.</summary>
    public required IReadOnlyList<FlexMeasuresMessageGroup> Groups { get => _groups.Value; init => _groups = new(value); }

    /// <summary>The start of the first slot.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime Start { get; init; }

    /// <summary>The length of all slots together.</summary>
    public required IsoDuration Duration { get; init; }

    /// <summary>The unit: power is <c>MW</c>, exactly.</summary>
    public required string Unit { get; init; }

    /// <summary>How long before the end of its slot each value was recorded. Sent in the form that means this on the version: with <c>R/</c> on v1.x, plain on v2_0.</summary>
    public FlexMeasuresHorizon? Horizon { get; init; }

    /// <summary>When the values were recorded, all at once. Sent as such on v2_0, and on v1.x as the horizon that counts from the end of the period, which means the same; there
    /// not beside a horizon.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }
}
