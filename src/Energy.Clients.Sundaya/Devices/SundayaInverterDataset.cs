namespace Energy.Clients.Sundaya;

/// <summary>A grid-interactive inverter's telemetry.</summary>
public sealed record SundayaInverterDataset : SundayaDataset
{
    private readonly ByContent<IReadOnlyList<SundayaInverterSample>> _samples;

    /// <summary>The samples; may be none.</summary>
    public required IReadOnlyList<SundayaInverterSample> Samples { get => _samples.Value; init => _samples = new(value); }

    /// <inheritdoc/>
    public override SundayaDatasetKind Kind => SundayaDatasetKind.Inverter;

    internal override IEnumerable<JsObject?> SampleTrees => Samples.Select(static s => s is null ? null : Tree(s));

    private static JsObject Tree(SundayaInverterSample sample)
    {
        var (tree, grid) = (TrackerTree(sample.Time, sample.Pv, sample.Battery, sample.Load), sample.Grid);
        tree["grid"] = grid is null ? null : new JsObject { ["volts"] = JsTree.List(grid.Volts), ["amps"] = JsTree.List(grid.Amps), ["pf"] = JsTree.List(grid.PowerFactors) };
        return tree;
    }
}
