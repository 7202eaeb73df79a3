using System.Reflection;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>A committed text file that what the clients do is compared with, line by line.</summary>
internal static class Net
{
    private const string Switch = "ENERGY_CLIENTS_NET";
    private const int MostShown = 40;

    private static readonly string Folder = Path.Combine(
        typeof(Net).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!, "Nets");

    /// <summary>Fails with the lines that differ, or writes the file anew when the environment variable says so.</summary>
    public static void AssertHolds(string file, IEnumerable<string> lines)
    {
        var path = Path.Combine(Folder, file);
        var actual = lines.SelectMany(static l => l.Split('\n')).ToList();
        if (Environment.GetEnvironmentVariable(Switch) == "update")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, string.Join('\n', actual) + "\n");
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n') : [];
        if (expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            return;
        }

        var differences = Differences(expected, actual).ToList();
        Assert.Fail(
            $"{file} differs in {differences.Count} lines (- the file, + the clients now):\n{string.Join('\n', differences.Take(MostShown))}\n"
            + $"Where the change is wanted, run these tests with {Switch}=update, review the difference, and commit it with a line in the changelog.");
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
