using System.Text;

namespace Energy.Clients.Conformance;

/// <summary>The result of comparing two JSON values.</summary>
public sealed class Comparison
{
    private const int MaxShown = 12;

    /// <summary>What differs, in document order; empty when the values agree.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>The concrete paths (of the expected value) at which a difference was found, one for each entry of <see cref="Differences"/>.</summary>
    public List<string> DifferentPaths { get; } = [];

    /// <summary>The concrete paths of the expected leaves that were compared by value.</summary>
    public List<string> ExactLeaves { get; } = [];

    /// <summary>How many expected leaves were compared by shape only.</summary>
    public int ShapeLeaves { get; set; }

    /// <summary>How many expected leaves were not compared.</summary>
    public int IgnoredLeaves { get; set; }

    /// <summary>Whether the values agree.</summary>
    public bool AreEqual => Differences.Count == 0;

    internal void Differ(string path, string what)
    {
        DifferentPaths.Add(path);
        Differences.Add($"{(path.Length == 0 ? "(whole value)" : path)}: {what}");
    }

    internal void Add(Comparison other)
    {
        Differences.AddRange(other.Differences);
        DifferentPaths.AddRange(other.DifferentPaths);
        ExactLeaves.AddRange(other.ExactLeaves);
        ShapeLeaves += other.ShapeLeaves;
        IgnoredLeaves += other.IgnoredLeaves;
    }

    /// <summary>The differences, a line each, cut when there are many.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (string difference in Differences.Take(MaxShown))
        {
            text.Append("  ").AppendLine(difference);
        }

        if (Differences.Count > MaxShown)
        {
            text.Append("  and ").Append(Differences.Count - MaxShown).AppendLine(" more");
        }

        return text.ToString();
    }
}
