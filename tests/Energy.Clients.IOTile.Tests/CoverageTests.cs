using System.Text;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>A read knows whether it got what it asked for, and a write what was made.</summary>
public class CoverageTests
{
    [Theory]
    [InlineData(5, 3)]
    [InlineData(2, 3)]
    public async Task List_WhoseItemsAreNotAsManyAsItsTotal_IsAnErrorWithAToken(int total, int items)
    {
        using var server = new CannedServer(target => target.Contains("page=2", StringComparison.Ordinal)
            ? CannedServer.List(total, false, Enumerable.Range(2, items - 2).Select(Org))
            : CannedServer.List(total, true, Org(0), Org(1)));
        using var client = server.Client();
        var read = 0;

        var error = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            await foreach (var _ in client.Organizations.ListAsync())
            {
                read++;
            }
        });

        Assert.Equal(items, read);
        Assert.Contains($"it has {total} items and ended after {items}", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.ResumeFrom);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(5, false)]
    public async Task List_WhoseNextPageIsNotThere_EndsOnlyWhereTheRestHasGone(int now, bool ends)
    {
        var lists = 0;
        using var server = new CannedServer(request => request.RequestUri!.Query.Contains("page=2", StringComparison.Ordinal)
            ? (404, """{"detail":"Invalid page."}"""u8.ToArray())
            : (200, Encoding.UTF8.GetBytes(CannedServer.List(lists++ == 0 ? 5 : now, true, Org(0), Org(1)))));
        using var client = server.Client();

        var read = client.Organizations.ListAsync().CountAsync();

        if (ends)
        {
            Assert.Equal(2, await read);
        }
        else
        {
            Assert.NotNull((await Assert.ThrowsAsync<EnergyPayloadException>(async () => await read)).ResumeFrom);
        }
    }

    [Fact]
    public async Task List_BegunBehindItsFirstPage_IsNotHeldAgainstItsTotal()
    {
        using var server = new CannedServer(static _ => CannedServer.List(3, false, Org(2)));
        using var client = server.Client();

        Assert.Equal(1, await client.Organizations.ListAsync(new IOTileOrganizationQuery { FirstPage = 2 }).CountAsync());
        Assert.Contains("page=2", Assert.Single(server.Requests).Target, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Organizations.ListAsync(new IOTileOrganizationQuery { FirstPage = 1 }).CountAsync());
    }

    [Fact]
    public async Task Rows_ThatAreFewerThanTheAnswerCounts_AreAnError()
    {
        using var server = new CannedServer(static _ => CannedServer.List(3, false, Row(0), Row(1)));
        using var client = server.Client();

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Streams.ReadAsync(IOTileFixture.Stream).CountAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Streams.ListRowsAsync(IOTileFixture.Stream).CountAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ReadAsync(IOTileFixture.Stream).CountAsync());
    }

    [Fact]
    public async Task Rows_OfAnEmptyAnswerThatSaysThatMoreFollow_AreNotPassedOver()
    {
        var asked = 0;
        using var server = new CannedServer(_ => asked++ switch
        {
            0 => CannedServer.List(5, true, Row(0), Row(1)),
            1 => CannedServer.List(4, true),
            _ => CannedServer.List(4, false, Row(4)),
        });
        using var client = server.Client();
        var read = new List<long?>();

        var error = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            await foreach (var row in client.Streams.ListRowsAsync(IOTileFixture.Stream))
            {
                read.Add(row.IntValue);
            }
        });

        Assert.Equal(2, read.Count);
        Assert.NotNull(error.ResumeFrom);
    }

    [Fact]
    public async Task Newest_MoreThanWereAskedFor_AreAnError()
    {
        using var server = new CannedServer(static _ => CannedServer.List(3, false, Row(0), Row(1), Row(2)));
        using var client = server.Client();

        var error = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
            await client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 2 }).CountAsync());

        Assert.Contains("the newest 2 rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newest_WhileOthersCome_AreThoseOfTheFirstAnswer()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var at = cloud.Now - Duration.FromHours(1);
        await cloud.Client.Data.CreateManyAsync(Enumerable.Range(0, 30).Select(i => IOTileFixture.Row(at + Duration.FromSeconds(i), i)).ToList());
        var read = new List<long?>();

        await foreach (var row in cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 15, PageSize = 10 }))
        {
            read.Add(row.IntValue);
            if (read.Count == 10)
            {
                await cloud.Client.Data.CreateManyAsync(Enumerable.Range(30, 9).Select(i => IOTileFixture.Row(at + Duration.FromSeconds(i), i)).ToList());
            }
        }

        Assert.Equal(Enumerable.Range(15, 15).Select(static i => (long?)i), read);
    }

    [Fact]
    public async Task Pages_BehindTheFirst_DoNotBeginBeforeTheRangeDoes()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var second = cloud.Now - Duration.FromHours(1);
        int[] milliseconds = [200, 400, 600, 700, 800, 900];
        await cloud.Client.Data.CreateManyAsync(milliseconds.Select(ms => IOTileFixture.Row(second + Duration.FromMilliseconds(ms), ms)).ToList());
        var range = new Interval(second + Duration.FromMilliseconds(500), null);

        // Rows are told to the second, so that a page begins again with the second of the row before, whose head is outside.
        Assert.Equal([600, 700, 800, 900], await cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { Range = range, PageSize = 2 })
            .Select(static r => r.IntValue!.Value).ToListAsync());
        Assert.Equal([600d, 700, 800, 900], await cloud.Client.Data.ReadAsync(IOTileFixture.Stream, new IOTileDataQuery { Range = range, PageSize = 2 }, IOTileValueKind.Raw)
            .Select(static r => r.Value!.Value).ToListAsync());
    }

    [Fact]
    public async Task Rows_ThatAreAlike_AllComeAcrossPages()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var at = cloud.Now - Duration.FromHours(1);
        long[] values = [0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 8];
        await cloud.Client.Data.CreateManyAsync(values.Select(v => IOTileFixture.Row(at + Duration.FromSeconds(v), v)).ToList());

        Assert.Equal(values,
            await cloud.Client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { PageSize = 10 }).Select(static r => r.IntValue!.Value).ToListAsync());
        Assert.Equal(values.Select(static v => (double?)v),
            await cloud.Client.Streams.ReadAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { PageSize = 10, Value = IOTileValueKind.Raw })
                .Select(static r => r.Value).ToListAsync());
    }

    [Fact]
    public async Task CreateMany_OfWhichTheServerMadeFewer_IsAnError()
    {
        using var server = new CannedServer(static _ => """{"count":1}""");
        using var client = server.Client();
        var at = Instant.FromUtc(2024, 6, 1, 0, 0);

        var error = await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Data.CreateManyAsync([IOTileFixture.Row(at, 1), IOTileFixture.Row(at, 2)]));

        Assert.Contains("2 objects were sent, and the server says that it made 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IOTileValueKind.Output, "kWh", 2.5)]
    [InlineData(IOTileValueKind.Stored, "", 1.5)]
    [InlineData(IOTileValueKind.Raw, "", 0)]
    public async Task Series_OfARecord_HasTheUnitOfItsValues(IOTileValueKind kind, string unit, double value)
    {
        using var server = new CannedServer(static _ => CannedServer.List(1, false, Row(0)));
        using var client = server.Client();
        var stream = new IOTileStream { Slug = IOTileFixture.Stream, OutputUnit = new IOTileUnit { UnitShort = "kWh" } };

        var series = client.Streams.ReadAsync(stream, new IOTileStreamDataQuery { Value = kind });

        Assert.Equal(unit, series.Info.Unit.ToString());
        Assert.Equal(value, (await series.SingleAsync()).Value);
    }

    [Fact]
    public async Task Accumulation_Total_IsTheSumOfAllStreams()
    {
        // 1.5 + 2 of the first stream, 10 of the second, and the first again: 3.5 + 10 + 3.5.
        using var server = new CannedServer(static target => target.Contains("5001/data/", StringComparison.Ordinal) ? CannedServer.List(2, false, Value(0, "1.5"), Value(1, "2"))
            : target.Contains("/data/", StringComparison.Ordinal) ? CannedServer.List(2, false, Value(0, "10"), Value(1, "null"))
            : target.Contains("stream/s--", StringComparison.Ordinal) ? """{"slug":"s--0000-0001--0000-0000-0000-0001--5001"}"""
            : CannedServer.List(2, false, """{"slug":"s--0000-0001--0000-0000-0000-0001--5001"}""", """{"slug":"s--0000-0001--0000-0000-0000-0001--5002"}"""));
        using var client = server.Client();

        var report = await client.Reports.AccumulateAsync(["d--1", "s--1--1--5001"], new Interval(Instant.FromUtc(2024, 6, 1, 0, 0), Instant.FromUtc(2024, 6, 2, 0, 0)));

        Assert.Equal(17, report.Total);
        Assert.Equal([3.5, 10], report.Streams.Select(static s => s.Sum));
        Assert.Equal(["d--1", "s--1--1--5001"], report.Counted);
        Assert.Empty(report.Skipped);
    }

    [Fact]
    public async Task Accumulation_OfASourceThatIsForbidden_TellsItWithTheServersReason()
    {
        using var server =
            new CannedServer(static request => request.RequestUri!.PathAndQuery.Contains("5001", StringComparison.Ordinal) ? (403, """{"detail":"Not yours."}"""u8.ToArray())
            : request.RequestUri.PathAndQuery.Contains("/data/", StringComparison.Ordinal) ? (200, Encoding.UTF8.GetBytes(CannedServer.List(1, false, Value(0, "10"))))
            : (200, """{"slug":"s--0000-0001--0000-0000-0000-0001--5002"}"""u8.ToArray()));
        using var client = server.Client();

        var report = await client.Reports.AccumulateAsync(["s--1--1--5001", "s--1--1--5002"], new Interval(Instant.FromUtc(2024, 6, 1, 0, 0), Instant.FromUtc(2024, 6, 2, 0, 0)));

        Assert.Equal(["s--1--1--5002"], report.Counted);
        Assert.Equal("s--1--1--5001", Assert.Single(report.Skipped).Source);
        Assert.Contains("Not yours.", report.Skipped[0].Reason, StringComparison.Ordinal);
        Assert.Equal(10, report.Total);
    }

    [Fact]
    public async Task Accumulation_OfASourceWhoseStreamGoesWhileItIsRead_TellsItAndCountsNothingOfIt()
    {
        // The second stream of the device has one page of its data, and is gone by the next.
        using var server = new CannedServer(static request => request.RequestUri!.PathAndQuery switch
        {
            var q when q.Contains("/stream/?device", StringComparison.Ordinal) =>
                (200, Encoding.UTF8.GetBytes(CannedServer.List(2, false, Slug("5001"), Slug("5002")))),
            var q when q.Contains("5002/data/", StringComparison.Ordinal) && q.Contains("start=2024-06-01T00%3A00%3A01", StringComparison.Ordinal) =>
                (404, """{"detail":"Not found."}"""u8.ToArray()),
            var q when q.Contains("5002/data/", StringComparison.Ordinal) => (200, Encoding.UTF8.GetBytes(CannedServer.List(3, true, Value(0, "10"), Value(1, "10")))),
            var q when q.Contains("/data/", StringComparison.Ordinal) => (200, Encoding.UTF8.GetBytes(CannedServer.List(1, false, Value(0, "7")))),
            _ => (200, Encoding.UTF8.GetBytes(Slug("5003"))),
        });
        using var client = server.Client();

        var report = await client.Reports.AccumulateAsync(["d--1", "s--1--1--5003"], new Interval(Instant.FromUtc(2024, 6, 1, 0, 0), Instant.FromUtc(2024, 6, 2, 0, 0)));

        Assert.Equal(["s--1--1--5003"], report.Counted);
        Assert.Equal("d--1", Assert.Single(report.Skipped).Source);
        Assert.Contains("5002 went while it was read", report.Skipped[0].Reason, StringComparison.Ordinal);
        Assert.Equal((7.0, 1), (report.Total, report.Streams.Count));
    }

    [Fact]
    public async Task Rows_OfAnAnswerThatHasNoneAndPromisesMore_AreAnErrorAndNoRowIsPassedOver()
    {
        // Its second page has the row that a reader who goes on would be given.
        using var server = new CannedServer(static target => target.Contains("page=2", StringComparison.Ordinal)
            ? CannedServer.List(3, false, Row(2)) : CannedServer.List(3, true));
        using var client = server.Client();

        var error = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Streams.ReadAsync(IOTileFixture.Stream).CountAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync());

        Assert.NotNull(error.ResumeFrom);
    }

    [Fact]
    public async Task Rows_ThatWerePromisedAndAreNotThere_AreAnErrorBehindWhatCame()
    {
        using var server = new CannedServer(static target => target.Contains("start=", StringComparison.Ordinal) || target.Contains("streamer_id_min=", StringComparison.Ordinal)
            ? CannedServer.List(0, false) : CannedServer.List(3, true, Row(0), Row(1)));
        using var client = server.Client();
        var read = new List<Reading>();

        var error = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            await foreach (var reading in client.Streams.ReadAsync(IOTileFixture.Stream))
            {
                read.Add(reading);
            }
        });
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ListRowsAsync(IOTileFixture.Import).CountAsync());

        Assert.Equal(2, read.Count);
        Assert.Contains("not there any more", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.ResumeFrom);
    }

    [Fact]
    public async Task Rows_ThatBecomeMoreThanTheServerOrdersWhileTheyAreRead_AreAnErrorWithAToken()
    {
        // Counted before they come, they are few; what the answer says behind its rows is as much as it ever gives.
        using var server = new CannedServer(static target => target.Contains("page_size=1", StringComparison.Ordinal)
            ? CannedServer.List(2, true, Row(0)) : $$"""{"next":"more","previous":null,"results":[{{Row(0)}},{{Row(1)}}],"count":{{IOTileDataQuery.MaxLastN}}}""");
        using var client = server.Client();

        var error = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Data.ReadAsync(IOTileFixture.Stream).CountAsync());

        Assert.Contains("left out the oldest", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.ResumeFrom);
    }

    [Fact]
    public async Task Rows_OfOneTimeThatComeBeforeThoseThatWereHandedOut_AreGivenToo()
    {
        var other = Row(1).Replace("\"int_value\":0", "\"int_value\":7", StringComparison.Ordinal);
        using var server = new CannedServer(target => target.Contains("start=", StringComparison.Ordinal)
            ? CannedServer.List(3, false, other, Row(1), Row(2)) : CannedServer.List(4, true, Row(0), Row(1)));
        using var client = server.Client();

        var rows = await client.Streams.ListRowsAsync(IOTileFixture.Stream).Select(static r => (r.Timestamp.ToUnixTimeSeconds() % 60, r.IntValue)).ToListAsync();

        Assert.Equal([(0L, 0L), (1L, 0L), (1L, 7L), (2L, 0L)], rows.Select(static r => (r.Item1, r.IntValue!.Value)));
    }

    [Fact]
    public async Task Newest_OnceAllCame_AskForNothingMore()
    {
        using var server = new CannedServer(static _ => CannedServer.List(2, true, Row(0), Row(1)));
        using var client = server.Client();

        Assert.Equal(2, await client.Streams.ListRowsAsync(IOTileFixture.Stream, new IOTileStreamDataQuery { LastN = 2 }).CountAsync());

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task List_ThatDoesNotSayWhetherMoreFollows_IsAnError()
    {
        using var server = new CannedServer(static _ => $$"""{"count":3,"results":[{{Org(0)}}]}""");
        using var client = server.Client();

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Organizations.ListAsync(new IOTileOrganizationQuery { FirstPage = 2 }).CountAsync());
    }

    [Fact]
    public async Task Device_IsMadeWithATemplateAndAsStaff()
    {
        using var server = new CannedServer(static _ => """{"id":9,"slug":"d--0000-0000-0000-0009"}""");
        using var client = server.Client();

        var made = await client.Devices.CreateAsync(new IOTileNewDevice { Template = "water-meter-v1-1-0", Label = "cellar" });

        Assert.Equal(9, made.Id);
        Assert.Equal([("/api/v1/device/?staff=1", """{"template":"water-meter-v1-1-0","label":"cellar"}""")], server.Requests);
        await Assert.ThrowsAsync<ArgumentException>(() => client.Devices.CreateAsync(new IOTileNewDevice { Template = "" }));
    }

    private static string Slug(string variable) => $$"""{"slug":"s--0000-0001--0000-0000-0000-0001--{{variable}}"}""";

    private static string Org(int number) => $$"""{"slug":"org-{{number}}","name":"Org {{number}}"}""";

    private static string Row(int second) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $$"""{"id":{{second}},"stream":"{{IOTileFixture.Import}}","timestamp":"2024-06-01T00:00:{{second:00}}"""
            + $$"""Z","type":"ITR","int_value":0,"value":1.5,"output_value":2.5,"streamer_local_id":{{second}}}""");

    private static string Value(int second, string output) => $$"""{"timestamp":"2024-06-01T00:00:0{{second}}Z","output_value":{{output}}}""";
}
