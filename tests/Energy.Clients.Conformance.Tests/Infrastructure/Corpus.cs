using System.Collections.Concurrent;
using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>
/// The folder of recordings that the conformance tests read: <c>ENERGY_CLIENTS_CORPUS</c>, or <c>../shared/corpus</c> beside the
/// repository when the variable is unset. The corpus is not part of the project: without it the tests are skipped.
/// </summary>
public static class Corpus
{
    /// <summary>The environment variable that names the corpus folder.</summary>
    public const string Variable = "ENERGY_CLIENTS_CORPUS";

    private static readonly ConcurrentDictionary<string, Lazy<JsonElement>> Files = new(StringComparer.Ordinal);

    /// <summary>The folder that holds the solution file; null when the tests run outside a checkout.</summary>
    public static string? RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>Where the corpus should be, whether or not it is there; null when neither the variable nor a checkout tells.</summary>
    public static string? ExpectedRoot { get; } = FindExpectedRoot();

    /// <summary>Why the whole corpus cannot be read; null when it can.</summary>
    public static string? Absence { get; } = ExpectedRoot switch
    {
        null => $"No corpus: {Variable} is unset and no checkout was found above the test folder.",
        _ when Directory.Exists(ExpectedRoot) => null,
        _ => $"No corpus: the folder {ExpectedRoot} does not exist. Set {Variable} to a corpus folder to run the conformance tests.",
    };

    /// <summary>Why this vendor's folder cannot be read; null when it can.</summary>
    /// <param name="vendor">The folder name, such as <c>stem</c>.</param>
    public static string? AbsenceOf(string vendor) =>
        Absence ?? (Directory.Exists(Folder(vendor)) ? null : $"This corpus has no folder '{vendor}'.");

    /// <summary>Why this file cannot be read; null when it can.</summary>
    /// <param name="vendor">The folder name.</param>
    /// <param name="file">The path inside the vendor's folder, with forward slashes.</param>
    public static string? AbsenceOf(string vendor, string file) =>
        AbsenceOf(vendor) ?? (File.Exists(PathOf(vendor, file)) ? null : $"No such file in this corpus: {vendor}/{file}.");

    /// <summary>The absolute path of a file of the corpus.</summary>
    public static string PathOf(string vendor, string file) => Path.Combine(Folder(vendor), file.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The parsed content of a JSON file; parsed once per run, immutable, safe to share between tests.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON; the message names it.</exception>
    public static JsonElement Load(string vendor, string file) =>
        Files.GetOrAdd(PathOf(vendor, file), path => new Lazy<JsonElement>(() => Parse(path))).Value;

    /// <summary>The names (with the folder) of the JSON files of a folder in ordinal order; empty when the folder is absent.</summary>
    /// <param name="vendor">The vendor's folder.</param>
    /// <param name="folder">The folder inside it, such as <c>exchanges</c>.</param>
    public static IReadOnlyList<string> JsonFiles(string vendor, string folder)
    {
        if (AbsenceOf(vendor) is not null || !Directory.Exists(PathOf(vendor, folder)))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(PathOf(vendor, folder), "*.json")
            .Select(path => $"{folder}/{Path.GetFileName(path)}")
            .Order(StringComparer.Ordinal)];
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

    private static string Folder(string vendor) => Path.Combine(ExpectedRoot ?? ".", vendor);

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

    private static string? FindExpectedRoot()
    {
        string? configured = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return Path.GetFullPath(configured, RepositoryRoot ?? AppContext.BaseDirectory);
        }

        return RepositoryRoot is null ? null : Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "corpus"));
    }
}
