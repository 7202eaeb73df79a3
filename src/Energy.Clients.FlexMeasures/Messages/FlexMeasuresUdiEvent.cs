namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>A flexibility event: the state of charge of a device, with targets, from which the server plans.</summary>
public sealed record FlexMeasuresUdiEvent
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresUdiTarget>> _targets = new([]);

    /// <summary>The address of the event (<c>ea1.2021-02.io.flexmeasures.company:30:73:1:soc</c>); its id must be above the last one's.</summary>
    public required EntityAddress Event { get; init; }

    /// <summary>When the state was measured.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime At { get; init; }

    /// <summary>The state of charge.</summary>
    public required double Value { get; init; }

    /// <summary>Its unit, <c>kWh</c> or <c>MWh</c>.</summary>
    public string Unit { get; init; } = "kWh";

    /// <summary>States to be reached, for the type <c>soc-with-targets</c> (v1_3 on): within 48 hours unless the server plans further.</summary>
    public IReadOnlyList<FlexMeasuresUdiTarget> Targets { get => _targets.Value; init => _targets = new(value); }
}
