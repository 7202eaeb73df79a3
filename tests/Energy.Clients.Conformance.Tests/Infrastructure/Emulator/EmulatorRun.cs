using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance;

/// <summary>Exchanges that are replayed in order against one fresh state.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Exchanges">In the order that the corpus gives.</param>
public sealed record EmulatorRun(string Name, IReadOnlyList<RecordedExchange> Exchanges)
{
    /// <summary>A run of whole files, one after another; files that the corpus lacks are left out.</summary>
    public static EmulatorRun OfFiles(string vendor, params IEnumerable<string> files)
    {
        string[] present = [.. files.Where(file => Corpus.AbsenceOf(vendor, file) is null)];
        return new EmulatorRun(string.Join(" + ", present), [.. present.SelectMany(file => ExchangeFiles.Load(vendor, file))]);
    }

    /// <summary>The runs that a vendor's README files tell: a list of exchange files, or a numbered item that begins with one, is a run in that order.</summary>
    public static IEnumerable<EmulatorRun> OfReadmes(string vendor)
    {
        foreach ((string mark, string path) in Corpus.Folders(vendor))
        {
            string readme = Path.Combine(path, "README.md");
            string[] names =
                [.. Corpus.JsonFiles(vendor, mark + "exchanges").Where(file => Corpus.Beside(file, "") == mark).Select(file => Path.GetFileNameWithoutExtension(file))];
            foreach (string[] order in File.Exists(readme) ? Orders(File.ReadAllText(readme), names) : [])
            {
                yield return OfFiles(vendor, order.Select(name => $"{mark}exchanges/{name}.json"));
            }
        }
    }

    /// <summary>The orders that a text gives for files of these names; no file is in two.</summary>
    public static IReadOnlyList<string[]> Orders(string text, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
        {
            return [];
        }

        string name = $@"`?(?:exchanges/)?(?<![\w-])(?<name>{string.Join('|', names.OrderByDescending(n => n.Length).Select(Regex.Escape))})(?:\.json)?(?![\w-])`?";
        var taken = new HashSet<string>(StringComparer.Ordinal);

        // The longest first: prose that names two or three files in passing is no order.
        return [.. Regex.Matches(text, $@"(?<item>^\s*\d+\.\s+)?{name}(?:\s*[,;]\s*{name})*", RegexOptions.Multiline)
            .Select(match => (IsItem: match.Groups["item"].Success, Files: match.Groups["name"].Captures.Select(file => file.Value).ToArray()))
            .Where(list => list.IsItem || list.Files.Length > 1)
            .OrderByDescending(list => list.Files.Length)
            .Select(list => list.Files)
            .Where(files => files.Distinct(StringComparer.Ordinal).Count() == files.Length && !files.Any(taken.Contains) && files.All(taken.Add))];
    }

    /// <summary>One run for each exchange file that no given run holds, so that a corpus with more files is replayed whole.</summary>
    public static IEnumerable<EmulatorRun> OfTheRest(string vendor, IEnumerable<EmulatorRun> runs)
    {
        var taken = runs.SelectMany(run => run.Exchanges).Select(exchange => exchange.File).ToHashSet(StringComparer.Ordinal);
        return ExchangeFiles.Of(vendor).Where(file => !taken.Contains(file)).Select(file => OfFiles(vendor, file));
    }
}
