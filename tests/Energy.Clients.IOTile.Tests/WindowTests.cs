using System.Text;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>How many requests a read of all rows takes, and where its first window lies. Pages of one row, so that the server makes few of its many.</summary>
public class WindowTests
{
    private static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0);

    // A page for every so many rows, and two more for each fifty thousand where there are more: the look at a half, and the window that was too wide.
    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(1, null, 1)]
    [InlineData(1_000, null, 1)]
    [InlineData(1_001, null, 2)]
    [InlineData(1_001, 500, 3)]
    [InlineData(50_000, 10_000, 5)]
    [InlineData(50_001, 10_000, 10)]
    [InlineData(100_000, 10_000, 14)]
    [InlineData(100_001, 10_000, 17)]
    public async Task Plan_OfAllRows_IsOfPagesAndWindows(int count, int? pageSize, long requests)
    {
        using var server = new CannedServer(_ => CannedServer.List(count, false));
        using var client = server.Client();
        var series = client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = pageSize });

        Assert.Equal(requests, await RequestsOfAsync(series));
        Assert.Contains("page_size=1", Assert.Single(server.Requests).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(5_000, null, 1)]
    [InlineData(5_001, null, 2)]
    [InlineData(10, 5, 2)]
    [InlineData(11, 5, 3)]
    public async Task Plan_OfAStream_IsOfItsPages(int count, int? pageSize, long requests)
    {
        using var server = new CannedServer(_ => CannedServer.List(count, false));
        using var client = server.Client();

        Assert.Equal(requests, await RequestsOfAsync(client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { PageSize = pageSize })));
    }

    [Fact]
    public async Task Plan_OfTheNewestRows_IsNotKnownAndAsksNothing()
    {
        using var server = new CannedServer(static _ => CannedServer.List(3, false));
        using var client = server.Client();

        Assert.Null(await RequestsOfAsync(client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { LastN = 3 })));
        Assert.Null(await RequestsOfAsync(client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 3 })));
        Assert.Empty(server.Requests);
    }

    // Rows at 0.7, 1.2, 2.0 and 3.0 seconds, of which whole seconds come. A page is asked for from the second of the row before it on, and never from before the caller's start.
    [Theory]
    [InlineData(1, "start=2024-01-01T00:00:00.5Z")]
    [InlineData(2, "start=2024-01-01T00:00:00.5Z")]
    [InlineData(3, "start=2024-01-01T00:00:01Z")]
    public async Task Plan_OfARest_CountsFromItsSecondOnAndNotBeforeTheStart(int taken, string start)
    {
        using var server = new TableServer();
        server.Rows.AddRange([(At(0.7), 1, 1), (At(1.2), 2, 2), (At(2), 3, 3), (At(3), 4, 4)]);
        using var client = server.Client();
        ReadingSeries Make() => client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 1, Range = new Interval(At(0.5), null) });
        var token = default(PageToken);
        await foreach (var row in Make().WithTokens())
        {
            token = row.GetToken();
            if (--taken == 0)
            {
                break;
            }
        }

        server.Queries.Clear();
        await RequestsOfAsync(Make().StartingAt(token!));

        Assert.Equal([start], server.Queries);
    }

    // Far more rows than a window may have, before 1970 or after 2100, close together or far apart.
    [Theory]
    [InlineData(1950, 3_600_000_000L, null, 1965)]
    [InlineData(1950, 3_600_000_000L, 1955, 1965)]
    [InlineData(2150, 60_000_000L, 2140, null)]
    [InlineData(2024, 1_000L, null, null)]
    [InlineData(2024, 10L, 2024, null)]
    [InlineData(2024, 2L, 2023, 2025)]
    public async Task Read_OfMoreRowsThanAWindowHas_BeginsWithTheFirstOfItsRange(int year, long microseconds, int? from, int? to)
    {
        var first = Instant.FromUtc(year, 1, 1, 0, 0);
        var step = Duration.FromTicks(microseconds * 10);
        using var server = new RowServer(first, step, 200_000);
        using var client = server.Client();
        var range = new Interval(StartOf(from), StartOf(to));

        var reading = await client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 1, Range = range }).FirstAsync();

        var index = from is null || StartOf(from) <= first ? 0 : (int)((StartOf(from)!.Value - first) / step);
        Assert.Equal(index, reading.Value);
        Assert.InRange(server.Requests, 3, 60);

        static Instant? StartOf(int? year) => year is { } known ? Instant.FromUtc(known, 1, 1, 0, 0) : null;
    }

    [Theory]
    [InlineData(50_000, 1)]
    [InlineData(50_001, 3)]
    public async Task Read_OfAsManyRowsAsAWindowHas_IsNotNarrowed(int count, int least)
    {
        using var server = new RowServer(First, Duration.FromHours(1), count);
        using var client = server.Client();

        Assert.Equal(0, (await client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 1 }).FirstAsync()).Value);
        Assert.InRange(server.Requests, least, least * 15);
        Assert.Equal(least == 1, server.Requests == 1);
    }

    // Only the rows of the last second of a page are kept in mind, so that of two hundred seconds none is counted in pages.
    [Fact]
    public async Task Read_OfRowsOfTheirOwnSeconds_AsksByTimeAlone()
    {
        using var server = new TableServer();
        server.Rows.AddRange(Enumerable.Range(0, 200).Select(static i => (At(i), (long)i, (long)i)));
        using var client = server.Client();

        Assert.Equal(200, await client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { PageSize = 2 }).CountAsync());
        Assert.Equal(
            Enumerable.Range(1, 198).Select(static i => $"start={At(i)}").Prepend(""),
            server.Queries.Select(static q => string.Join('&', q.Split('&').Where(static p => p.Split('=')[0] is "start" or "page"))));
    }

    [Fact]
    public async Task Read_FromATokenThatWasChanged_IsRefusedAtTheCall()
    {
        using var server = new TableServer();
        server.Rows.AddRange([(At(0), 1, 1), (At(1), 2, 2)]);
        using var client = server.Client();
        ReadingSeries Make() => client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { PageSize = 1 });
        var parts = (await Make().WithTokens().Select(static t => t.GetToken()).FirstAsync()).ToString().Split('.');

        foreach (var position in new[] { "", "/", "//", "x//|1|||", "/x/|1|||", "//|x|||", "//x|1|||", "//|1|x||", "//|1||x|", "//|1|||x", "//|1||", "///|1|||" })
        {
            var token = PageToken.Parse(string.Join('.', [.. parts[..4], System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position))]));
            Assert.Throws<ArgumentException>(() => Make().StartingAt(token));
        }
    }

    private static Instant At(double seconds) => First + Duration.FromSeconds(seconds);

    private static async Task<long?> RequestsOfAsync(ReadingSeries series) => Assert.Single(await new Transfer(new MemorySink()).PlanAsync([TransferSource.Of(series)])).Requests;
}
