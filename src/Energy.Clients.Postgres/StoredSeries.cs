namespace Energy.Clients.Postgres;

/// <summary>What stands in the tables when the lock of a series is there.</summary>
internal readonly record struct StoredSeries(int? Id, string Unit, string Kind, string Positive, Checkpoint? Checkpoint, bool HasReadings)
{
    private const string Unknown = "unknown";

    public static string NameOf(SeriesKind kind) => kind switch
    {
        SeriesKind.AveragePower => "average_power",
        SeriesKind.Energy => "energy",
        SeriesKind.Instantaneous => "instantaneous",
        SeriesKind.Cumulative => "cumulative",
        SeriesKind.Level => "level",
        _ => Unknown,
    };

    public static string NameOf(StampEdge edge) => edge switch
    {
        StampEdge.Start => "start",
        StampEdge.End => "end",
        StampEdge.Instant => "instant",
        _ => "both",
    };

    /// <summary>Whether the series is known better than it was stored.</summary>
    /// <exception cref="ArgumentException">It is another than the stored one: two units in one series are no numbers.</exception>
    public bool Differs(SeriesInfo series) => UnitWith(series) != Unit || KindWith(series) != Kind || PositiveWith(series) != Positive;

    public string UnitWith(SeriesInfo series) => Agree(series, "unit", Unit, series.Unit.Symbol, "", "convert it with ToUnit");

    public string KindWith(SeriesInfo series) => Agree(series, "kind", Kind, NameOf(series.Kind), Unknown, "convert it with ToEnergy or ToPower");

    public string PositiveWith(SeriesInfo series) => Agree(series, "direction", Positive, series.Positive.Name, "", "turn it with WithSign");

    // What a series does not tell, such as one that was opened without a look-up, contradicts nothing.
    private static string Agree(SeriesInfo series, string what, string stored, string given, string unknown, string remedy) => given == unknown || given == stored ? stored
        : stored == unknown ? given
        : throw new ArgumentException(
            $"{series.Identity} is stored with the {what} '{stored}' and now comes with '{given}'. To store it there, {remedy}; or store it under another identity (WithInfo). "
                + $"Nothing was stored.", nameof(series));
}
