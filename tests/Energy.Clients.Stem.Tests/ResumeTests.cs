using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.Stem.Tests;

public class ResumeTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 31, 5, 0);
    private static readonly Instant End = Instant.FromUtc(2024, 4, 2, 7, 30);

    [Theory]
    [InlineData(8, 3)]
    [InlineData(9, 3)]
    [InlineData(2, 3)]
    [InlineData(0, 3)]
    [InlineData(5, 1)]
    public async Task Lists_KilledAnywhere_GoOnExactly(int count, int pageSize)
    {
        await using var stem = await StemFixture.WithListsAsync(count, count, pageSize);

        var clients = await ResumeLaw.AssertAsync(() => stem.Client.Clients.ListAsync(stem.ClientQuery), static c => c.Id);
        Assert.Equal(count, clients.Count);
        if (count > 0)
        {
            var sites = await ResumeLaw.AssertAsync(() => stem.Client.Sites.ListAsync("client-0", stem.SiteQuery), static s => s.Id);
            Assert.Equal(count, sites.Count);
            await ResumeLaw.AssertAsync(() => stem.Client.Sites.ListAsync("client-0", stem.SiteQuery with { NameContains = "2" }), static s => s.Id);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(260)]
    public async Task Lists_WhoseServerFailsForGood_GoOnFromTheError(int bytes)
    {
        await using var stem = await StemFixture.WithListsAsync(11, 0, 4);

        var (failure, before) = await ResumeLaw.AssertAfterFailureAsync(
            () => stem.Client.Clients.ListAsync(stem.ClientQuery), () => stem.Faults.After(1, Fault.CutBody(bytes), null), stem.Faults.Clear, static c => c.Id);

        Assert.IsType<EnergyTransportException>(failure);
        Assert.Equal(4, before);
    }

    [Fact]
    public async Task Streams_KilledAnywhere_GoOnExactly()
    {
        await using var stem = await StemFixture.StartAsync();

        var readings =
            await ResumeLaw.AssertAsync(() =>
                stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End) with { Resolution = Duration.FromHours(1) }), mostItems: 12);

        Assert.Equal((int)((End - Start) / Duration.FromHours(1)) + 1, readings.Count);
        await ResumeLaw.AssertAsync(() =>
            stem.Client.Streams.ReadDerivedAsync(stem.SiteId, StemDerivedStream.BuildingLoad, stem.Query(Start, End) with { Resolution = Duration.FromHours(1) }), mostItems: 6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70_000)]
    public async Task Streams_WhoseServerFailsForGood_GoOnFromTheError(int bytes)
    {
        await using var stem = await StemFixture.StartAsync();
        foreach (var fault in new[] { Fault.CutBody(bytes), Fault.Status(503), Fault.Html(), Fault.ExpiredCredential() })
        {
            var (_, before) = await ResumeLaw.AssertAfterFailureAsync(
                () => stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)), () => stem.Faults.After(1, fault, null), stem.Faults.Clear);

            Assert.InRange(before, 2_700, 2_976);
        }
    }

    [Fact]
    public async Task Streams_CutInTheMiddleOnce_ComeWholeAllTheSame()
    {
        await using var stem = await StemFixture.StartAsync();
        var expected = await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)).ToListAsync();
        foreach (var bytes in new[] { 0, 1_000, 100_000 })
        {
            stem.Faults.After(1, Fault.CutBody(bytes));
            Assert.Equal(expected, await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)).ToListAsync());
        }
    }

    [Fact]
    public async Task Token_OfAReadUpToNow_KeepsTheEndThatWasNow()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = new StemStreamQuery { Range = new Interval(Instant.FromUtc(2024, 5, 1, 0, 0), null) };
        var first = await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).AsPages().FirstAsync();
        var whole = await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).ToListAsync();

        var now = Instant.FromDateTimeOffset(stem.Clock.GetUtcNow());
        stem.Clock.Advance(TimeSpan.FromDays(3));

        // The interval that had begun by then is over by now, and belongs to the range.
        var rest = await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).StartingAt(first.Next!).ToListAsync();
        Assert.Equal(whole.Skip(first.Items.Count), rest.Where(r => r.End <= now));
        Assert.True(rest[^1].Start < now && rest[^1].End > now);
        Assert.True(await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).CountAsync() > whole.Count);
    }

    [Fact]
    public async Task Token_OfAnotherReadOrList_IsRefused()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = stem.Query(Start, End);
        var token = (await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).AsPages().FirstAsync()).Next!;

        foreach (var other in new Action[]
        {
            () => stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Converter, query).StartingAt(token),
            () => stem.Client.Streams.ReadAsync("other", StemStreamType.Monitor, query).StartingAt(token),
            () => stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query with { Range = new Interval(Start, End + Duration.FromSeconds(1)) }).StartingAt(token),
            () => stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query with { Resolution = Duration.FromHours(1) }).StartingAt(token),
            () => stem.Client.Streams.ReadDerivedAsync(stem.SiteId, StemDerivedStream.Charge, query).StartingAt(token),
            () => stem.Client.Clients.ListAsync(stem.ClientQuery).AsPages(token),
        })
        {
            Assert.Contains("another query", Assert.Throws<ArgumentException>(other).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task List_WhoseServerIgnoresThePage_IsAnErrorAndNotAnEndlessWalk()
    {
        await using var stem = await StemFixture.WithListsAsync(9, 0, 3);
        stem.Faults.Always(Fault.RepeatedPage());
        var got = new List<string>();

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            await foreach (var client in stem.Client.Clients.ListAsync(stem.ClientQuery))
            {
                got.Add(client.Id);
            }
        });

        Assert.Equal(["client-0", "client-1", "client-2"], got);
        Assert.Contains("same page twice", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WhoseServerIgnoresThePageWhileAFilterKeepsNothing_EndsSoonToo()
    {
        await using var stem = await StemFixture.WithListsAsync(9, 0, 3);
        stem.Faults.Always(Fault.RepeatedPage());

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await stem.Client.Clients.ListAsync(stem.ClientQuery with { NameContains = "nobody" }).ToListAsync());

        Assert.InRange(stem.Server.Requests.Total, 2, 3);
    }
}
