using System.Collections.Concurrent;
using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>
/// The folders of recordings that the conformance tests read: those that <c>ENERGY_CLIENTS_CORPUS</c> names, separated as in <c>PATH</c>, or every <c>corpus*</c> folder in
/// <c>../shared</c> beside the repository when the variable is unset. No recording is part of the project: without any the small <see cref="OwnCorpus"/> is read, and what it lacks
/// is skipped.
/// </summary>
/// <remarks>
/// A file is named by its path inside the vendor's folder, <c>exchanges/data.json</c>; one of another folder than the first has that folder's name in front,
/// <c>corpus-2:exchanges/data.json</c>.
/// A plain name also finds a file that the first folder lacks.
/// </remarks>
public static class Corpus
{
    /// <summary>The environment variable that names the corpus folders.</summary>
    public const string Variable = "ENERGY_CLIENTS_CORPUS";

    private const char Mark = ':';

    private static readonly ConcurrentDictionary<string, Lazy<JsonElement>> Files = new(StringComparer.Ordinal);

    /// <summary>The folder that holds the solution file; null when the tests run outside a checkout.</summary>
    public static string? RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folders where recordings should be, whether or not they are there, by the mark that their files bear (none for the first); empty when neither the variable nor
    /// a checkout tells.</summary>
    public static IReadOnlyList<(string Mark, string Path)> Roots { get; } = Marked(FindRoots());

    /// <summary>Why nothing can be read; null when something can. A folder that the variable names must be there.</summary>
    public static string? Absence { get; } = Roots.Count == 0
        ? $"No corpus: {Variable} is unset and there is no folder ../shared/corpus beside a checkout."
        : Roots.FirstOrDefault(root => !Directory.Exists(root.Path)).Path is { } absent
            ? $"No corpus: the folder {absent} does not exist. Set {Variable} to one or several corpus folders to run the conformance tests."
            : null;

    /// <summary>Why this vendor's recordings cannot be read; null when a folder has some.</summary>
    /// <param name="vendor">The folder name, such as <c>stem</c>.</param>
    public static string? AbsenceOf(string vendor) =>
        Absence ?? (Folders(vendor).Any() ? null : $"This corpus has no folder '{vendor}'.");

    /// <summary>Why this file cannot be read; null when it can.</summary>
    /// <param name="vendor">The folder name.</param>
    /// <param name="file">The file.</param>
    public static string? AbsenceOf(string vendor, string file) =>
        AbsenceOf(vendor) ?? (File.Exists(PathOf(vendor, file)) ? null : $"No such file in this corpus: {vendor}/{file}.");

    /// <summary>The vendor's folders, by the mark of their files.</summary>
    public static IEnumerable<(string Mark, string Path)> Folders(string vendor) =>
        Roots.Select(root => (root.Mark, Path: Path.Combine(root.Path, vendor))).Where(folder => Directory.Exists(folder.Path));

    /// <summary>The absolute path of a file of the corpus.</summary>
    public static string PathOf(string vendor, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        (string mark, string inside) = Split(file);
        string local = inside.Replace('/', Path.DirectorySeparatorChar);
        string[] candidates = [.. Roots.Where(root => mark.Length == 0 || root.Mark == mark).Select(root => Path.Combine(root.Path, vendor, local))];
        return candidates.FirstOrDefault(path => File.Exists(path) || Directory.Exists(path)) ?? candidates.FirstOrDefault() ?? Path.Combine(".", vendor, local);
    }

    /// <summary>The file of this name in every folder that has it.</summary>
    /// <param name="vendor">The vendor's folder.</param>
    /// <param name="file">The path inside it.</param>
    public static IReadOnlyList<string> InAll(string vendor, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. Folders(vendor).Where(folder => File.Exists(Path.Combine(folder.Path, file.Replace('/', Path.DirectorySeparatorChar)))).Select(folder => folder.Mark + file)];
    }

    /// <summary>The name of a file in the same corpus folder as another.</summary>
    /// <param name="file">The other file.</param>
    /// <param name="name">The path inside the vendor's folder.</param>
    public static string Beside(string file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Split(file).Mark + name;
    }

    /// <summary>The parsed content of a JSON file; parsed once per run, immutable, safe to share between tests.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON; the message names it.</exception>
    public static JsonElement Load(string vendor, string file) =>
        Files.GetOrAdd(PathOf(vendor, file), path => new Lazy<JsonElement>(() => Parse(path))).Value;

    /// <summary>The names of the JSON files of a folder, corpus by corpus in ordinal order; empty when the folder is absent.</summary>
    /// <param name="vendor">The vendor's folder.</param>
    /// <param name="folder">The folder inside it, such as <c>exchanges</c>; empty for its own files. With a mark only those of that corpus.</param>
    public static IReadOnlyList<string> JsonFiles(string vendor, string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (AbsenceOf(vendor) is not null)
        {
            return [];
        }

        (string mark, string inside) = Split(folder);
        var files = new List<string>();
        foreach ((string root, string path) in Folders(vendor).Where(root => mark.Length == 0 || root.Mark == mark))
        {
            string inVendor = Path.Combine(path, inside.Replace('/', Path.DirectorySeparatorChar));
            if (Directory.Exists(inVendor))
            {
                files.AddRange(Directory.EnumerateFiles(inVendor, "*.json")
                    .Select(file => root + (inside.Length == 0 ? "" : inside + "/") + Path.GetFileName(file)).Order(StringComparer.Ordinal));
            }
        }

        return files;
    }

    private static (string Mark, string Inside) Split(string file)
    {
        int end = file.IndexOf(Mark, StringComparison.Ordinal) + 1;
        return (file[..end], file[end..]);
    }

    private static JsonElement Parse(string path)
    {
        try
        {
            // ReadAllText drops a byte order mark, which JsonDocument refuses.
            return JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { MaxDepth = 512 }).RootElement;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not JSON: {exception.Message}", exception);
        }
    }

    private static string? FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Energy.Clients.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static string[] FindRoots()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } configured && !string.IsNullOrWhiteSpace(configured))
        {
            return [.. configured.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, RepositoryRoot ?? AppContext.BaseDirectory)))];
        }

        string? shared = RepositoryRoot is null ? null : Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));
        string[] recorded = shared is null || !Directory.Exists(shared) ? [] : [.. Directory.EnumerateDirectories(shared, "corpus*").Order(StringComparer.Ordinal)];
        return recorded.Length > 0 || OwnCorpus.Folder is not { } own || !Directory.Exists(own) ? recorded : [own];
    }

    // Two folders may have one name: their place tells them apart.
    private static (string Mark, string Path)[] Marked(string[] roots) => [.. roots.Select((path, index) =>
    {
        string name = Path.GetFileName(path);
        bool isFirstOfItsName = Array.FindIndex(roots, other => Path.GetFileName(other) == name) == index;
        return (index == 0 ? "" : FormattableString.Invariant($"{name}{(isFirstOfItsName ? "" : $"#{index + 1}")}{Mark}"), path);
    })];
}
