namespace Energy.Clients.Fuzz;

/// <summary>A short piece of what the program runs for hours: the same inputs each time.</summary>
public class FuzzTests
{
    private const int Inputs = 1_000;

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(static t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Target_FedWithWhatChanceMakesOfItsSeeds_DoesWhatItMay(string name)
    {
        var target = FuzzTarget.Of(name);
        var corpus = Corpus.Seeds(name).Select(File.ReadAllBytes).ToList();
        Assert.NotEmpty(corpus);
        var mutator = new Mutator(42);
        for (var i = 0; i < Inputs * target.Share; i++)
        {
            target.Feed(mutator.Next(corpus));
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Target_FedWithItsSeedsAndWhatItOnceFailedOn_DoesWhatItMay(string name)
    {
        var target = FuzzTarget.Of(name);
        foreach (var file in Corpus.Seeds(name).Concat(Corpus.Regressions(name)))
        {
            target.Feed(File.ReadAllBytes(file));
        }
    }
}
