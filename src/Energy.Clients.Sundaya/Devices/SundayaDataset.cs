using NodaTime.Text;

namespace Energy.Clients.Sundaya;

/// <summary>Telemetry of one device: an id, its status, and samples.</summary>
public abstract record SundayaDataset
{
    // A stamp as the server wants it: milliseconds and a numeric offset always.
    private static readonly OffsetDateTimePattern StampPattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss.fffo<+HHmm>");

    private protected SundayaDataset()
    {
    }

    /// <summary>The device's id, not empty.</summary>
    public required string Id { get; init; }

    /// <summary>The status as the device sends it: 4 hexadecimal digits. <see cref="SundayaDeviceStatus"/> decodes and encodes it.</summary>
    public required string StatusCode { get; init; }

    /// <summary>The kind of the dataset.</summary>
    public abstract SundayaDatasetKind Kind { get; }

    /// <summary>The samples as they stand in the body.</summary>
    internal abstract IEnumerable<JsObject?> SampleTrees { get; }

    private protected virtual JsObject StatusTree => new() { ["code"] = StatusCode };

    /// <summary>The dataset as it stands in the body, with some of its samples.</summary>
    internal JsObject ToTree(IEnumerable<object?> samples) => new() { [SundayaTelemetry.PathOf(Kind) + "_id"] = Id, ["status"] = StatusTree, ["data"] = JsTree.List(samples) };

    internal static string Stamp(OffsetDateTime time) => StampPattern.Format(time);

    // The documentation has loads negative, the server takes them positive. What is null is left to the rules, which name it.
    private protected static JsObject TrackerTree(OffsetDateTime time, SundayaDcMeasurement? pv, SundayaBatteryMeasurement? battery, SundayaDcMeasurement? load) => new()
    {
        ["time_local"] = Stamp(time),
        ["pv"] = pv is null ? null : new JsObject { ["volts"] = JsTree.List(pv.Volts), ["amps"] = JsTree.List(pv.Amps) },
        ["battery"] = battery is null ? null : new JsObject { ["volts"] = battery.Volts, ["amps"] = battery.Amps },
        ["load"] = load is null ? null : new JsObject { ["volts"] = JsTree.List(load.Volts), ["amps"] = JsTree.List(load.Amps?.Select(Math.Abs)) },
    };
}
