using System.Globalization;

namespace Energy.Clients.Conformance;

/// <summary>What was compared on one side of one vendor.</summary>
public sealed record SideCount
{
    /// <summary>Test cases.</summary>
    public int Cases { get; init; }

    /// <summary>Cases that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Cases that passed under a rule.</summary>
    public int KnownDifferences { get; init; }

    /// <summary>Cases whose answer only a fault can give.</summary>
    public int ByFault { get; init; }

    /// <summary>Leaves compared by value.</summary>
    public int ExactLeaves { get; init; }

    /// <summary>Leaves compared by shape.</summary>
    public int ShapeLeaves { get; init; }

    /// <summary>Leaves not compared.</summary>
    public int IgnoredLeaves { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cases} cases ({KnownDifferences} known differences, {ByFault} by fault, {Failed} failed), leaves {ExactLeaves} exact, {ShapeLeaves} by shape, {IgnoredLeaves} ignored");
}
