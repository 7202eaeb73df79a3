namespace Energy.Clients.Sundaya;

/// <summary>One of the six flows of energy through a site, as double entry keeps them: three sources above the line, three sinks below it.</summary>
/// <param name="Name">The name on the wire. A name that this package does not know is kept as it came.</param>
/// <remarks>On the wire every value is zero or positive: the sign lies in the name. For a real site the sources equal the sinks in every interval.</remarks>
/// <example>
/// <code>
/// var sold = SundayaFlow.Sell;
/// Console.WriteLine($"{sold.Name} is a {(sold.IsSource ? "source" : "sink")}"); // sell is a sink
/// </code>
/// </example>
[JsonConverter(typeof(SundayaFlowJsonConverter))]
public readonly record struct SundayaFlow(string Name)
{
    /// <summary>A source: renewable energy made at the site. Green.</summary>
    public static SundayaFlow Harvest { get; } = new("harvest");

    /// <summary>A sink: energy that charges the batteries. Blue.</summary>
    public static SundayaFlow StoreIn { get; } = new("store.in");

    /// <summary>A source: energy out of the batteries. Blue.</summary>
    public static SundayaFlow StoreOut { get; } = new("store.out");

    /// <summary>A sink: energy used at the site. Red.</summary>
    [SuppressMessage("Naming", "CA1716", Justification = "The vendor's term.")]
    public static SundayaFlow Yield { get; } = new("yield");

    /// <summary>A sink: energy fed into the grid. Black.</summary>
    public static SundayaFlow Sell { get; } = new("sell");

    /// <summary>A source: energy drawn from the grid. Black.</summary>
    public static SundayaFlow Buy { get; } = new("buy");

    /// <summary>The six, in the order in which the server lists them.</summary>
    public static IReadOnlyList<SundayaFlow> All { get; } = [Harvest, StoreIn, StoreOut, Yield, Sell, Buy];

    /// <summary>Whether energy comes from here (<c>harvest</c>, <c>store.out</c>, <c>buy</c>); the others are sinks.</summary>
    public bool IsSource => Name is "harvest" or "store.out" or "buy";

    /// <summary>+1 for a source, -1 for a sink: what a value of the wire is multiplied with in the double-entry view.</summary>
    public int Sign => IsSource ? 1 : -1;

    /// <summary>The energy type whose answer has this flow and as few others as possible; <see cref="SundayaEnergyType.Hsy"/> for a flow that is not known.</summary>
    public SundayaEnergyType Type => Name switch
    {
        "harvest" => SundayaEnergyType.Harvest,
        "store.in" or "store.out" => SundayaEnergyType.Store,
        "yield" => SundayaEnergyType.Yield,
        "sell" or "buy" => SundayaEnergyType.Buy,
        _ => SundayaEnergyType.Hsy,
    };

    /// <summary>What a positive reading of this flow means in a series.</summary>
    public PositiveDirection Positive => Name switch
    {
        "harvest" => PositiveDirection.Production,
        "store.in" => PositiveDirection.Charge,
        "store.out" => PositiveDirection.Discharge,
        "yield" => PositiveDirection.Consumption,
        "sell" => PositiveDirection.Export,
        "buy" => PositiveDirection.Import,
        _ => PositiveDirection.None,
    };

    /// <summary>The colour of the documentation, as a CSS colour: green harvest, blue store, red yield, black grid. (The vendor's own page draws yield in light green.)</summary>
    public string Colour => Name switch
    {
        "harvest" => "#28a745",
        "store.in" => "#20a0ff",
        "store.out" => "#007bff",
        "yield" => "#dc3545",
        "sell" => "#343a40",
        "buy" => "#000000",
        _ => "#808080",
    };

    internal bool IsKnown => Name is "harvest" or "store.in" or "store.out" or "yield" or "sell" or "buy";

    /// <summary>Reads one of the six names; case matters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="flow">The flow.</param>
    /// <returns>Whether the text is one of the six.</returns>
    public static bool TryParse(string? text, out SundayaFlow flow)
    {
        flow = new SundayaFlow(text ?? "");
        return flow.IsKnown;
    }

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
