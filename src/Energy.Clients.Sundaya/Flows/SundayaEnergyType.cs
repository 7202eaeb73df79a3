namespace Energy.Clients.Sundaya;

/// <summary>Which part of the cube is asked for: one of the service's four energy types, or all of them.</summary>
/// <param name="Name">The word in the path. Only the five words of this type's members are sent; another is refused before anything is asked, as the server would refuse
/// it.</param>
/// <example>
/// <code>
/// foreach (var flow in SundayaEnergyType.Harvest.Flows)
/// {
///     Console.WriteLine(flow.Name);
/// }
/// </code>
/// </example>
[JsonConverter(typeof(SundayaEnergyTypeJsonConverter))]
public readonly record struct SundayaEnergyType(string Name)
{
    /// <summary>Everything (<c>hsy</c>: harvest, store, yield, and the grid's sell and buy). The server's default.</summary>
    public static SundayaEnergyType Hsy { get; } = new("hsy");

    /// <summary>Renewable energy made at the site. Assets: renewables. Devices: PV modules, maximum power point trackers (MPPT).</summary>
    public static SundayaEnergyType Harvest { get; } = new("harvest");

    /// <summary>Energy into and out of storage batteries. Assets: storage. Devices: busbar controllers (BBC), pack management systems (PMS).</summary>
    public static SundayaEnergyType Store { get; } = new("store");

    /// <summary>Energy used by people and appliances. Assets: appliances. Devices: multicore-cable current sensors, switchboard clamp sensors.</summary>
    public static SundayaEnergyType Yield { get; } = new("yield");

    /// <summary>Energy from and to the public or a private grid. Assets: the grid. Devices: smart meters, PV grid-interactive inverters.</summary>
    public static SundayaEnergyType Buy { get; } = new("buy");

    /// <summary>The five, in the order of the documentation.</summary>
    public static IReadOnlyList<SundayaEnergyType> All { get; } = [Hsy, Harvest, Store, Yield, Buy];

    /// <summary>The flows that an answer of this type lists, in that order; empty for a word that the service does not know.</summary>
    public IReadOnlyList<SundayaFlow> Flows => Name switch
    {
        "hsy" => SundayaFlow.All,
        "harvest" => [SundayaFlow.Harvest],
        "store" => [SundayaFlow.StoreIn, SundayaFlow.StoreOut],
        "yield" => [SundayaFlow.Yield],
        "buy" => [SundayaFlow.Sell, SundayaFlow.Buy],
        _ => [],
    };

    /// <summary>What stands behind the type at the site: <c>Renewables</c>, <c>Storage</c>, <c>Appliances</c>, <c>Grid</c>; all four, joined, for <see cref="Hsy"/>.</summary>
    public string Assets => Name switch
    {
        "harvest" => "Renewables",
        "store" => "Storage",
        "yield" => "Appliances",
        "buy" => "Grid",
        "hsy" => "Renewables, Storage, Appliances, Grid",
        _ => "",
    };

    /// <summary>The devices that measure it, as the documentation names them; empty for <see cref="Hsy"/>, which is the sum of the others.</summary>
    public IReadOnlyList<string> Devices => Name switch
    {
        "harvest" => ["PV Modules", "Maximum Power Point Trackers (MPPT)"],
        "store" => ["Busbar Controllers (BBC)", "Pack Management Systems (PMS)"],
        "yield" => ["Multicore-Cable Current Sensors", "Switchboard Clamp Sensors"],
        "buy" => ["Smart Meters", "PV Grid-interactive Inverters"],
        _ => [],
    };

    internal bool IsKnown => Flows.Count > 0;

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
