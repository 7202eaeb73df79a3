using System.Reflection;
using System.Text;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>What is to come of each fault, for each read: <c>Faults/outcomes.txt</c>, rules that were written down before they were tried.</summary>
/// <param name="Rules">The rules; of those that fit a fault and a read the last one counts.</param>
internal sealed record Outcomes(IReadOnlyList<Outcomes.Rule> Rules)
{
    private const string Begin = "<!-- The fault matrix: written by its tests from Faults/outcomes.txt. -->";
    private const string End = "<!-- The end of the fault matrix. -->";

    private static readonly string Project = typeof(Outcomes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!;

    /// <summary>Reads blocks of four lines: the rule, and what stands behind <c>faults:</c>, <c>reads:</c> and <c>ends:</c>.</summary>
    public static Outcomes Read() => new([.. File.ReadAllLines(Path.Combine(Project, "Faults", "outcomes.txt"))
        .Where(static l => l.Length > 0 && !l.StartsWith('#'))
        .Chunk(4)
        .Select(static b => new Rule(b[0], Behind(b[1], "faults:", ';'), Behind(b[2], "reads:", ';'), Behind(b[3], "ends:", '|')))]);

    /// <summary>The rule of one cell's row; <see langword="null"/> where none fits.</summary>
    public Rule? Of(WireFault fault, Read read) => Rules.LastOrDefault(r => r.IsOf(fault) && r.IsOf(read));

    /// <summary>Fails where the document shows other rules, or writes them again when the environment variable says so.</summary>
    public void AssertIsIn(string document)
    {
        var path = Path.Combine(Project, "..", "..", "docs", document);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, $"docs/{document} lacks the lines '{Begin}' and '{End}'.");
        var made = text[..(begin + Begin.Length)] + "\n" + Table() + text[end..];
        if (Environment.GetEnvironmentVariable("ENERGY_CLIENTS_NET") == "update")
        {
            File.WriteAllText(path, made);
            return;
        }

        Assert.True(made == text, $"docs/{document} shows another table than Faults/outcomes.txt. Run this test with ENERGY_CLIENTS_NET=update.");
    }

    private static string[] Behind(string line, string name, char separator) => line.StartsWith(name, StringComparison.Ordinal)
        ? line[name.Length..].Split(separator, StringSplitOptions.TrimEntries)
        : throw new InvalidOperationException($"Faults/outcomes.txt: '{line}' should begin with '{name}'.");

    private string Table()
    {
        var table = new StringBuilder("\n| rule | faults | lists and reads | once | twice | always |\n|---|---|---|---|---|---|\n");
        foreach (var rule in Rules)
        {
            var faults = string.Join("; ", WireFault.All.Where(rule.IsOf).Select(static f => f.Name));
            var reads = rule.Reads is ["*"] ? "all" : string.Join(", ", rule.Reads).Replace("*", "…", StringComparison.Ordinal);
            table.Append($"| {rule.Because} | {faults} | {reads} | {Show(rule.Ends[0])} | {Show(rule.Ends[1])} | {Show(rule.Ends[2])} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Show(string outcome) => outcome.StartsWith("Energy", StringComparison.Ordinal) ? $"`{outcome}`" : outcome;

    /// <summary>A rule.</summary>
    /// <param name="Because">The rule in words.</param>
    /// <param name="Faults">Names of faults, or how they begin (<c>stall *</c>).</param>
    /// <param name="Reads">All (<c>*</c>), those whose name begins so (<c>Stem.*</c>), or one.</param>
    /// <param name="Ends">What comes of it, struck once, twice and always.</param>
    internal sealed record Rule(string Because, IReadOnlyList<string> Faults, IReadOnlyList<string> Reads, IReadOnlyList<string> Ends)
    {
        public bool IsOf(WireFault fault) => Faults.Any(f => Fits(f, fault.Name));

        public bool IsOf(Read read) => Reads.Any(r => Fits(r, read.Name));

        private static bool Fits(string pattern, string name) => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
    }
}
