namespace Energy.Clients.Conformance;

/// <summary>Exchanges that are replayed in order against one fresh state.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Exchanges">In the order that the corpus README gives.</param>
public sealed record EmulatorRun(string Name, IReadOnlyList<RecordedExchange> Exchanges)
{
    /// <summary>A run of whole files, one after another; files that the corpus lacks are left out.</summary>
    public static EmulatorRun OfFiles(string vendor, params IEnumerable<string> files)
    {
        string[] present = [.. files.Where(file => Corpus.AbsenceOf(vendor, file) is null)];
        return new EmulatorRun(string.Join(" + ", present), [.. present.SelectMany(file => ExchangeFiles.Load(vendor, file))]);
    }

    /// <summary>One run for each exchange file that no given run holds, so that a corpus with more files is replayed whole.</summary>
    public static IEnumerable<EmulatorRun> OfTheRest(string vendor, IEnumerable<EmulatorRun> runs)
    {
        var taken = runs.SelectMany(run => run.Exchanges).Select(exchange => exchange.File).ToHashSet(StringComparer.Ordinal);
        return ExchangeFiles.Of(vendor).Where(file => !taken.Contains(file)).Select(file => OfFiles(vendor, file));
    }
}
