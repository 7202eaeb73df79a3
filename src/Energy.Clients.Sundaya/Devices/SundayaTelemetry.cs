namespace Energy.Clients.Sundaya;

/// <summary>Telemetry without the server: its rules, what it publishes, and the flows behind the measurements.</summary>
public static class SundayaTelemetry
{
    private const double WattSecondsPerMegajoule = 1e6;

    /// <summary>Checks datasets as the server does.</summary>
    /// <param name="kind">The kind of dataset.</param>
    /// <param name="datasets">What stands at <c>datasets</c> in the body: an array.</param>
    /// <returns>The first violation in the server's own words (<c>"[0].data[0].pv.amps[0]" must be a positive number | 0</c>); <see langword="null"/> when there is none.</returns>
    /// <remarks>The server lets pass datasets from which members are missing, and then fails on them: see <see cref="FindMissing"/>.</remarks>
    public static string? FindViolation(SundayaDatasetKind kind, JsonElement datasets) => SundayaDatasetRules.Check(kind, JsTree.Of(datasets));

    /// <summary>Looks for what the server's check lets pass and its further processing fails on (with a 500): members that are missing.</summary>
    /// <param name="kind">The kind of dataset.</param>
    /// <param name="datasets">What stands at <c>datasets</c> in the body.</param>
    /// <returns>The path of the first member that is missing; <see langword="null"/> when there is none.</returns>
    public static string? FindMissing(SundayaDatasetKind kind, JsonElement datasets) => SundayaDatasetRules.FindMissing(kind, JsTree.Of(datasets));

    internal static string PathOf(SundayaDatasetKind kind) => kind switch
    {
        SundayaDatasetKind.Mppt => "mppt",
        SundayaDatasetKind.Pms => "pms",
        SundayaDatasetKind.Inverter => "inverter",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of dataset."),
    };

    internal static SundayaBalance Flows(SundayaDcMeasurement pv, SundayaBatteryMeasurement battery, SundayaDcMeasurement load, SundayaGridMeasurement? grid)
    {
        var watts = battery.Watts;
        var exchanged = grid?.Watts ?? [];
        return new SundayaBalance
        {
            Harvest = pv.Watts.Sum(),
            Yield = load.Watts.Sum(),
            StoreIn = Math.Max(0, watts),
            StoreOut = Math.Max(0, -watts),
            Sell = exchanged.Sum(w => Math.Max(0, w)),
            Buy = exchanged.Sum(w => Math.Max(0, -w)),
        };
    }

    internal static SundayaBalance Energy(SundayaBalance watts, Duration length)
    {
        if (length < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A sample cannot hold for a negative time.");
        }

        var factor = length.TotalSeconds / WattSecondsPerMegajoule;
        return SundayaFlow.All.Aggregate(SundayaBalance.Zero, (sum, flow) => sum.Add(flow, watts[flow] * factor));
    }
}
