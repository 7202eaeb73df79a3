namespace Energy.Clients.Conformance.Tests;

public sealed class RuleFileTests
{
    [Fact]
    public void Corpus_VariableIsSet_FolderExists() =>
        Assert.True(
            Environment.GetEnvironmentVariable(Corpus.Variable) is null or "" || Corpus.Absence is null,
            $"{Corpus.Variable} names a folder that does not exist: {Corpus.ExpectedRoot}");

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
}
