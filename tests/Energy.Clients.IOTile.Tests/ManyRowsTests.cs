using Energy.Clients.Tests;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.IOTile.Tests;

/// <summary>More rows than the server orders in one answer, and more than anyone wants to hold.</summary>
public class ManyRowsTests
{
    private static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0);

    [Theory]
    [InlineData(49_000, 1)]
    [InlineData(230_000, 1)]
    [InlineData(130_000, 3600)]
    public async Task DataRead_MoreThanTheServerOrders_GivesEveryReadingOnceInOrder(int count, int seconds)
    {
        using var server = new RowServer(First, Duration.FromSeconds(seconds), count);
        using var client = server.Client();
        var expected = 0;

        await foreach (var reading in client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 10_000 }))
        {
            Assert.Equal(First + Duration.FromSeconds((long)seconds * expected), reading.Start);
            Assert.Equal(expected++, reading.Value);
        }

        Assert.Equal(count, expected);
        Assert.InRange(server.Requests, count / 10_000, (count / 10_000 * 3) + 40);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1800, 1)]
    [InlineData(1965, 3600)]
    [InlineData(1969, 1)]
    [InlineData(2099, 600)]
    [InlineData(2150, 1)]
    [InlineData(2400, 60)]
    [InlineData(9990, 3600)]
    public async Task DataRead_InAnyYear_GivesEveryReadingOnceInOrder(int year, int seconds)
    {
        var first = Instant.FromUtc(year, 1, 1, 0, 0);
        using var server = new RowServer(first, Duration.FromSeconds(seconds), 70_000);
        using var client = server.Client();
        foreach (var range in new[] { new Interval(null, null), new Interval(first, null), new Interval(null, first + (Duration.FromSeconds(seconds) * 70_000L)) })
        {
            var expected = 0;
            var before = server.Requests;

            await foreach (var reading in client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 10_000, Range = range }))
            {
                Assert.Equal(first + (Duration.FromSeconds(seconds) * (long)expected), reading.Start);
                Assert.Equal(expected++, reading.Value);
            }

            Assert.Equal(70_000, expected);
            Assert.InRange(server.Requests - before, 7, 120);
        }
    }

    [Fact]
    public async Task DataRead_InMostDistantYears_GivesEveryReadingOnceInOrder()
    {
        // A row every 51 days, from the year 1 to 9775.
        var first = Instant.FromUtc(1, 1, 1, 0, 0);
        var step = Duration.FromDays(51);
        using var server = new RowServer(first, step, 70_000);
        using var client = server.Client();

        var readings = await client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 10_000 }).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 70_000).Select(i => (first + (step * (long)i), (double?)i)), readings.Select(static r => (r.Start, r.Value)));
    }

    [Theory]
    [InlineData("2024-01-01T00:00:04.0000001")]
    [InlineData("2024-01-01T00:00:04.000000999")]
    [InlineData("2024-01-01T00:00:03.999999999")]
    public async Task DataRead_OfRangesThatMeetWithinAMicrosecond_HasEachRowOnce(string meeting)
    {
        using var server = new RowServer(First, Duration.FromSeconds(1), 10);
        using var client = server.Client();
        var middle = InstantPattern.ExtendedIso.Parse(meeting + "Z").Value;

        var before = await ReadAsync(new Interval(First, middle));
        var behind = await ReadAsync(new Interval(middle, null));

        // The row at four seconds sharp lies before the first two, and is of their microsecond.
        Assert.Equal("0 1 2 3", before);
        Assert.Equal("4 5 6 7 8 9", behind);

        async Task<string> ReadAsync(Interval range) =>
            string.Join(' ', await client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { Range = range }).Select(static r => r.Value).ToListAsync());
    }

    [Fact]
    public async Task DataRead_FromATimeFinerThanAMicrosecondBefore1970_IsAskedFromTheMicrosecondBeforeIt()
    {
        using var server = new RowServer(Instant.FromUtc(1969, 12, 31, 23, 59, 58), Duration.FromSeconds(1), 4);
        using var client = server.Client();
        var range = new Interval(Instant.FromUtc(1969, 12, 31, 23, 59, 58) + Duration.FromNanoseconds(500), null);

        var readings = await client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { Range = range }).ToListAsync();

        Assert.Equal([0d, 1, 2, 3], readings.Select(static r => r.Value));
    }

    [Fact]
    public async Task DataRead_RangeOfMoreThanTheServerOrders_GivesJustTheRange()
    {
        using var server = new RowServer(First, Duration.FromSeconds(1), 300_000);
        using var client = server.Client();
        var query = new IOTileDataQuery { PageSize = 10_000, Range = new Interval(First + Duration.FromSeconds(20_000), First + Duration.FromSeconds(180_000)) };

        var readings = await client.Data.ReadAsync(IOTileFixture.Stream, query).ToListAsync();

        Assert.Equal(Enumerable.Range(20_000, 160_000).Select(static i => (double?)i), readings.Select(static r => r.Value));
    }

    [Fact]
    public async Task DataRead_OverSeveralWindows_GoesOnExactly()
    {
        using var server = new RowServer(First, Duration.FromSeconds(1), 120_000);
        using var client = server.Client();

        var all = await ResumeLaw.AssertAsync(() =>
            client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 10_000, Range = new Interval(First, null) }), mostItems: 4);

        Assert.Equal(120_000, all.Count);
    }

    [Fact]
    public async Task DataRead_TooManyRowsWithinAMicrosecond_IsAnErrorAndNoLoss()
    {
        using var server = new RowServer(First, Duration.FromNanoseconds(0), 60_000);
        using var client = server.Client();

        var failure =
            await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 10_000 }).CountAsync());

        Assert.Contains("ListRowsAsync", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.ResumeFrom);
    }
}
