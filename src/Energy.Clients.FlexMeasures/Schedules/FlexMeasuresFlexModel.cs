namespace Energy.Clients.FlexMeasures;

/// <summary>What a storage device (battery, charge point, heat store) can do: the flex-model of a schedule. Members that are <see langword="null"/> are left to the
/// server.</summary>
public sealed record FlexMeasuresFlexModel
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresVariable>?> _socGain;
    private readonly ByContent<IReadOnlyList<FlexMeasuresVariable>?> _socUsage;
    private readonly ByContent<IReadOnlyDictionary<string, JsonElement>?> _extra;

    /// <summary>The power sensor whose plan is asked for (<c>sensor</c>). Required when the schedule is asked of an asset.</summary>
    public long? SensorId { get; init; }

    /// <summary>The unit of bare numbers of state of charge, <c>kWh</c> or <c>MWh</c> (<c>soc-unit</c>).</summary>
    public Unit? SocUnit { get; init; }

    /// <summary>The state of charge at the start (<c>soc-at-start</c>).</summary>
    public FlexMeasuresVariable? SocAtStart { get; init; }

    /// <summary>The lowest state of charge (<c>soc-min</c>).</summary>
    public FlexMeasuresVariable? SocMinimum { get; init; }

    /// <summary>The highest state of charge (<c>soc-max</c>).</summary>
    public FlexMeasuresVariable? SocMaximum { get; init; }

    /// <summary>Lowest states of charge over time (<c>soc-minima</c>).</summary>
    public FlexMeasuresVariable? SocMinima { get; init; }

    /// <summary>Highest states of charge over time (<c>soc-maxima</c>).</summary>
    public FlexMeasuresVariable? SocMaxima { get; init; }

    /// <summary>States of charge to be reached (<c>soc-targets</c>).</summary>
    public FlexMeasuresVariable? SocTargets { get; init; }

    /// <summary>The sensor that holds the state of charge (<c>state-of-charge</c>).</summary>
    public FlexMeasuresVariable? StateOfCharge { get; init; }

    /// <summary>The most power in either direction (<c>power-capacity</c>).</summary>
    public FlexMeasuresVariable? PowerCapacity { get; init; }

    /// <summary>The most power consumed (<c>consumption-capacity</c>).</summary>
    public FlexMeasuresVariable? ConsumptionCapacity { get; init; }

    /// <summary>The most power produced (<c>production-capacity</c>).</summary>
    public FlexMeasuresVariable? ProductionCapacity { get; init; }

    /// <summary>What is left after charging and discharging (<c>roundtrip-efficiency</c>).</summary>
    public FlexMeasuresVariable? RoundtripEfficiency { get; init; }

    /// <summary>What of the charged energy arrives (<c>charging-efficiency</c>).</summary>
    public FlexMeasuresVariable? ChargingEfficiency { get; init; }

    /// <summary>What of the stored energy leaves (<c>discharging-efficiency</c>).</summary>
    public FlexMeasuresVariable? DischargingEfficiency { get; init; }

    /// <summary>What is left after each slot (<c>storage-efficiency</c>).</summary>
    public FlexMeasuresVariable? StorageEfficiency { get; init; }

    /// <summary>What charges it besides, added up (<c>soc-gain</c>); at least one quantity of power.</summary>
    public IReadOnlyList<FlexMeasuresVariable>? SocGain { get => _socGain.Value; init => _socGain = new(value); }

    /// <summary>What discharges it besides, added up (<c>soc-usage</c>); at least one quantity of power.</summary>
    public IReadOnlyList<FlexMeasuresVariable>? SocUsage { get => _socUsage.Value; init => _socUsage = new(value); }

    /// <summary>Whether to charge as early as costs allow (<c>prefer-charging-sooner</c>).</summary>
    public bool? PreferChargingSooner { get; init; }

    /// <summary>Whether to curtail as late as costs allow (<c>prefer-curtailing-later</c>).</summary>
    public bool? PreferCurtailingLater { get; init; }

    /// <summary>Further members by their name on the wire: newer servers and schedulers of one's own know more than this package.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get => _extra.Value; init => _extra = new(value); }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.Add("sensor", SensorId).Add("soc-unit", SocUnit?.Symbol);
        SocAtStart?.WriteTo(json, "soc-at-start");
        SocMinimum?.WriteTo(json, "soc-min");
        SocMaximum?.WriteTo(json, "soc-max");
        SocMinima?.WriteTo(json, "soc-minima");
        SocMaxima?.WriteTo(json, "soc-maxima");
        SocTargets?.WriteTo(json, "soc-targets");
        StateOfCharge?.WriteTo(json, "state-of-charge");
        PowerCapacity?.WriteTo(json, "power-capacity");
        ConsumptionCapacity?.WriteTo(json, "consumption-capacity");
        ProductionCapacity?.WriteTo(json, "production-capacity");
        RoundtripEfficiency?.WriteTo(json, "roundtrip-efficiency");
        ChargingEfficiency?.WriteTo(json, "charging-efficiency");
        DischargingEfficiency?.WriteTo(json, "discharging-efficiency");
        StorageEfficiency?.WriteTo(json, "storage-efficiency");
        FlexMeasuresVariable.WriteTo(json, "soc-gain", SocGain);
        FlexMeasuresVariable.WriteTo(json, "soc-usage", SocUsage);
        json.Add("prefer-charging-sooner", PreferChargingSooner);
        json.Add("prefer-curtailing-later", PreferCurtailingLater);
        FlexMeasuresVariable.WriteExtra(json, Extra);
        json.WriteEndObject();
    }
}
