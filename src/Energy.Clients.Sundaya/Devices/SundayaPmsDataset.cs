namespace Energy.Clients.Sundaya;

/// <summary>A pack management system's telemetry.</summary>
public sealed record SundayaPmsDataset : SundayaDataset
{
    private readonly ByContent<IReadOnlyList<SundayaPmsSample>> _samples;

    /// <summary>The temperature of the system in °C, above 0.</summary>
    public required double Temperature { get; init; }

    /// <summary>The samples; may be none.</summary>
    public required IReadOnlyList<SundayaPmsSample> Samples { get => _samples.Value; init => _samples = new(value); }

    /// <inheritdoc/>
    public override SundayaDatasetKind Kind => SundayaDatasetKind.Pms;

    private protected override JsObject StatusTree => new() { ["code"] = StatusCode, ["temp"] = Temperature };

    internal override IEnumerable<JsObject?> SampleTrees => Samples.Select(static s => s is null ? null : new JsObject
    {
        ["time_local"] = Stamp(s.Time),
        ["pack"] = new JsObject
        {
            ["id"] = s.PackId,
            ["dock"] = (double)s.Dock,
            ["amps"] = s.Amps,
            ["temp"] = JsTree.List(s.Temperatures),
            ["cell"] = new JsObject { ["open"] = JsTree.List(s.OpenCells?.Select(n => (double)n)), ["volts"] = JsTree.List(s.CellVolts) },
            ["fet"] = new JsObject { ["open"] = JsTree.List(s.OpenFets?.Select(n => (double)n)), ["temp"] = JsTree.List(s.FetTemperatures) },
        },
    });
}
