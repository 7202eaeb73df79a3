namespace Energy.Clients.FlexMeasures;

/// <summary>The sources that the caller may see.</summary>
public sealed record FlexMeasuresSourceList : FlexMeasuresModel
{
    private readonly ByContent<IReadOnlyList<string>> _types = new([]);
    private readonly ByContent<IReadOnlyList<FlexMeasuresSource>> _sources = new([]);

    /// <summary>The types that exist.</summary>
    public IReadOnlyList<string> Types { get => _types.Value; init => _types = new(value); }

    /// <summary>The sources.</summary>
    public IReadOnlyList<FlexMeasuresSource> Sources { get => _sources.Value; init => _sources = new(value); }
}
