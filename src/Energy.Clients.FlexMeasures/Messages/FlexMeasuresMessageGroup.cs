namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>Targets that share values.</summary>
public sealed record FlexMeasuresMessageGroup
{
    private readonly ByContent<IReadOnlyList<string>> _targets;
    private readonly ByContent<IReadOnlyList<double>> _values;

    /// <summary>Addresses of connections, markets, weather sensors or events, as texts; in an answer about connections, names.</summary>
    public required IReadOnlyList<string> Targets { get => _targets.Value; init => _targets = new(value); }

    /// <summary>The values, one a slot.</summary>
    public required IReadOnlyList<double> Values { get => _values.Value; init => _values = new(value); }
}
