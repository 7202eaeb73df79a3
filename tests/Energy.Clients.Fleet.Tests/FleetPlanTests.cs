using NodaTime;

namespace Energy.Clients.Fleet.Tests;

public sealed class FleetPlanTests
{
    private static readonly Dictionary<string, string> Nobody = [];

    [Theory]
    [InlineData(10, 3, 3, 4)]
    [InlineData(3, 3, 1, 1)]
    [InlineData(2, 3, 0, 1)]
    [InlineData(100, 7, 14, 15)]
    public void Shares_AreDividedEvenly(int shares, int processes, int least, int most)
    {
        var plan = FleetPlan.Divide(Names("share", shares), Names("process", processes), Nobody);

        Assert.Equal(shares, plan.Count);
        Assert.All(Names("process", processes), p => Assert.InRange(plan.Values.Count(v => v == p), least, most));
    }

    [Fact]
    public void ProcessThatDies_GivesOnlyItsOwnSharesToOthers()
    {
        var before = FleetPlan.Divide(Names("share", 12), Names("process", 3), Nobody);

        var after = FleetPlan.Divide(Names("share", 12), ["process0", "process2"], before.Where(static b => b.Value != "process1").ToDictionary());

        Assert.All(before.Where(static b => b.Value != "process1"), b => Assert.Equal(b.Value, after[b.Key]));
        Assert.Equal([6, 6], after.Values.CountBy(static v => v).Select(static c => c.Value));
    }

    [Fact]
    public void ProcessThatComes_TakesItsPartAndNoMore()
    {
        var before = FleetPlan.Divide(Names("share", 12), Names("process", 3), Nobody);

        var after = FleetPlan.Divide(Names("share", 12), Names("process", 4), before);

        Assert.Equal(3, before.Count(b => after[b.Key] != b.Value));
        Assert.All(before.Where(b => after[b.Key] != b.Value), b => Assert.Equal("process3", after[b.Key]));
    }

    [Fact]
    public void WithoutProcesses_NobodyReads() => Assert.Empty(FleetPlan.Divide(Names("share", 2), [], Nobody));

    [Fact]
    public void Series_AreDealtToShardsOfTheirAccountAndInterval()
    {
        var shards = new FleetShards(500);
        shards.Add(new FleetShard("stem", 900, 0), 499);

        var dealt = Enumerable.Range(0, 1_002)
            .Select(i => shards.Deal(new FleetSeries { Series = SeriesUri.Parse($"stem:/sites/{i}/MONITOR"), Since = default })).CountBy(static s => s).ToDictionary();
        var other = shards.Deal(new FleetSeries { Series = SeriesUri.Parse("stem+north:/sites/1/MONITOR"), Since = default, Every = Duration.FromHours(1) });

        Assert.Equal(1, dealt[new FleetShard("stem", 900, 0)]);
        Assert.Equal(500, dealt[new FleetShard("stem", 900, 1)]);
        Assert.Equal(500, dealt[new FleetShard("stem", 900, 2)]);
        Assert.Equal(1, dealt[new FleetShard("stem", 900, 3)]);
        Assert.Equal(new FleetShard("stem+north", 3_600, 0), other);
    }

    [Fact]
    public void DueTimes_AreSpreadOverThreeQuartersOfTheInterval()
    {
        var edge = Instant.FromUtc(2024, 6, 15, 12, 0);

        var due = Enumerable.Range(0, 30).Select(i => (new FleetShard("stem+north", 900, i).FirstDue(edge) - edge).TotalSeconds).Order().ToList();

        // Thirty points on 675 s lie 22.5 s apart on average; the golden share leaves no gap of more than twice that and a second of rounding. The rest is for the run itself.
        Assert.All(due, static d => Assert.InRange(d, 0.001, 675));
        Assert.All(due.Zip(due.Skip(1)), static pair => Assert.InRange(pair.Second - pair.First, 5, 46));
        var shard = new FleetShard("stem+north", 900, 4);
        Assert.Equal(shard.FirstDue(edge) + Duration.FromMinutes(15), shard.FirstDue(edge + Duration.FromMinutes(15)));
    }

    [Theory]
    [InlineData(null, null, true)]      // Never read.
    [InlineData(-1, null, true)]        // Before it was last due.
    [InlineData(-1, 5, true)]           // Begun before it was due: what was published since then may not be there.
    [InlineData(0, 20, false)]
    [InlineData(100, 120, false)]
    [InlineData(100, 20, true)]         // Begun again, and not brought to its end.
    public void Shard_ThatWasNotReadToItsEndSinceItWasLastDue_IsOverdue(int? started, int? ended, bool expected)
    {
        var shard = new FleetShard("stem+north", 900, 4);
        var due = shard.FirstDue(Instant.FromUtc(2024, 6, 15, 12, 0));
        var state = new FleetShardState(1, At(started), At(ended));

        Assert.Equal(expected, state.IsOverdue(shard, due + Duration.FromSeconds(600)));
        Assert.True(state.IsOverdue(shard, due + Duration.FromMinutes(16)));

        Instant? At(int? seconds) => seconds is { } s ? due + Duration.FromSeconds(s) : null;
    }

    [Theory]
    [InlineData(1, "stem")]
    [InlineData(3, "stem#1")]
    public void ShardOfAnAccountWithShares_BelongsToOneOfThem(int shares, string expected) =>
        Assert.Equal(expected, new FleetShard("stem", 900, 4).UnitOf(new Dictionary<string, int> { ["stem"] = shares }));

    [Theory]
    [InlineData(nameof(FleetOptions.ShardSize))]
    [InlineData(nameof(FleetOptions.CheckIn))]
    [InlineData(nameof(FleetOptions.ShardsAtOnce))]
    [InlineData(nameof(FleetOptions.SeriesAtOnce))]
    [InlineData(nameof(FleetOptions.MaxBackoff))]
    [InlineData(nameof(FleetOptions.ShutdownLimit))]
    [InlineData(nameof(FleetOptions.MaxClockError))]
    [InlineData(nameof(FleetOptions.Schema))]
    [InlineData(nameof(FleetOptions.Folder))]
    [InlineData(nameof(FleetOptions.ConnectionString))]
    [InlineData(nameof(FleetOptions.Shares))]
    public void Option_OutOfRange_IsRefusedByNameAndRemedy(string property)
    {
        var options = new FleetOptions();
        switch (property)
        {
            case nameof(FleetOptions.ConnectionString):
                options.ConnectionString = "Password=very-secret";
                break;
            case nameof(FleetOptions.Schema):
                options.Schema = "Readings";
                break;
            case nameof(FleetOptions.Folder):
                options.Folder = " ";
                break;
            case nameof(FleetOptions.Shares):
                options.Shares["stem"] = 0;
                break;
            default:
                var info = typeof(FleetOptions).GetProperty(property)!;
                info.SetValue(options, info.PropertyType == typeof(int) ? 0 : TimeSpan.FromSeconds(-1));
                break;
        }

        var failure = Assert.Single(new FleetOptionsValidator().Validate(null, options).Failures!);

        Assert.Contains(property, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", failure, StringComparison.Ordinal);
        Assert.True(new FleetOptionsValidator().Validate(null, new FleetOptions()).Succeeded);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0)]
    [InlineData(-900)]
    [InlineData(604_801)]
    public void Interval_ThatIsNone_IsRefused(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new FleetSeries { Series = SeriesUri.Parse("stem:/sites/1/MONITOR"), Since = default, Every = Duration.FromSeconds(seconds) });

    private static string[] Names(string what, int count) => [.. Enumerable.Range(0, count).Select(i => what + i)];
}
