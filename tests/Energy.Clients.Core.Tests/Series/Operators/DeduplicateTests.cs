using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class DeduplicateTests
{
    private static readonly Reading[] Doubled = [R(0, 15, 1), R(0, 15, 1), R(15, 30, 2), R(15, 30, 3), R(15, 30, 4), R(30, 45, 5), R(45, 60, 6), R(45, 60, 6)];

    [Theory]
    [InlineData(KeepDuplicate.First, new[] { 1.0, 2, 5, 6 }, 4, 2)]
    [InlineData(KeepDuplicate.Last, new[] { 1.0, 4, 5, 6 }, 4, 2)]
    public async Task Deduplicate_KeepsOneAndTellsTheOthers(KeepDuplicate keep, double[] values, int count, int differing)
    {
        List<DuplicateReading> told = [];

        var kept = await ResumeLaw.AssertAsync(() => new ReadingSource(Doubled, 3, 2).Series(Power).Deduplicate(keep));
        await new ReadingSource(Doubled, 3, 2).Series(Power).Deduplicate(keep, told.Add).ToListAsync();

        Assert.Equal(values, kept.Select(static r => r.Value!.Value));
        Assert.Equal((count, differing), (told.Count, told.Count(static t => t.IsDifferent)));
        Assert.Equal((count, differing), ((int)told[^1].Count, (int)told[^1].Differing));
    }

    [Fact]
    public async Task Deduplicate_OnlyEqual_RefusesTwoThatDifferAndShowsThem()
    {
        var failure = await Assert.ThrowsAsync<SeriesException>(async () => await SeriesOf(Power, Doubled).Deduplicate(KeepDuplicate.OnlyEqual).ToListAsync());

        Assert.Equal((Doubled[2], Doubled[3]), (failure.First, failure.Second));
        Assert.Equal(2, await SeriesOf(Power, Doubled[0], Doubled[1], Doubled[2]).Deduplicate(KeepDuplicate.OnlyEqual).CountAsync());
    }

    [Fact]
    public async Task Deduplicate_OnlyEqual_ResumedBetweenTwoCopies_StillComparesWithTheOneKept()
    {
        var source = new ReadingSource(Doubled, 3, 1);
        var token = default(PageToken);
        await foreach (var tracked in source.Series(Power).Deduplicate(KeepDuplicate.OnlyEqual).WithTokens())
        {
            token = tracked.GetToken();
            if (tracked.Item.Value == 2)
            {
                break;
            }
        }

        await Assert.ThrowsAsync<SeriesException>(async () => await source.Series(Power).Deduplicate(KeepDuplicate.OnlyEqual).StartingAt(token!).ToListAsync());
    }

    // Behind the first 2, which is there again to know its copies by and is none itself: 3, 4, and the second 6.
    [Fact]
    public async Task Deduplicate_Resumed_TellsTheCopiesThatAreLeft()
    {
        var source = new ReadingSource(Doubled, 3, 2);
        var token = await source.Series(Power).Deduplicate(KeepDuplicate.First).WithTokens().Skip(1).Select(static t => t.GetToken()).FirstAsync();
        List<DuplicateReading> told = [];

        var rest = await source.Series(Power).Deduplicate(KeepDuplicate.First, told.Add).StartingAt(token).ToListAsync();

        Assert.Equal(new double?[] { 5, 6 }, rest.Select(static r => r.Value));
        Assert.Equal([(2, 3), (2, 4), (6, 6)], told.Select(static t => (t.Kept.Value!.Value, t.Dropped.Value!.Value)));
    }

    [Theory]
    [InlineData(KeepDuplicate.First)]
    [InlineData(KeepDuplicate.Last)]
    public async Task Deduplicate_AfterAFailure_LosesAndDoublesNothing(KeepDuplicate keep)
    {
        for (var cut = 0; cut < Doubled.Length; cut++)
        {
            var source = new ReadingSource(Doubled, 3, 2);
            await ResumeLaw.AssertAfterFailureAsync(() => source.Series(Power).Deduplicate(keep), () => source.CutBefore = cut, () => source.CutBefore = null);
        }
    }

    [Fact]
    public async Task Deduplicate_OverlapOfOtherStarts_IsStillAnError() =>
        await Assert.ThrowsAsync<SeriesException>(async () => await SeriesOf(Power, R(0, 15, 1), R(10, 25, 1)).Deduplicate(KeepDuplicate.Last).ToListAsync());

    [Fact]
    public void Deduplicate_OtherValue_IsRefusedAtTheCall() => Assert.Throws<ArgumentOutOfRangeException>(() => SeriesOf(Power).Deduplicate((KeepDuplicate)9));
}
