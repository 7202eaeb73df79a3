using Energy.Clients.Tests;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Which pages of a list are asked for, with what, and where it ends.</summary>
public sealed class ListLawTests
{
    // Twenty-three items.
    [Theory]
    [InlineData(null, 1, new[] { "" }, 1)]
    [InlineData(10, 1, new[] { "page=1&per-page=10", "page=2&per-page=10", "page=3&per-page=10" }, 1)]
    [InlineData(23, 1, new[] { "page=1&per-page=23" }, 1)]
    [InlineData(22, 1, new[] { "page=1&per-page=22", "page=2&per-page=22" }, 1)]
    [InlineData(10, 2, new[] { "page=2&per-page=10", "page=3&per-page=10" }, 11)]
    [InlineData(null, 2, new[] { "page=2", "page=3" }, 11)]
    public async Task List_AsksForThesePagesAndNoMore(int? size, int firstPage, string[] pages, int first)
    {
        using var server = new Asked(new ListServer(23, alwaysPaged: false));
        using var client = Client(server);

        var items = await client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = size, FirstPage = firstPage }).Select(static s => s.Id).ToListAsync();

        Assert.Equal(Enumerable.Range(first, 24 - first).Select(static i => (long)i), items);
        Assert.Equal(pages, server.Queries);
    }

    [Theory]
    [InlineData(null, 1, new[] { "", "page=2", "page=3" }, 1)]
    [InlineData(null, 3, new[] { "page=3" }, 21)]
    [InlineData(12, 1, new[] { "page=1&per-page=12", "page=2&per-page=12" }, 1)]
    public async Task ListThatAlwaysHasPages_IsReadToItsEnd(int? size, int firstPage, string[] pages, int first)
    {
        using var server = new Asked(new ListServer(23, alwaysPaged: true));
        using var client = Client(server);

        var query = new FlexMeasuresAssetSensorQuery { PageSize = size, FirstPage = firstPage };
        var read = await client.Assets.ListSensorsAsync(1, query).AsPages().ToListAsync();

        Assert.Equal(Enumerable.Range(first, 24 - first).Select(static i => (long)i), read.SelectMany(static p => p.Items).Select(static s => s.Id));
        Assert.All(read, static p => Assert.Equal(23, p.Total));
        Assert.Equal(pages, server.Queries);
    }

    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData("a b", null, null, "filter=a%20b")]
    [InlineData(null, "id", null, "sort-by=id&sort-dir=asc")]
    [InlineData(null, "id", true, "sort-by=id&sort-dir=desc")]
    [InlineData(null, "id", false, "sort-by=id&sort-dir=asc")]
    [InlineData(null, null, true, "sort-dir=desc")]
    [InlineData(null, null, false, "sort-dir=asc")]
    public async Task Query_IsSent(string? filter, string? sortBy, bool? descending, string query)
    {
        using var server = new Asked(new ListServer(3, alwaysPaged: false));
        using var client = Client(server);

        await client.Users.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { Filter = filter, SortBy = sortBy, Descending = descending }).CountAsync();

        Assert.Equal([query], server.Queries.Select(static q => q.Replace('+', ' ').Replace(" ", "%20", StringComparison.Ordinal)));
    }

    [Fact]
    public void Query_OutOfBounds_IsRefusedAtTheCall()
    {
        using var server = new ListServer(3, alwaysPaged: false);
        using var client = Client(server);
        foreach (var bad in (FlexMeasuresSensorQuery[])[new() { PageSize = 0 }, new() { PageSize = -1 }, new() { FirstPage = 0 }, new() { PageSize = 5, FirstPage = -1 },
            new() { Filter = "'open" }, new() { Filter = "end\\" }])
        {
            Assert.Throws<ArgumentException>(() => client.Sensors.ListAsync(bad));
        }

        Assert.NotNull(client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 1, FirstPage = 1, Filter = "'closed' \"too\"" }));
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("a b", new[] { "a", "b" })]
    [InlineData("  a\t b ", new[] { "a", "b" })]
    [InlineData("'a b' \"c d\"", new[] { "a b", "c d" })]
    [InlineData("a'b c'd", new[] { "ab cd" })]
    [InlineData("a\\ b", new[] { "a b" })]
    [InlineData("\"a\\\"b\\c\"", new[] { "a\"b\\c" })]
    [InlineData("'a\\'", new[] { "a\\" })]
    [InlineData("", new string[0])]
    public void Filter_IsSplitLikeAShellDoes(string filter, string[] terms) => Assert.Equal(terms, FlexMeasuresFilter.Split(filter));

    // Each answer that does not say what it must, or says it wrongly.
    [Theory]
    [InlineData("""{"data":[{"id":1}],"num-records":1}""")]
    [InlineData("""{"data":[{"id":1}],"filtered-records":"1"}""")]
    [InlineData("""{"data":[{"id":1}],"filtered-records":1.5}""")]
    [InlineData("""{"data":[{"id":1}],"filtered-records":null}""")]
    [InlineData("""{"filtered-records":1}""")]
    [InlineData("""[{"id":1}]""")]
    [InlineData("""{"data":[{"id":1}],"filtered-records":2}""")]
    [InlineData("""{"data":[{"id":1}],"filtered-records":0}""")]
    [InlineData("""{"data":[],"filtered-records":1}""")]
    public async Task Page_ThatIsNotWhole_IsRefused(string body)
    {
        using var handler = new Canned((200, body));
        using var client = Canned.Client(handler);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 5 }).ToListAsync());
        Assert.NotNull(failure.ResumeFrom);
        if (!body.Contains("data", StringComparison.Ordinal))
        {
            Assert.Contains(body[0] == '{' ? "The member 'data' is missing" : "", failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_WithAMemberThatIsNotKnown_IsToldWhereItMustBe()
    {
        foreach (var (member, known) in new[] { ("num-records", true), ("status", true), ("more", false) })
        {
            using var handler = new Canned((200, $$"""{"data":[{"id":1}],"filtered-records":1,"{{member}}":1}"""));
            using var client = Canned.Client(handler, static o => o.Strict = true);
            var failure = await Record.ExceptionAsync(async () => await client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 5 }).ToListAsync());
            Assert.Equal(known, failure is null);
        }
    }

    // A page that is gone ends the list only where the list, asked again, has become as short as that.
    [Theory]
    [InlineData(4, true)]
    [InlineData(0, true)]
    [InlineData(5, false)]
    [InlineData(12, false)]
    [InlineData(-1, false)]
    [InlineData(-2, false)]
    public async Task PageThatIsGone_EndsTheListWhereItHasBecomeThatShort(int now, bool ends)
    {
        using var witness = new Witness();
        const string Page = """{"data":[{"id":1},{"id":2},{"id":3},{"id":4}],"num-records":12,"filtered-records":12}""";
        using var handler = new Canned(
            (200, Page), (404, """{"message":"The requested URL was not found on the server.","status":404}"""),
            (200, now == -1 ? "[]" : now == -2 ? "{}" : $$"""{"data":[],"filtered-records":{{now}}}"""));
        using var client = new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token", MaxRetries = 0 },
            new() { PrimaryHandler = handler, LoggerFactory = witness });
        var seen = new List<long>();

        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (var sensor in client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 4 }))
            {
                seen.Add(sensor.Id);
            }
        });

        Assert.Equal([1, 2, 3, 4], seen);
        Assert.Equal(ends, failure is null);
        Assert.Equal(3, handler.Requests.Count);
        Assert.EndsWith("page=1&per-page=4", handler.Requests[2].Target, StringComparison.Ordinal);
        Assert.Equal(ends ? 1 : 0, witness.Events.Count(static e => e.Name == "ListMoved"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task FirstPageThatIsNotThere_IsAnError(int firstPage)
    {
        using var handler = new Canned((404, """{"message":"The requested URL was not found on the server.","status":404}"""), (200, """{"data":[],"filtered-records":0}"""));
        using var client = Canned.Client(handler);

        await Assert.ThrowsAsync<EnergyNotFoundException>(async () =>
            await client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 4, FirstPage = firstPage }).ToListAsync());
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task TokenOfAList_IsOfThatListAlone()
    {
        using var server = new ListServer(23, alwaysPaged: false);
        using var client = Client(server);
        var query = new FlexMeasuresSensorQuery { PageSize = 10 };
        var token = (await client.Sensors.ListAsync(query).WithTokens().ElementAtAsync(11)).GetToken();

        Assert.Equal(13, await client.Sensors.ListAsync(query).StartingAt(token).Select(static s => s.Id).FirstAsync());
        foreach (var other in (FlexMeasuresSensorQuery[])[query with { PageSize = 11 }, query with { FirstPage = 2 }, query with { Filter = "a" }, query with { PageSize = null }])
        {
            Assert.Throws<ArgumentException>(() => client.Sensors.ListAsync(other).StartingAt(token));
        }
    }

    private static FlexMeasuresClient Client(HttpMessageHandler handler) =>
        new(new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token", MaxRetries = 0 }, handler);

    // Keeps the queries.
    private sealed class Asked(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public List<string> Queries { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Queries.Add(request.RequestUri!.Query.TrimStart('?'));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
