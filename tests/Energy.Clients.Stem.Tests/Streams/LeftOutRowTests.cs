using System.Text;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Stem.Tests.Streams;

/// <summary>Rows that cannot be read, and rows of one start that say different things: none goes in silence.</summary>
[Collection(ListeningCollection.Name)]
public class LeftOutRowTests
{
    private static readonly Instant Midnight = Instant.FromUtc(2024, 5, 1, 0, 0);
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    public static TheoryData<string, string, string> UnreadableRows => new()
    {
        { "a time that is none", Wire.Interval("yesterday", "2024-05-01T00:30:00Z", 2), ".start_datetime" },
        { "an end before its start", Wire.Interval("2024-05-01T00:15:01Z", "2024-05-01T00:15:00Z", 2), "" },
        { "text for a number", """{"start_datetime":"2024-05-01T00:15:01Z","end_datetime":"2024-05-01T00:30:00Z","kw_total_avg":"2"}""", ".kw_total_avg" },
        { "a number beyond a double", """{"start_datetime":"2024-05-01T00:15:01Z","end_datetime":"2024-05-01T00:30:00Z","kw_total_avg":1e400}""", "" },
        { "a number beyond a double, below zero", """{"start_datetime":"2024-05-01T00:15:01Z","end_datetime":"2024-05-01T00:30:00Z","kw_total_avg":-1e400}""", "" },
        { "a member missing", """{"start_datetime":"2024-05-01T00:15:01Z","kw_total_avg":2}""", "" },
        { "no object", "\"row\"", "" },
        { "half a surrogate pair", """{"start_datetime":"\ud83d","end_datetime":"2024-05-01T00:30:00Z","kw_total_avg":2}""", "" },
    };

