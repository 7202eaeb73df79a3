using Energy.Clients.Tests.Series.Operators;
using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Transfers;

public sealed class ReadNewTests
{
    private static readonly SeriesUri Address = SeriesUri.Parse("test:/a");

    [Fact]
    public async Task ReadNewAsync_PolledEveryFewMinutes_GivesEveryReadingOnce()
    {
        // A day of quarter hours of which the running one is already there, as vendors send it.
        var vendor = new Vendor();
        var clock = new SetClock();
        List<Reading> got = [];
        for (var minute = 7; minute <= 24 * 60; minute += 7)
        {
            clock.Now = At(minute);
            vendor.Now = clock.Now;
            got.AddRange(await (await vendor.ReadNewAsync(Address, got.Count == 0 ? At(0) : got[^1].End, new ReadNewOptions { TimeProvider = clock })).ToListAsync());
        }

        Assert.Equal(Enumerable.Range(0, 95).Select(static i => R(15 * i, 15 * (i + 1), i)), got);
    }

    [Fact]
    public async Task ReadNewAsync_PublishingDelay_LeavesWhatMayStillChange()
    {
        var vendor = new Vendor { Now = At(120), Delay = Duration.FromMinutes(50) };
        var clock = new SetClock { Now = At(120) };

        Assert.Equal(4, await (await vendor.ReadNewAsync(Address, At(0), new ReadNewOptions { TimeProvider = clock })).CountAsync());
        Assert.Equal(7, await (await vendor.ReadNewAsync(Address, At(0), new ReadNewOptions { TimeProvider = clock, PublishingDelay = Duration.FromMinutes(15) })).CountAsync());
        Assert.Empty(await (await vendor.ReadNewAsync(Address, At(90), new ReadNewOptions { TimeProvider = clock })).ToListAsync());
    }

    [Fact]
    public async Task ReadNewAsync_LookBack_ReadsAgainAsFarAsAsked()
    {
        var vendor = new Vendor { Now = At(120) };
        var options = new ReadNewOptions { TimeProvider = new SetClock { Now = At(120) }, LookBack = Duration.FromMinutes(30) };

        Assert.Equal([R(60, 75, 4), R(75, 90, 5), R(90, 105, 6), R(105, 120, 7)], await (await vendor.ReadNewAsync(Address, R(75, 90, 5), options)).ToListAsync());
    }

    [Fact]
    public async Task ReadNewAsync_BehindAnInterval_BeginsWhereItEnds()
    {
        var vendor = new Vendor { Now = At(120) };
        var options = new ReadNewOptions { TimeProvider = new SetClock { Now = At(120) } };

        Assert.Equal([R(90, 105, 6), R(105, 120, 7)], await (await vendor.ReadNewAsync(Address, R(75, 90, 5), options)).ToListAsync());
        Assert.Equal(new Interval(At(90), At(120)), vendor.Asked);
    }

    [Fact]
    public async Task ReadNewAsync_BehindAnInstant_DoesNotGiveItAgain()
    {
        var vendor = new Vendor { Now = At(20), IsOfInstants = true };
        var options = new ReadNewOptions { TimeProvider = new SetClock { Now = At(20) } };

        Assert.Equal([P(15, 1)], await (await vendor.ReadNewAsync(Address, P(0, 0), options)).ToListAsync());
    }

    /// <summary>A poller that stores nothing but the token behind its last reading, and is killed behind any.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task ReadNewAsync_ByToken_GoesOnBehindTheLastReadingWhateverCameSince(int lookBack)
    {
        var vendor = new Vendor();
        var clock = new SetClock();
        var options = new ReadNewOptions { TimeProvider = clock, LookBack = Duration.FromMinutes(lookBack) };
        var got = new SortedDictionary<Instant, Reading>();
        string? token = null;
        for (var minute = 40; minute <= 12 * 60; minute += 40)
        {
            clock.Now = vendor.Now = At(minute);
            var poll = token is null ? await vendor.ReadNewAsync(Address, At(0), options) : await vendor.ReadNewAsync(Address, PageToken.Parse(token), options);
            await foreach (var tracked in poll.WithTokens().Take(3 + (minute % 3)))
            {
                if (token is not null)
                {
                    Assert.True(tracked.Item.Start >= got.Values.Last().End - options.LookBack - Duration.FromMinutes(15));
                }

                got[tracked.Item.Start] = tracked.Item;
                token = tracked.GetToken().ToString();
            }
        }

        Assert.Equal(Enumerable.Range(0, got.Count).Select(static i => R(15 * i, 15 * (i + 1), i)), got.Values);
        Assert.True(got.Count > 15);

        // The rest, in one.
        clock.Now = vendor.Now = At(16 * 60);
        Assert.Equal(R(15 * got.Count, 15 * (got.Count + 1), got.Count),
            await (await vendor.ReadNewAsync(Address, PageToken.Parse(token!), options with { LookBack = Duration.Zero })).FirstAsync());
    }

