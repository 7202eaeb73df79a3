namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>Which data of connections to ask for.</summary>
public sealed record FlexMeasuresMessageQuery
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresMessageSource>> _sources = new([]);

    /// <summary>The start of the first slot.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime Start { get; init; }

    /// <summary>The length of all slots together.</summary>
    public required IsoDuration Duration { get; init; }

    /// <summary>The unit: <c>MW</c>.</summary>
    public string Unit { get; init; } = "MW";

    /// <summary>The length of a slot, a multiple of the asset's; <see langword="null"/> is the asset's. Ask for one: only then is it known which slots are missing.</summary>
    public IsoDuration? Resolution { get; init; }

    /// <summary>Recorded at least this long before the end of the slot; for meter data zero or negative.</summary>
    public FlexMeasuresHorizon? Horizon { get; init; }

    /// <summary>Recorded before this time; for meter data not before the end of the range.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }

    /// <summary>Whose data; the caller's own are always there. Empty leaves it to the server: meter data companies for meter data, all for prognoses.</summary>
    public IReadOnlyList<FlexMeasuresMessageSource> Sources { get => _sources.Value; init => _sources = new(value); }

    /// <summary>Of reads, how many slots one request asks for, from 1.</summary>
    /// <value>10,000.</value>
    public int PageSize { get; init; } = FlexMeasuresReadQuery.DefaultPageSize;
}
