using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>Telemetry without the server: its rules, what it publishes, and the flows behind the measurements.</summary>
public static class DeviceTelemetry
{
    private const double WattSecondsPerMegajoule = 1e6;

    /// <summary>Checks datasets as the server does.</summary>
    /// <param name="kind">The kind of dataset.</param>
    /// <param name="datasets">What stands at <c>datasets</c> in the body: an array.</param>
    /// <returns>The first violation in the server's own words (<c>"[0].data[0].pv.amps[0]" must be a positive number | 0</c>); <see langword="null"/> when there is none.</returns>
    /// <remarks>The server lets pass datasets from which members are missing, and then fails on them: see <see cref="FindMissing"/>.</remarks>
    public static string? FindViolation(DeviceDatasetKind kind, JsonElement datasets) => DeviceRules.Check(kind, JsTree.Of(datasets));

    /// <summary>Looks for what the server's check lets pass and its further processing fails on (with a 500): members that are missing.</summary>
    /// <param name="kind">The kind of dataset.</param>
    /// <param name="datasets">What stands at <c>datasets</c> in the body.</param>
    /// <returns>The path of the first member that is missing; <see langword="null"/> when there is none.</returns>
    public static string? FindMissing(DeviceDatasetKind kind, JsonElement datasets) => DeviceRules.FindMissing(kind, JsTree.Of(datasets));

    /// <summary>The offset from UTC of a stamp, as the server publishes it.</summary>
    /// <param name="timeLocal">A stamp, ISO 8601 in basic or extended form.</param>
    /// <returns><c>+07:00</c>; <c>+00:00</c> for a stamp in UTC or without offset.</returns>
    /// <exception cref="FormatException">The text is not a stamp.</exception>
    public static string ZoneOf(string timeLocal)
    {
        ArgumentNullException.ThrowIfNull(timeLocal);
        return DeviceTime.Read(timeLocal) is null
            ? throw new FormatException($"'{timeLocal}' is not a stamp, such as 20240209T150006.032+0700.")
            : DeviceTime.Publish(timeLocal, Instant.MinValue).TimeZone;
    }

    /// <summary>The member that holds the id: <c>mppt_id</c>, <c>pms_id</c>, <c>inverter_id</c>.</summary>
    internal static string IdMember(DeviceDatasetKind kind) => PathOf(kind) + "_id";

    internal static string PathOf(DeviceDatasetKind kind) => kind switch
    {
        DeviceDatasetKind.Mppt => "mppt",
        DeviceDatasetKind.Pms => "pms",
        DeviceDatasetKind.Inverter => "inverter",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of dataset."),
    };

    internal static EnergyBalance Flows(DcMeasurement pv, BatteryMeasurement battery, DcMeasurement load, GridMeasurement? grid)
    {
        var watts = battery.Watts;
        var exchanged = grid?.Watts ?? [];
        return new EnergyBalance
        {
            Harvest = pv.Watts.Sum(),
            Yield = load.Watts.Sum(),
            StoreIn = Math.Max(0, watts),
            StoreOut = Math.Max(0, -watts),
            Sell = exchanged.Sum(w => Math.Max(0, w)),
            Buy = exchanged.Sum(w => Math.Max(0, -w)),
        };
    }

    internal static EnergyBalance Energy(EnergyBalance watts, Duration length)
    {
        if (length < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A sample cannot hold for a negative time.");
        }

        var factor = length.TotalSeconds / WattSecondsPerMegajoule;
        return EnergyFlow.All.Aggregate(EnergyBalance.Zero, (sum, flow) => sum.Add(flow, watts[flow] * factor));
    }
}
