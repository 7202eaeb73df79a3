namespace Energy.Clients;

/// <summary>How many values a series has, and their mean and extremes, in the unit of the series. Missing values are counted apart and enter nothing else; they are never
/// 0.</summary>
/// <param name="Count">Readings with a value; 0 or more.</param>
/// <param name="Missing">Readings without one; 0 or more. Gaps, for which the vendor sent no reading at all, are not among them.</param>
/// <param name="Mean">The sum of the values by their count, each reading alike however long it is; <see langword="null"/> without values.</param>
/// <param name="Min">The least value; <see langword="null"/> without values.</param>
/// <param name="Max">The greatest value; <see langword="null"/> without values.</param>
public sealed record SeriesStatistics(long Count, long Missing, double? Mean, double? Min, double? Max);