    [Theory]
    [MemberData(nameof(UnreadableRows))]
    public async Task UnreadableRow_FailsTheReadWithItsPlace_AlsoOfGet(string what, string row, string member)
    {
        using var mock = Answering(Wire.Streams((Wire.Monitor, Wire.Quarter(0, 1) + "," + row + "," + Wire.Quarter(2, 3))));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);
        foreach (var read in new Func<Task>[]
        {
            async () => await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day()).ToListAsync(),
            () => stem.Streams.GetAsync("site-1", StemStreamType.Monitor, Day()),
        })
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(read);
            Assert.True(failure.JsonPath == "$.stream_types[0].streams[1]" + member, $"{what}: {failure.JsonPath}");
            Assert.InRange(failure.BytePosition!.Value, 150, 330);
        }
    }

    [Theory]
    [MemberData(nameof(UnreadableRows))]
    public async Task UnreadableRow_WhereTheyAreSkipped_IsCountedNamedAndLoggedOnce(string what, string row, string member)
    {
        using var witness = new Witness();
        using var mock = Answering(Wire.Streams((Wire.Monitor, Wire.Quarter(0, 1) + "," + row + "," + Wire.Quarter(2, 3) + "," + row)));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, new() { PrimaryHandler = mock, LoggerFactory = witness });
        var leftOut = new List<StemLeftOutRow>();
        var query = Day() with { SkipUnreadableRows = true, LeftOut = leftOut.Add };

        var readings = await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, query).ToListAsync();

        Assert.True(readings.SequenceEqual([At(0, 1), At(2, 3)]), what);
        Assert.Equal(["$.stream_types[0].streams[1]" + member, "$.stream_types[0].streams[3]" + member], leftOut.Select(l => l.Fault!.JsonPath));
        Assert.All(leftOut, l => Assert.Null(l.Reading));
        Assert.Equal(2, witness.Measurements.Count(m => m.Instrument == "energy_clients.rows_left_out" && m.Tags.Contains("unreadable", StringComparison.Ordinal)));
        Assert.Single(witness.Lines, l => l.Contains("streams[1]", StringComparison.Ordinal));
        Assert.DoesNotContain(witness.Lines, l => l.Contains("streams[3]", StringComparison.Ordinal));

        leftOut.Clear();
        var window = await stem.Streams.GetAsync("site-1", StemStreamType.Monitor, query);
        Assert.Equal([1.0, 3.0], window.Streams.Single().Intervals.Select(i => i.Kilowatts));
        Assert.Equal(2, leftOut.Count);
    }

    [Fact]
    public async Task UnreadableRow_OfATypeThatIsNamedBehindItsRows_HasItsPlace()
    {
        using var mock =
            Answering($$"""{"stream_types":[{"streams":[],"stream_type":"OTHER"},{"streams":[{{Wire.Quarter(0, 1)}},{{Wire.Interval("never", "x", 1)}}"""
                + $$"""],"stream_type":"MONITOR"}],"id":"i","name":"n"}""");
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day()).ToListAsync());

        Assert.Equal("$.stream_types[1].streams[1].start_datetime", failure.JsonPath);
        Assert.InRange(failure.BytePosition!.Value, 160, 210);
    }

    [Fact]
    public async Task BrokenJson_IsNoRowToSkip()
    {
        using var mock = Answering(Wire.Streams((Wire.Monitor, Wire.Quarter(0, 1) + ",{\"start_datetime\":}")));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);

        await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
            await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day() with { SkipUnreadableRows = true }).ToListAsync());
    }

    [Fact]
    public async Task InvalidUtf8_InListsAndStreams_IsAPayloadErrorOrAnErrorWithItsStatus()
    {
        var bodies = new Dictionary<string, byte[]>
        {
            ["/clients"] = [.. """{"total":1,"page":"1","clients":[{"id":"a"""u8, 0xff, .. "\",\"name\":\"n\",\"link\":\"l\"}]}"u8],
            ["/streams"] = [.. """{"id":"i","name":"n","stream_types":[{"stream_type":"MON"""u8, 0xff, .. "\",\"streams\":[]}]}"u8],
        };
        using var mock = new MockHttpMessageHandler();
        mock.When("*")
            .Respond(request =>
                new HttpResponseMessage { Content = new ByteArrayContent(bodies.First(b => request.RequestUri!.AbsolutePath.EndsWith(b.Key, StringComparison.Ordinal)).Value) });
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, mock);

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await stem.Clients.ListAsync().ToListAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(() => stem.Streams.GetAsync("site-1", StemStreamType.Monitor, Day()));

        using var refusing = new MockHttpMessageHandler();
        refusing.When("*").Respond(_ => new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new ByteArrayContent([0xff, .. "No data available"u8]) });
        using var refused = new StemClient(new StemClientOptions { ApiKey = "k-1" }, refusing);
        Assert.Empty(await refused.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day()).ToListAsync());
    }

    [Theory]
    [InlineData(StemContradiction.TakeLast, 7.0, 1.0)]
    [InlineData(StemContradiction.TakeFirst, 1.0, 7.0)]
    public async Task RowsOfOneStart_ThatContradict_AreDecidedAsTheCallerSaysAndTold(StemContradiction choice, double taken, double left)
    {
        using var witness = new Witness();
        using var mock =
            Answering(Wire.Streams(
                (Wire.Monitor, string.Join(',', Wire.Quarter(0, 1), Wire.Quarter(1, 2), Wire.Quarter(0, 7), Wire.Quarter(1, 2), Wire.Quarter(2, null), Wire.Quarter(2, 0)))));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, new() { PrimaryHandler = mock, LoggerFactory = witness });
        var leftOut = new List<StemLeftOutRow>();

        var readings = await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, Day() with { OnContradiction = choice, LeftOut = leftOut.Add }).ToListAsync();

        Assert.Equal([At(0, taken), At(1, 2), At(2, choice == StemContradiction.TakeLast ? 0 : null)], readings);
        Assert.Equal(
            [(At(0, left), At(0, taken)), (At(1, 2), At(1, 2)), (At(2, choice == StemContradiction.TakeLast ? null : 0), readings[2])],
            leftOut.Select(l => (l.Reading!.Value, l.Taken!.Value)));
        Assert.Equal(2, witness.Measurements.Count(m => m.Instrument == "energy_clients.rows_left_out" && m.Tags.Contains("contradicted", StringComparison.Ordinal)));
        Assert.Single(witness.Lines, l => l.Contains("different things", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RowsThatComeTwice_AreTakenOnceCountedAndLoggedOnce()
    {
        using var witness = new Witness();
        var rows = string.Join(',', Wire.Quarter(0, 1), Wire.Quarter(1, null));
        using var mock = Answering(Wire.Streams((Wire.Monitor, rows), (Wire.Monitor, rows)));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, new() { PrimaryHandler = mock, LoggerFactory = witness });
        var leftOut = new List<StemLeftOutRow>();

        var query = Day() with { OnContradiction = StemContradiction.Refuse, LeftOut = leftOut.Add };
        var readings = await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, query).ToListAsync();

        Assert.Equal([At(0, 1), At(1, null)], readings);
        Assert.Equal([(At(0, 1), At(0, 1)), (At(1, null), At(1, null))], leftOut.Select(l => (l.Reading!.Value, l.Taken!.Value)));
        Assert.Equal(2, witness.Measurements.Count(m => m.Instrument == "energy_clients.rows_left_out" && m.Tags.Contains("repeated", StringComparison.Ordinal)));
        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
    }

    [Fact]
    public async Task RowsOfOneStart_ThatContradict_AreRefusedWhereTheCallerSaysSo()
    {
        await using var stem = await StemFixture.StartAsync();
        stem.Faults.Always(StemFault.SameStampTwice());
        var query = stem.Query(Midnight, Midnight + Duration.FromDays(1));

        Assert.Equal(96, await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).CountAsync());
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(
            async () => await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query with { OnContradiction = StemContradiction.Refuse }).ToListAsync());
        Assert.Contains("2024-05-01T00:00:00Z", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query with { OnContradiction = (StemContradiction)3 }));
    }

    [Fact]
    public async Task Token_OfAnotherChoice_IsRefused()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = stem.Query(Midnight, Midnight + Duration.FromDays(60));
        var token = (await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query).AsPages().FirstAsync()).Next!;

        Assert.Throws<ArgumentException>(() =>
            stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query with { OnContradiction = StemContradiction.TakeFirst }).StartingAt(token));
        Assert.Throws<ArgumentException>(() => stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query with { SkipUnreadableRows = true }).StartingAt(token));
    }

    [Theory]
    [InlineData("monitor", "MONITOR")]
    [InlineData("Converter", "CONVERTER")]
    [InlineData("Interval_Revenue", "INTERVAL_REVENUE")]
    public async Task KnownType_InAnotherCase_IsRefusedAtTheCall(string type, string known)
    {
        await using var stem = await StemFixture.StartAsync();
        var query = stem.Query(Midnight, Midnight + Quarter);

        foreach (var call in new Func<Task>[]
        {
            () => stem.Client.Streams.ReadAsync(stem.SiteId, new StemStreamType(type), query).ToListAsync().AsTask(),
            () => stem.Client.Streams.GetAsync(stem.SiteId, new StemStreamType(type), query),
            () => stem.Client.Open(SeriesUri.Create("stem", "sites", stem.SiteId, type), query.Range).ToListAsync().AsTask(),
        })
        {
            Assert.Contains(known, (await Assert.ThrowsAsync<ArgumentException>(call)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, stem.Server.Requests.Total);
    }

    [Fact]
    public async Task UnknownType_WithoutAnyReading_IsToldOnceASeries()
    {
        using var witness = new Witness();
        await using var stem = await StemFixture.StartAsync(loggers: witness);
        var query = stem.Query(Midnight, Midnight + Duration.FromDays(90));

        Assert.Empty(await stem.Client.Streams.ReadAsync(stem.SiteId, new StemStreamType("MONITR"), query).ToListAsync());
        Assert.Single(witness.Events, e => e.Name == "DataWarning");
        Assert.DoesNotContain("MONITR", witness.Everything, StringComparison.Ordinal);

        stem.Server.State.AddSite("quiet", "Nothing yet");
        Assert.Empty(await stem.Client.Streams.ReadAsync("quiet", StemStreamType.Monitor, query).ToListAsync());
        Assert.Single(witness.Events, e => e.Name == "DataWarning");
    }

    [Fact]
    public async Task RowsOfTheWindowBefore_AreCountedAndLoggedOnce_AlsoWhereTheyReachUpToThisOne()
    {
        using var witness = new Witness();
        await using var stem = await StemFixture.StartAsync(loggers: witness);
        var (start, end) = (Instant.FromUtc(2024, 1, 10, 0, 0), Instant.FromUtc(2024, 3, 10, 0, 0));
        var january = Instant.FromUtc(2024, 2, 10, 0, 0) - start;
        var leftOut = new List<StemLeftOutRow>();

        // The second month is answered with the first once more, whose last day is next to what was asked for.
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"api/v1/sites/{stem.SiteId}/streams?start_datetime=2024-01-10T00:00:00Z&end_datetime=2024-02-10T00:00:00Z&resolution=900&stream_type=MONITOR");
        using var answer = await stem.Client.SendAsync(request);
        stem.Faults.After(1, Fault.Body(await answer.Content.ReadAsStringAsync()));
        var readings =
            await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(start, end) with { LeftOut = leftOut.Add }).ToListAsync();

        var far = (int)((january - Duration.FromDays(1)) / Quarter);
        Assert.Equal(Enumerable.Range(0, (int)(january / Quarter)).Select(i => start + (Quarter * i)), readings.Select(r => r.Start));
        Assert.Equal(readings.Take(far), leftOut.Select(l => l.Reading!.Value));
        Assert.All(leftOut, static l => Assert.Null(l.Taken));
        Assert.Equal(far, witness.Measurements.Count(m => m.Instrument == "energy_clients.rows_left_out" && m.Tags.Contains("other_time", StringComparison.Ordinal)));
        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
        Assert.Contains("another time", witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_OfAnotherTime_AreToldOnceASeries()
    {
        using var witness = new Witness();
        await using var stem = await StemFixture.StartAsync(loggers: witness);
        var read = stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Instant.FromUtc(2024, 1, 10, 0, 0), Instant.FromUtc(2024, 4, 10, 0, 0)));
        stem.Faults.Always(Fault.Body(Wire.Streams((Wire.Monitor, string.Join(',', Wire.Quarter(0, 1), Wire.Quarter(1, 2))))));

        Assert.Empty(await read.ToListAsync());

        Assert.Single(witness.Events, static e => e.Name == "DataWarning");
        Assert.Contains("another time", witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Total_OfAList_IsExposedAndNeverSteers()
    {
        await using var stem = await StemFixture.WithListsAsync(5, 0, 2);
        foreach (var total in new[] { "0", "2", "99999", "2.5" })
        {
            stem.Faults.Clear();
            stem.Faults.Always(Fault.Member("total", total));
            var pages = await stem.Client.Clients.ListAsync(stem.ClientQuery).AsPages().ToListAsync();
            Assert.Equal(Enumerable.Range(0, 5).Select(i => $"client-{i}"), pages.SelectMany(p => p.Items).Select(c => c.Id));
            Assert.All(pages, p => Assert.Equal((long)double.Parse(total, System.Globalization.CultureInfo.InvariantCulture), p.Total));
        }
    }

    [Theory]
    [InlineData(250, true)]
    [InlineData(3, false)]
    [InlineData(1, false)]
    public async Task List_WhosePagesTheServerMakesSmaller_TellsThatItsTotalIsHigher(int total, bool tells)
    {
        using var witness = new Witness();
        using var mock = Answering(Wire.Clients($$""","total":{{total}},"page":"1" """, "a", "b", "c"));
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1" }, new() { PrimaryHandler = mock, LoggerFactory = witness });

        Assert.Equal(3, await stem.Clients.ListAsync(new StemClientQuery { PageSize = 500 }).CountAsync());

        Assert.Equal(tells ? 1 : 0, witness.Events.Count(static e => e.Name == "DataWarning"));
    }

    private static StemStreamQuery Day() => new() { Range = new Interval(Midnight, Midnight + Duration.FromDays(1)) };

    private static Reading At(int quarter, double? value) => new(Midnight + (Quarter * quarter), Midnight + (Quarter * (quarter + 1)), value);

    private static MockHttpMessageHandler Answering(string body)
    {
        var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(_ => new HttpResponseMessage { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
        return mock;
    }
}
