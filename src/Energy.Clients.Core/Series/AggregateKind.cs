namespace Energy.Clients;

/// <summary>The kinds of <see cref="Aggregate"/>.</summary>
internal enum AggregateKind
{
    Natural = 0,
    Mean,
    Sum,
    First,
    Last,
    Minimum,
    Maximum,
    StandardDeviation,
    Percentile,
}
