namespace Energy.Clients.Sundaya;

/// <summary>The six flows of one interval as double entry: what comes from the sources goes to the sinks, so that the signed flows add up to zero.</summary>
/// <remarks>
/// <para>Values are magnitudes, as on the wire, in any one unit (MJ from the service). Sources: harvest, store.out, buy. Sinks: yield, store.in, sell.</para>
/// <para>The published server's numbers are random and do not balance: look at <see cref="Residual"/>. Every number on the wire is rounded to its last decimal u, so for a site
/// whose flows do balance the residual of an interval is at most 6 u.</para>
/// </remarks>
/// <example>
/// <code>
/// SundayaBalance hour = first.Balance + second.Balance;
/// Console.WriteLine($"{hour.SelfSufficiency:P0} of the own use was not bought");
/// </code>
/// </example>
public readonly record struct SundayaBalance
{
    /// <summary>No energy at all.</summary>
    public static SundayaBalance Zero => default;

    /// <summary>A source: made at the site.</summary>
    public double Harvest { get; init; }

    /// <summary>A source: out of the batteries.</summary>
    public double StoreOut { get; init; }

    /// <summary>A source: drawn from the grid.</summary>
    public double Buy { get; init; }

    /// <summary>A sink: used at the site.</summary>
    public double Yield { get; init; }

    /// <summary>A sink: into the batteries.</summary>
    public double StoreIn { get; init; }

    /// <summary>A sink: fed into the grid.</summary>
    public double Sell { get; init; }

    /// <summary>All sources together.</summary>
    public double Sources => Harvest + StoreOut + Buy;

    /// <summary>All sinks together.</summary>
    public double Sinks => Yield + StoreIn + Sell;

    /// <summary>What the batteries gave on balance: store.out less store.in; negative when they were charged.</summary>
    public double NetStore => StoreOut - StoreIn;

    /// <summary>What the grid gave on balance: buy less sell; negative when more was fed in.</summary>
    public double NetBuy => Buy - Sell;

    /// <summary>Sources less sinks: zero, but for rounding, when the flows balance. What is left over was lost or not measured.</summary>
    public double Residual => Sources - Sinks;

    /// <summary>The part of all energy that came from the grid: buy over sources, 0 to 1; <see langword="null"/> when there are no sources.</summary>
    public double? GridShare => Sources > 0 ? Buy / Sources : null;

    /// <summary>The part of the energy used that the site did not have to buy: 1 less buy over yield, not below 0 (energy bought to charge batteries counts as bought);
    /// <see langword="null"/> when nothing was used.</summary>
    public double? SelfSufficiency => Yield > 0 ? Math.Max(0, 1 - (Buy / Yield)) : null;

    /// <summary>Adds two intervals.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum, flow by flow.</returns>
    public static SundayaBalance operator +(SundayaBalance left, SundayaBalance right) => left.Add(right);

    /// <summary>Adds the flows of another interval.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sum, flow by flow.</returns>
    public SundayaBalance Add(SundayaBalance other) => new()
    {
        Harvest = Harvest + other.Harvest,
        StoreOut = StoreOut + other.StoreOut,
        Buy = Buy + other.Buy,
        Yield = Yield + other.Yield,
        StoreIn = StoreIn + other.StoreIn,
        Sell = Sell + other.Sell,
    };

    /// <summary>Adds an amount to one flow.</summary>
    /// <param name="flow">The flow; one that is not among the six changes nothing.</param>
    /// <param name="amount">The magnitude, not signed.</param>
    /// <returns>The new balance.</returns>
    public SundayaBalance Add(SundayaFlow flow, double amount) => flow.Name switch
    {
        "harvest" => this with { Harvest = Harvest + amount },
        "store.out" => this with { StoreOut = StoreOut + amount },
        "buy" => this with { Buy = Buy + amount },
        "yield" => this with { Yield = Yield + amount },
        "store.in" => this with { StoreIn = StoreIn + amount },
        "sell" => this with { Sell = Sell + amount },
        _ => this,
    };

    /// <summary>The magnitude of a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <returns>The magnitude; 0 for a flow that is not among the six.</returns>
    public double this[SundayaFlow flow] => flow.Name switch
    {
        "harvest" => Harvest,
        "store.out" => StoreOut,
        "buy" => Buy,
        "yield" => Yield,
        "store.in" => StoreIn,
        "sell" => Sell,
        _ => 0,
    };

    /// <summary>A flow with the sign of double entry: positive for a source, negative for a sink.</summary>
    /// <param name="flow">The flow.</param>
    /// <returns>The signed value. Over the six flows they add up to <see cref="Residual"/>.</returns>
    public double SignedValue(SundayaFlow flow) => flow.Sign * this[flow];
}
