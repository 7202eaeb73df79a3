namespace Energy.Clients;

/// <summary>What stands beside a file of readings: how much of it counts, and what its values are, which rows of text do not say.</summary>
internal sealed record FileMark(string Name, long Length, Checkpoint? Checkpoint, string? Unit = null, SeriesKind? Kind = null, string? Positive = null)
{
    /// <summary>Refuses readings of another measure than those of the file.</summary>
    /// <exception cref="ArgumentException">Unit, kind or sign is another.</exception>
    public void Check(string path, SeriesInfo series)
    {
        Agree(path, series, "unit", Unit, series.Unit.Symbol, "convert it with ToUnit");
        Agree(path, series, "kind", Kind?.ToString(), series.Kind.ToString(), "convert it with ToEnergy or ToPower");
        Agree(path, series, "direction", Positive, series.Positive.Name, "turn it with WithSign");
    }

    public FileMark Of(SeriesInfo series) => this with { Unit = series.Unit.Symbol, Kind = series.Kind, Positive = series.Positive.Name };

    private static void Agree(string path, SeriesInfo series, string what, string? stored, string given, string remedy)
    {
        if (stored is not null && stored != given)
        {
            throw new ArgumentException(
                $"'{path}' holds {series.Identity} with the {what} '{stored}', and it now comes with '{given}'. To store it there, {remedy}; or store it in another file. "
                    + $"Nothing was stored.", nameof(series));
        }
    }
}
