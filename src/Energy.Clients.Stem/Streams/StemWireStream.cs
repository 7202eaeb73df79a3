namespace Energy.Clients.Stem;

/// <summary>One stream of a <see cref="StemStreamWindow"/>.</summary>
public sealed record StemWireStream
{
    private readonly ByContent<IReadOnlyList<StemInterval>> _intervals = new([]);

    /// <summary>Its type.</summary>
    public required StemStreamType Type { get; init; }

    /// <summary>Its intervals in the order of the answer.</summary>
    public IReadOnlyList<StemInterval> Intervals { get => _intervals.Value; init => _intervals = new(value); }
}
