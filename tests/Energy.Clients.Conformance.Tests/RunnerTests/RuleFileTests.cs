namespace Energy.Clients.Conformance.Tests;

public sealed class RuleFileTests
{
    [Fact]
    public void KnownDifferences_EveryCommittedFile_IsWellFormed()
    {
        string[] files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "KnownDifferences"), "*.json");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Assert.NotNull(KnownDifferences.Parse(File.ReadAllText(file)));
        }
    }

    [Fact]
    public void Volatile_EveryCommittedFile_IsWellFormed()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Volatile"), "*.json"))
        {
            Assert.NotNull(VolatileRules.Parse(File.ReadAllText(file)));
        }
    }

    [Theory]
    [InlineData("""{"operation":"*","path":"body.at","mode":"shape"}""")]
    [InlineData("""{"operation":"*","path":"body.at","mode":"sometimes","reason":"the clock of the server"}""")]
    [InlineData("""{"operation":"*","path":"body..at","mode":"shape","reason":"the clock of the server"}""")]
    [InlineData("""{"path":"body.at","mode":"shape","reason":"the clock of the server"}""")]
    public void Volatile_MalformedRule_Throws(string rule) => Assert.Throws<FormatException>(() => VolatileRules.Parse($"[{rule}]"));

    [Fact]
    public void Volatile_SideOperationAndContent_ChooseThePaths()
    {
        VolatileRules rules = VolatileRules.Parse("""
            [
              {"operation":"*","path":"body.a","mode":"shape","reason":"the clock of the server"},
              {"operation":["x","y"],"side":"emulator","path":"body.b","mode":"ignored","reason":"the clock of the server"},
              {"operation":"x","when":[{"path":"n","equals":1}],"path":"body.c","mode":"ignored","reason":"the clock of the server"}
            ]
            """);
        Assert.Equal(["body.a", "body.b", "body.c"], Paths("emulator", "x", 1));
        Assert.Equal(["body.a", "body.c"], Paths("client", "x", 1));
        Assert.Equal(["body.a"], Paths("client", "y", 1));

        IEnumerable<string> Paths(string side, string operation, int n) =>
            rules.For(side, operation, JsonText.Parse($$"""{"n":{{n}}}""")).Select(path => path.Path.Text);
    }
}
