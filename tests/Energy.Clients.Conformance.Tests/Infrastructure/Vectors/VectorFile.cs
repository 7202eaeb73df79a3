using System.Collections.Concurrent;
using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>Finds the rows inside a vector file of any of the corpus shapes.</summary>
public static class VectorFile
{
    private static readonly ConcurrentDictionary<(string Vendor, string File, string? Group), IReadOnlyList<JsonElement>> Cache = new();

    /// <summary>The files of this name that hold rows, one at most of each corpus folder.</summary>
    public static IReadOnlyList<string> Files(string vendor, string file, string? group) => [.. Corpus.InAll(vendor, file).Where(found => Rows(vendor, found, group).Count > 0)];

    /// <summary>The rows, in file order: a root array, the member <c>cases</c> of a root object, or the named group. Empty when there is none.</summary>
    public static IReadOnlyList<JsonElement> Rows(string vendor, string file, string? group) =>
        Cache.GetOrAdd((vendor, file, group), key =>
            Corpus.AbsenceOf(key.Vendor, key.File) is null ? Rows(Corpus.Load(key.Vendor, key.File), key.Group) : []);

    /// <summary>The rows of a parsed file.</summary>
    public static IReadOnlyList<JsonElement> Rows(JsonElement root, string? group)
    {
        JsonElement rows = root;
        if (root.ValueKind == JsonValueKind.Object && !root.TryGetProperty(group ?? "cases", out rows))
        {
            return [];
        }

        return rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray()] : [];
    }
}
