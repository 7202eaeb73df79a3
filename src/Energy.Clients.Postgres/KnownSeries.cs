namespace Energy.Clients.Postgres;

/// <summary>A series as the sink saw it in its table.</summary>
internal sealed record KnownSeries(int Id, string Unit, string Kind, string Positive)
{
    /// <summary>Whether the series can be stored there as it is.</summary>
    public bool Fits(SeriesInfo series) => Unit == series.Unit.Symbol && Kind == StoredSeries.NameOf(series.Kind) && Positive == series.Positive.Name;
}
