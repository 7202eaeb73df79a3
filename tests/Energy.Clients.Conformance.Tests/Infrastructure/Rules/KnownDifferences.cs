using System.Collections.Concurrent;
using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>A vendor's committed rules for known differences, <c>KnownDifferences/&lt;vendor&gt;.json</c>.</summary>
public sealed class KnownDifferences
{
    private static readonly ConcurrentDictionary<string, Lazy<KnownDifferences>> Cache = new(StringComparer.Ordinal);

    /// <summary>Creates a set of rules.</summary>
    /// <exception cref="FormatException">Two rules have one id.</exception>
    public KnownDifferences(IEnumerable<DifferenceRule> rules)
    {
        Rules = [.. rules];
        var twice = Rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new FormatException($"Two rules are called '{twice.Key}'.");
        }
    }

    /// <summary>The rules, in file order.</summary>
    public IReadOnlyList<DifferenceRule> Rules { get; }

    /// <summary>The rules of a vendor; none when it has no file.</summary>
    /// <exception cref="FormatException">A rule is malformed.</exception>
    public static KnownDifferences Of(string vendor) => Cache.GetOrAdd(vendor, key => new Lazy<KnownDifferences>(() =>
    {
        string path = Path.Combine(AppContext.BaseDirectory, "KnownDifferences", $"{key}.json");
        return File.Exists(path) ? Parse(File.ReadAllText(path)) : new KnownDifferences([]);
    })).Value;

    /// <summary>Reads a rule file.</summary>
    /// <exception cref="FormatException">A rule is malformed.</exception>
    public static KnownDifferences Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        JsonElement root = document.RootElement.Clone();
        return root.ValueKind == JsonValueKind.Array
            ? new KnownDifferences(root.EnumerateArray().Select(DifferenceRule.Parse))
            : throw new FormatException("A rule file is an array of rules.");
    }

    /// <summary>
    /// The verdict over one case. Equal and no rule: passed. Equal although a rule applies: failed, the difference is gone. Different, exactly one rule
    /// applies and its answer is ours: passed as a known difference. Anything else: failed.
    /// </summary>
    /// <param name="side"><c>vector</c>, <c>client</c> or <c>emulator</c>.</param>
    /// <param name="operation">What was done.</param>
    /// <param name="content">The case, which the conditions read.</param>
    /// <param name="ours">Our outcome.</param>
    /// <param name="comparison">Their outcome compared with ours.</param>
    public Verdict Judge(string side, string operation, JsonElement content, Outcome ours, Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        DifferenceRule[] matching = [.. Rules.Where(rule => rule.Applies(side, operation, content))];
        if (comparison.AreEqual)
        {
            return matching.Length == 0
                ? Verdict.Equal
                : Verdict.Failed($"Known difference '{matching[0].Id}' no longer differs: ours equals the recording. Narrow the rule or remove it.");
        }

        string differences = $"{Environment.NewLine}{comparison}";
        return matching.Length switch
        {
            0 => Verdict.Failed($"Ours differs from the recording and no rule of known differences applies:{differences}"),
            1 when matching[0].Ours.Failure(content, ours, comparison) is { } failure =>
                Verdict.Failed($"Known difference '{matching[0].Id}' applies, but {failure}{Environment.NewLine}Against the recording:{differences}"),
            1 => Verdict.Known(matching[0]),
            _ => Verdict.Failed(
                $"More than one rule applies: {string.Join(", ", matching.Select(rule => rule.Id))}. Make them exclusive.{differences}"),
        };
    }
}
