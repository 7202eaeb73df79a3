using Energy.Clients.Tests;
using NodaTime;

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
