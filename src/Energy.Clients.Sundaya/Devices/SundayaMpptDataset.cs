namespace Energy.Clients.Sundaya;

/// <summary>A maximum power point tracker's telemetry.</summary>
public sealed record SundayaMpptDataset : SundayaDataset
{
    private readonly ByContent<IReadOnlyList<SundayaMpptSample>> _samples;

    /// <summary>The samples; may be none.</summary>
    public required IReadOnlyList<SundayaMpptSample> Samples { get => _samples.Value; init => _samples = new(value); }

    /// <inheritdoc/>
    public override SundayaDatasetKind Kind => SundayaDatasetKind.Mppt;

    internal override IEnumerable<JsObject?> SampleTrees => Samples.Select(static s => s is null ? null : TrackerTree(s.Time, s.Pv, s.Battery, s.Load));
}
