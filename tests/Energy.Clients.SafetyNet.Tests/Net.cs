using System.Reflection;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>
/// Committed text files, one a vendor, that what the clients do is compared with, line by line. A file has sections, each under a line <c>=== name</c>:
/// one file, so that a new operation changes one.
/// </summary>
internal static class Net
{
    private const string Switch = "ENERGY_CLIENTS_NET";
    private const string Header = "=== ";
    private const int MostShown = 40;

    private static readonly Lock Writing = new();
    private static readonly string Folder = Path.Combine(ProjectDirectory, "Nets");

    /// <summary>Where the project's files are committed.</summary>
    public static string ProjectDirectory => typeof(Net).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!;

    /// <summary>Fails with the lines of the section that differ, or writes it again when the environment variable says so.</summary>
    public static void AssertHolds(string file, string section, IEnumerable<string> lines)
    {
        var path = Path.Combine(Folder, file + ".txt");
        var actual = lines.SelectMany(static l => l.Split('\n')).ToList();
        if (Environment.GetEnvironmentVariable(Switch) == "update")
        {
            Write(path, section, actual);
            return;
        }

        var expected = Sections(path).GetValueOrDefault(section, []);
        if (expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            return;
        }

        var differences = Differences([.. expected], actual).ToList();
        Assert.Fail(
            $"Section {section} of {file}.txt differs in {differences.Count} lines (- the file, + the clients now):\n{string.Join('\n', differences.Take(MostShown))}\n"
            + $"Where the change is wanted, run these tests with {Switch}=update, review the difference, and commit it with a line in the changelog.");
    }

    private static void Write(string path, string section, List<string> lines)
    {
        lock (Writing)
        {
            Directory.CreateDirectory(Folder);
            var sections = Sections(path);
            sections[section] = lines;
            File.WriteAllText(path, string.Concat(sections.Select(static s => $"{Header}{s.Key}\n{string.Concat(s.Value.Select(static l => l + "\n"))}")));
        }
    }

    private static SortedDictionary<string, List<string>> Sections(string path)
    {
        var sections = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        List<string> lines = [];
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                sections[line[Header.Length..]] = lines = [];
            }
            else
            {
                lines.Add(line);
            }
        }

        return sections;
    }

    // By the longest common subsequence between the first and the last line that differ.
    private static IEnumerable<string> Differences(string[] expected, List<string> actual)
    {
        var start = expected.Zip(actual).TakeWhile(static p => p.First == p.Second).Count();
        var end = expected.Skip(start).Reverse().Zip(actual.Skip(start).Reverse()).TakeWhile(static p => p.First == p.Second).Count();
        var (before, now) = (expected[start..^end], actual[start..^end]);
        var common = new int[before.Length + 1, now.Count + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < before.Length || j < now.Count;)
        {
            if (i < before.Length && j < now.Count && before[i] == now[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == now.Count || (i < before.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return $"- {start + i + 1}: {before[i++]}";
            }
            else
            {
                yield return $"+ {start + j + 1}: {now[j++]}";
            }
        }
    }
}
