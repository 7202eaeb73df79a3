using System.Reflection;

namespace Energy.Clients.Conventions.Tests;

public class PublicApiTests
{
    private const string UpdateVariable = "ENERGY_CLIENTS_UPDATE_API";

    private static readonly string[] Names = [.. Packages.All.Where(static a => a.EntryPoint is null).Select(Packages.NameOf)];

    public static TheoryData<string> Libraries => [.. Names];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicApi_IsTheCommittedOne(string package)
    {
        var file = Path.Combine(Packages.ProjectDirectory, "PublicApi", package + ".txt");
        var actual = ApiListing.Of(Packages.All.Single(a => Packages.NameOf(a) == package));
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllLines(file, actual);
        }

        Assert.True(File.Exists(file), $"The public API of {package} is not committed yet. {HowToUpdate(package)}");
        var committed = File.ReadAllLines(file);
        var differences = committed.Except(actual).Select(static l => "- " + l).Concat(actual.Except(committed).Select(static l => "+ " + l)).ToList();
        Assert.True(differences.Count == 0,
            $"The public API of {package} is not the committed one:\n{string.Join('\n', differences)}\nA line that goes breaks its users. {HowToUpdate(package)}");
    }

    [Fact]
    public void Listing_OfAPackageThatIsNoMore_IsRemoved()
    {
        var known = Names.ToHashSet();
        Packages.AssertNone(
            "There is no such package any more. Delete its listing:",
            Directory.EnumerateFiles(Path.Combine(Packages.ProjectDirectory, "PublicApi"), "*.txt")
                .Select(static f => Path.GetFileNameWithoutExtension(f)).Where(name => !known.Contains(name)));
    }

    private static string HowToUpdate(string package) =>
        $"If this is meant, run '{UpdateVariable}=1 dotnet test tests/Energy.Clients.Conventions.Tests' and commit PublicApi/{package}.txt.";
}
