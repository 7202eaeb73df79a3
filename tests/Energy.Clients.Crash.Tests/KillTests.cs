using Energy.Clients.Postgres.Tests;

namespace Energy.Clients.Crash.Tests;

/// <summary>A process that is killed (<c>kill -9</c>) while it transfers; another finishes. The long run: <c>dotnet run -c Release --project tests/Energy.Clients.Crash.Tests --
/// kill --kills 100</c>.</summary>
[Collection(nameof(Crash))]
public sealed class KillTests
{
    private const int Limit = 180_000;
    private const int Kills = 3;

    [ServerFact]
    public Task Postgres_KilledAtRandomAndFinished_HoldsExactlyTheSource() => RunAsync("postgres");

    [Fact(Timeout = Limit)]
    public Task Csv_KilledAtRandomAndFinished_HoldsExactlyTheSource() => RunAsync("csv");

    [Fact(Timeout = Limit)]
    public Task JsonLines_KilledAtRandomAndFinished_HoldsExactlyTheSource() => RunAsync("jsonl");

    [Fact(Timeout = Limit)]
    public Task Parquet_KilledAtRandomAndFinished_HoldsExactlyTheSource() => RunAsync("parquet");

    [Fact(Timeout = Limit)]
    public Task FlexMeasures_KilledAtRandomAndFinished_HoldsExactlyTheSource() => RunAsync("flexmeasures");

    private static async Task RunAsync(string kind)
    {
        await using var target = CrashTarget.Kinds[kind]();
        await target.StartAsync();

        var report = await KillRun.RunAsync(target, Kills, seed: 42);

        // What was stored is compared there; here, that the kills met something.
        Assert.Equal(Kills, report.Marks.Count);
        if (kind == "postgres")
        {
            Assert.Equal(0, report.Torn);
        }
    }
}
