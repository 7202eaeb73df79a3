namespace Energy.Clients.FlexMeasures;

/// <summary>What surrounds the devices of a schedule: prices, the grid connection, and what cannot be moved. Members that are <see langword="null"/> are left to the
/// server.</summary>
public sealed record FlexMeasuresFlexContext
{
    private readonly ByContent<IReadOnlyList<long>?> _inflexibleDeviceSensors;
    private readonly ByContent<IReadOnlyDictionary<string, JsonElement>?> _extra;

    /// <summary>The price of consumed energy (<c>consumption-price</c>).</summary>
    public FlexMeasuresVariable? ConsumptionPrice { get; init; }

    /// <summary>The price of produced energy (<c>production-price</c>).</summary>
    public FlexMeasuresVariable? ProductionPrice { get; init; }

    /// <summary>The most power through the grid connection (<c>site-power-capacity</c>).</summary>
    public FlexMeasuresVariable? SitePowerCapacity { get; init; }

    /// <summary>The most power drawn (<c>site-consumption-capacity</c>).</summary>
    public FlexMeasuresVariable? SiteConsumptionCapacity { get; init; }

    /// <summary>The most power fed in (<c>site-production-capacity</c>).</summary>
    public FlexMeasuresVariable? SiteProductionCapacity { get; init; }

    /// <summary>What drawing more costs (<c>site-consumption-breach-price</c>).</summary>
    public FlexMeasuresVariable? SiteConsumptionBreachPrice { get; init; }

    /// <summary>What feeding in more costs (<c>site-production-breach-price</c>).</summary>
    public FlexMeasuresVariable? SiteProductionBreachPrice { get; init; }

    /// <summary>The present peak of consumption (<c>site-peak-consumption</c>).</summary>
    public FlexMeasuresVariable? SitePeakConsumption { get; init; }

    /// <summary>What a higher peak costs (<c>site-peak-consumption-price</c>).</summary>
    public FlexMeasuresVariable? SitePeakConsumptionPrice { get; init; }

    /// <summary>The present peak of production (<c>site-peak-production</c>).</summary>
    public FlexMeasuresVariable? SitePeakProduction { get; init; }

    /// <summary>What a higher peak costs (<c>site-peak-production-price</c>).</summary>
    public FlexMeasuresVariable? SitePeakProductionPrice { get; init; }

    /// <summary>What going below the minima costs (<c>soc-minima-breach-price</c>).</summary>
    public FlexMeasuresVariable? SocMinimaBreachPrice { get; init; }

    /// <summary>What going above the maxima costs (<c>soc-maxima-breach-price</c>).</summary>
    public FlexMeasuresVariable? SocMaximaBreachPrice { get; init; }

    /// <summary>Whether constraints may be broken at a price (<c>relax-constraints</c>).</summary>
    public bool? RelaxConstraints { get; init; }

    /// <summary>Sensors of devices that cannot be moved (<c>inflexible-device-sensors</c>).</summary>
    public IReadOnlyList<long>? InflexibleDeviceSensors { get => _inflexibleDeviceSensors.Value; init => _inflexibleDeviceSensors = new(value); }

    /// <summary>Further members by their name on the wire.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get => _extra.Value; init => _extra = new(value); }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ConsumptionPrice?.WriteTo(json, "consumption-price");
        ProductionPrice?.WriteTo(json, "production-price");
        SitePowerCapacity?.WriteTo(json, "site-power-capacity");
        SiteConsumptionCapacity?.WriteTo(json, "site-consumption-capacity");
        SiteProductionCapacity?.WriteTo(json, "site-production-capacity");
        SiteConsumptionBreachPrice?.WriteTo(json, "site-consumption-breach-price");
        SiteProductionBreachPrice?.WriteTo(json, "site-production-breach-price");
        SitePeakConsumption?.WriteTo(json, "site-peak-consumption");
        SitePeakConsumptionPrice?.WriteTo(json, "site-peak-consumption-price");
        SitePeakProduction?.WriteTo(json, "site-peak-production");
        SitePeakProductionPrice?.WriteTo(json, "site-peak-production-price");
        SocMinimaBreachPrice?.WriteTo(json, "soc-minima-breach-price");
        SocMaximaBreachPrice?.WriteTo(json, "soc-maxima-breach-price");
        json.Add("relax-constraints", RelaxConstraints).Add("inflexible-device-sensors", InflexibleDeviceSensors);

        FlexMeasuresVariable.WriteExtra(json, Extra);
        json.WriteEndObject();
    }
}