    [Fact]
    public async Task ReadNewAsync_ByATokenOfAFailure_GivesWhatWasLeft()
    {
        Reading[] readings = [.. Enumerable.Range(0, 8).Select(static i => R(15 * i, 15 * (i + 1), i))];
        var source = new ReadingSource(readings, 4, 2) { CutBefore = 5 };
        var vendor = new Vendor { Source = source };
        var options = new ReadNewOptions { TimeProvider = new SetClock { Now = At(120) } };
        var failure = await Assert.ThrowsAsync<EnergyTransportException>(async () => await (await vendor.ReadNewAsync(Address, At(0), options)).ToListAsync());
        source.CutBefore = null;

        Assert.Equal(readings[5..], await (await vendor.ReadNewAsync(Address, failure.ResumeFrom!, options)).ToListAsync());
    }

    [Fact]
    public async Task ReadNewAsync_ByATokenOfAResumedPollThatFailedAtOnce_DoesNotLeadBack()
    {
        Reading[] readings = [.. Enumerable.Range(0, 8).Select(static i => R(15 * i, 15 * (i + 1), i))];
        var source = new ReadingSource(readings, 4, 2);
        var vendor = new Vendor { Source = source };
        var options = new ReadNewOptions { TimeProvider = new SetClock { Now = At(120) } };
        var poll = await vendor.ReadNewAsync(Address, At(0), options);
        var behindThird = (await poll.WithTokens().Skip(2).FirstAsync()).GetToken();

        // Taken up again, it breaks before anything came: what it says is still behind the third.
        source.CutBefore = 3;
        var failure = await Assert.ThrowsAsync<EnergyTransportException>(async () => await poll.StartingAt(behindThird).ToListAsync());
        source.CutBefore = null;

        Assert.Equal(readings[3..], await (await vendor.ReadNewAsync(Address, failure.ResumeFrom!, options)).ToListAsync());
    }

    [Fact]
    public async Task ReadNewAsync_ByATokenOfSomethingElse_IsRefused()
    {
        var vendor = new Vendor { Now = At(120) };
        var options = new ReadNewOptions { TimeProvider = new SetClock { Now = At(120) } };
        var ofPoll = (await (await vendor.ReadNewAsync(Address, At(0), options)).WithTokens().FirstAsync()).GetToken();
        var ofRead = (await vendor.Open(Address, new Interval(At(0), At(60))).WithTokens().FirstAsync()).GetToken();
        var ofChain = (await vendor.Open(Address, new Interval(At(0), At(60))).ToEnergy().Resample(Duration.FromMinutes(30)).WithTokens().FirstAsync()).GetToken();

        foreach (var (address, token) in ((SeriesUri, PageToken)[])[(SeriesUri.Parse("test:/b"), ofPoll), (Address, ofRead), (Address, ofChain)])
        {
            Assert.Contains("not of a poll of", (await Assert.ThrowsAsync<ArgumentException>(async () => await vendor.ReadNewAsync(address, token, options))).Message,
                StringComparison.Ordinal);
        }
    }

    private sealed class SetClock : TimeProvider
    {
        public Instant Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
    }

    private sealed class Vendor : ISeriesReader
    {
        public Instant Now { get; set; }

        public Duration Delay { get; init; }

        public bool IsOfInstants { get; init; }

        public ReadingSource? Source { get; init; }

        public Interval Asked { get; private set; }

        public string SeriesScheme => "test";

        public ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default) =>
            Source is not null
            ? Source.Series(Power).Where(r => r.Start >= range.Start && r.Start < range.End)
            : SeriesOf(IsOfInstants ? Temperature : Power,
                [.. Enumerable.Range(0, 200)
                    .Select(i => IsOfInstants ? P(15 * i, i) : R(15 * i, 15 * (i + 1), i)).Where(r => r.Start >= range.Start && r.Start < range.End && r.Start < Now)]);

        public ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default)
        {
            Asked = range;
            return new(Open(series, range, cancellationToken));
        }

        public Duration PublishingDelayOf(SeriesUri series) => Delay;
    }
}
