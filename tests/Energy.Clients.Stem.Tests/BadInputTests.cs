using System.Net;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Energy.Clients.Stem.Tests;

[Collection(ListeningCollection.Name)]
public class BadInputTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 5, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2024, 5, 2, 0, 0);

    [Theory]
    [InlineData(null, "ApiKey is empty")]
    [InlineData("", "ApiKey is empty")]
    [InlineData("schlüssel-123", "ApiKey has a character at position 4")]
    [InlineData("two words", "ApiKey has a character at position 3")]
    [InlineData("line-end\n", "ApiKey has a character at position 8")]
    public void Key_ThatCannotBeSent_IsRefusedWithoutRepeatingIt(string? key, string expected)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => new StemClient(new StemClientOptions { ApiKey = key }));

        Assert.Contains("StemClientOptions: " + expected, failure.Message, StringComparison.Ordinal);
        Assert.True(string.IsNullOrEmpty(key) || !failure.ToString().Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Http_OffLoopback_IsRefusedAndAllowHttpIsNamed()
    {
        var options = new StemClientOptions { ApiKey = "k-123", BaseAddress = new Uri("http://stem.example.com") };

        Assert.Contains("AllowHttp", Assert.Throws<OptionsValidationException>(() => new StemClient(options)).Message, StringComparison.Ordinal);
        options.AllowHttp = true;
        using var client = new StemClient(options);
        Assert.Equal(new Uri("http://stem.example.com/"), client.BaseAddress);
    }

    [Fact]
    public async Task Resolution_ThatStemDoesNotHave_IsRefusedAtTheCall()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = stem.Query(Start, End) with { Resolution = Duration.FromSeconds(600) };

        foreach (var call in Reads(stem, query))
        {
            var failure = Assert.Throws<ArgumentOutOfRangeException>(call);
            Assert.Contains("900, 1800 and 3600 seconds, not of 600", failure.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => stem.Client.Streams.GetAsync(stem.SiteId, StemStreamType.Monitor, query));
        Assert.Throws<ArgumentOutOfRangeException>(() => stem.Client.Open(SeriesUri.Parse($"stem:/sites/{stem.SiteId}/MONITOR?resolution=600"), new Interval(Start, End)));
        Assert.Equal(0, stem.Server.Requests.Total);
    }

    [Fact]
    public async Task Range_WithoutAStart_IsRefusedAtTheCall()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = new StemStreamQuery { Range = new Interval(null, End) };

        Assert.All(Reads(stem, query), call => Assert.Contains("must have a start", Assert.Throws<ArgumentOutOfRangeException>(call).Message, StringComparison.Ordinal));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => stem.Client.Streams.GetAsync(stem.SiteId, StemStreamType.Monitor, query));
        Assert.Equal(0, stem.Server.Requests.Total);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task PageSize_OutOfRange_IsRefusedAtTheCall(int size)
    {
        await using var stem = await StemFixture.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>(() => stem.Client.Clients.ListAsync(new StemClientQuery { PageSize = size }));
        Assert.Throws<ArgumentOutOfRangeException>(() => stem.Client.Sites.ListAsync("a", new StemSiteQuery { PageSize = size }));
        Assert.Equal(0, stem.Server.Requests.Total);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Ids_ThatAreEmpty_AreRefusedAtTheCall(string? id)
    {
        await using var stem = await StemFixture.StartAsync();

        Assert.ThrowsAny<ArgumentException>(() => stem.Client.Sites.ListAsync(id!));
        Assert.ThrowsAny<ArgumentException>(() => stem.Client.Streams.ReadAsync(id!, StemStreamType.Monitor, stem.Query(Start, End)));
        Assert.ThrowsAny<ArgumentException>(() => stem.Client.Streams.ReadAsync(stem.SiteId, new StemStreamType(id!), stem.Query(Start, End)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => stem.Client.Clients.FindAsync(id!));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => stem.Client.Sites.FindAsync(id!));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Ids_ThatMeanAnotherPlaceInAPath_AreRefusedAtTheCall(string id)
    {
        await using var stem = await StemFixture.StartAsync();

        Assert.Throws<ArgumentException>(() => stem.Client.Sites.ListAsync(id));
        Assert.Throws<ArgumentException>(() => stem.Client.Streams.ReadAsync(id, StemStreamType.Monitor, stem.Query(Start, End)));
        await Assert.ThrowsAsync<ArgumentException>(() => stem.Client.Streams.GetAsync(id, StemStreamType.Monitor, stem.Query(Start, End)));
        Assert.Equal(0, stem.Server.Requests.Total);
    }

    [Fact]
    public async Task Range_FromTheBeginningOfTime_AsksOnlyWhatATextCanSay()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = stem.Query(Instant.MinValue, Instant.MinValue + Duration.FromDays(1));

        foreach (var call in Reads(stem, query).Append(() => stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, Instant.MaxValue))))
        {
            Assert.Contains("0001-01-01", Assert.Throws<ArgumentOutOfRangeException>(call).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Range_OfASeriesThatIsOpen_EndsNowAndMustBegin()
    {
        await using var stem = await StemFixture.StartAsync();
        var series = SeriesUri.Create("stem", "sites", stem.SiteId, "MONITOR");
        var hourAgo = Instant.FromDateTimeOffset(stem.Clock.GetUtcNow()) - Duration.FromHours(1);

        Assert.Equal(3, await stem.Client.Open(series, new Interval(hourAgo, null)).CountAsync());
        Assert.Contains("no start", Assert.Throws<ArgumentException>(() => stem.Client.Open(series, new Interval(null, hourAgo))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iotile:/sites/a/MONITOR")]
    [InlineData("stem:/sites/a")]
    [InlineData("stem:/clients/a/MONITOR")]
    [InlineData("stem:/sites/a/MONITOR?period=hour")]
    [InlineData("stem:/sites/a/MONITOR?resolution=x")]
    public async Task SeriesUri_ThatIsNotStems_IsRefusedAtTheCall(string text)
    {
        await using var stem = await StemFixture.StartAsync();

        Assert.Throws<ArgumentException>(() => stem.Client.Open(SeriesUri.Parse(text), new Interval(Start, End)));
    }

    [Fact]
    public async Task Site_ThatIsUnknown_IsNotFound()
    {
        await using var stem = await StemFixture.StartAsync();
        var query = stem.Query(Start, End);

        var failure =
            await Assert.ThrowsAsync<EnergyNotFoundException>(async () => await stem.Client.Streams.ReadAsync("no such/site", StemStreamType.Monitor, query).ToListAsync());

        Assert.Equal("Stem.Streams.Read", failure.Operation);
        Assert.Equal("GET /api/v1/sites/{siteId}/streams", failure.Route);
        Assert.DoesNotContain("no such", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.ResumeFrom);
        Assert.Equal("/api/v1/sites/no%20such%2Fsite/streams", stem.Server.Requests.Last!.Path);
        await Assert.ThrowsAsync<EnergyNotFoundException>(async () => await stem.Client.Sites.ListAsync("nobody").ToListAsync());
        Assert.Null(await stem.Client.Sites.FindAsync("no such/site"));
    }

    [Theory]
    [InlineData(404, "<html>No such host here</html>")]
    [InlineData(404, "")]
    [InlineData(400, "<html>Bad request</html>")]
    public async Task Refusal_OfAGateway_IsAnErrorInFindListsAndReads(int status, string page)
    {
        await using var stem = await StemFixture.StartAsync();
        stem.Faults.Always(Fault.Status(status, body: page, contentType: "text/html"));

        foreach (var call in new Func<Task>[]
        {
            async () => await stem.Client.Clients.ListAsync().ToListAsync(),
            async () => await stem.Client.Sites.ListAsync("a").ToListAsync(),
            () => stem.Client.Clients.FindAsync("a"),
            () => stem.Client.Sites.FindAsync("a", "b"),
            () => stem.Client.Sites.FindAsync("b"),
            async () => await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)).ToListAsync(),
            () => stem.Client.Streams.GetAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)),
        })
        {
            var failure = await Assert.ThrowsAnyAsync<EnergyResponseException>(call);
            Assert.Equal(status, (int)failure.Status);
            Assert.False(new StemErrorReader().IsAbsent(failure));
        }
    }

    public static TheoryData<string> Answers =>
        ["html", "text that is not json", "another status of success", "wrong type", "missing member", "missing rows", "row of another type", "a time that is none"];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_ThatIsNotWhatWasPromised_IsATypedErrorForListsAndStreams(string answer)
    {
        using var witness = new Witness();
        await using var stem = await StemFixture.StartAsync(loggers: witness);
        stem.Faults.On("/clients", Bad(answer, "clients", "id"));
        stem.Faults.On("/streams", Bad(answer, "stream_types", "start_datetime"));

        var calls = new Func<Task>[]
        {
            async () => await stem.Client.Clients.ListAsync().ToListAsync(),
            async () => await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)).ToListAsync(),
            () => stem.Client.Streams.GetAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)),
        };

        // Lists carry no times that must be read.
        foreach (var call in calls.Skip(answer == "a time that is none" ? 1 : 0))
        {
            var failure = await Assert.ThrowsAnyAsync<EnergyResponseException>(call);
            Assert.Equal(answer == "another status of success" ? typeof(EnergyResponseException) : typeof(EnergyPayloadException), failure.GetType());
            if (answer == "html" && failure is EnergyPayloadException payload)
            {
                Assert.Equal(("$", 0), (payload.JsonPath, payload.BytePosition));
            }

            Assert.DoesNotContain(StemFixture.Key, failure.ToString(), StringComparison.Ordinal);
        }

        Assert.NotEmpty(witness.Activities);
        Assert.DoesNotContain(StemFixture.Key, witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_CutInTheMiddle_IsReadAgainAndTheDataAreCorrect()
    {
        await using var stem = await StemFixture.WithListsAsync(7, 0, 3);
        stem.Server.State.AddSite("m", "Meter");
        stem.Server.State.AddIntervals("m", "MONITOR", Intervals(200));
        foreach (var bytes in new[] { 0, 1, 60, 200 })
        {
            stem.Faults.Next(Fault.CutBody(bytes), 2);
            Assert.Equal(Enumerable.Range(0, 7).Select(i => $"client-{i}"), await stem.Client.Clients.ListAsync(stem.ClientQuery).Select(c => c.Id).ToListAsync());

            stem.Faults.Next(Fault.CutBody(bytes * 20), 2);
            Assert.Equal(200, await stem.Client.Streams.ReadAsync("m", StemStreamType.Monitor, stem.Query(Start, Start + Duration.FromDays(20))).CountAsync());
        }
    }

    [Fact]
    public async Task Body_CutAgainAndAgain_IsATransportError()
    {
        await using var stem = await StemFixture.StartAsync();
        stem.Faults.Always(Fault.CutBody(50));

        foreach (var call in new Func<Task>[]
        {
            async () => await stem.Client.Clients.ListAsync().ToListAsync(),
            async () => await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)).ToListAsync(),
        })
        {
            stem.Server.Requests.Clear();
            var failure = await Assert.ThrowsAsync<EnergyTransportException>(call);
            Assert.Equal(TransportFailure.CutOff, failure.Failure);
            Assert.True(failure.CanRetry);
            Assert.NotNull(failure.ResumeFrom);
            Assert.Equal(4, stem.Server.Requests.Total);
        }
    }

    [Fact]
    public async Task Body_ThatIsNotCompressedAsItSays_IsATransportErrorAndReadAgain()
    {
        await using var stem = await StemFixture.StartAsync();
        var broken = Fault.Body("this is no gzip").And(Fault.Header("Content-Encoding", "gzip"));

        stem.Faults.Next(broken, 2);
        Assert.NotEmpty(await stem.Client.Clients.ListAsync().ToListAsync());

        stem.Faults.Always(broken);
        foreach (var call in new Func<Task>[]
        {
            async () => await stem.Client.Clients.ListAsync().ToListAsync(),
            () => stem.Client.Streams.GetAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)),
        })
        {
            Assert.Equal(TransportFailure.CutOff, (await Assert.ThrowsAsync<EnergyTransportException>(call)).Failure);
        }
    }

    [Theory]
    [InlineData("{\"endless\":\"", 'x')]
    [InlineData("{", ' ')]
    [InlineData("{\"clients\":[", ' ')]
    [InlineData("", ' ')]
    public async Task Body_ThatNeverEnds_IsAnErrorAndNotAnEndlessWait(string prefix, char filler)
    {
        await using var stem = await StemFixture.StartAsync(client: o => (o.MaxBufferedBodyBytes, o.MaxStreamedBodyBytes, o.MaxItemBytes) = (1_000_000, 1_000_000, 100_000));
        stem.Faults.Always(Fault.EndlessBody(prefix, filler));

        foreach (var call in new Func<Task>[]
        {
            async () => await stem.Client.Clients.ListAsync().ToListAsync(),
            async () => await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)).ToListAsync(),
            () => stem.Client.Streams.GetAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)),
        })
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => call().WaitAsync(TimeSpan.FromMinutes(2)));
            Assert.Contains("limit", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_AsTextAndAsANumber_IsReadTheSame(bool asNumber)
    {
        await using var stem = await StemFixture.WithListsAsync(5, 0, 2, server: o => o.PageAsNumber = asNumber);

        Assert.Equal(5, await stem.Client.Clients.ListAsync(stem.ClientQuery).CountAsync());
    }

    [Fact]
    public async Task Page_AsANumber_IsRefusedUnderStrict()
    {
        await using var stem = await StemFixture.WithListsAsync(5, 0, 2, o => o.Strict = true, o => o.PageAsNumber = true);

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await stem.Client.Clients.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Site_WithoutAMeterOnAFullPage_DoesNotEndTheList()
    {
        await using var stem = await StemFixture.WithListsAsync(1, 4, 3);
        stem.Server.State.AddSites("client-0", [new StemSiteState { Id = "site-1", Name = "No meter yet" }]);

        var sites = await stem.Client.Sites.ListAsync("client-0", stem.SiteQuery).ToListAsync();

        Assert.Equal(["site-0", "site-1", "site-2", "site-3"], sites.Select(s => s.Id));
        Assert.Null(sites[1].StartOf(StemStreamType.Monitor));
        Assert.Empty(sites[1].StreamTypes);

        // A filter of ours must not be taken for a short page either.
        Assert.Equal(["site-3"], await stem.Client.Sites.ListAsync("client-0", stem.SiteQuery with { NameContains = "SITE-3" }).Select(s => s.Id).ToListAsync());
    }

    [Theory]
    [InlineData("https://evil.example.org/api")]
    [InlineData("http://127.0.0.1:9/api")]
    public async Task Redirect_ToAnotherHost_IsRefusedAndTheKeyStaysHome(string location)
    {
        using var witness = new Witness();
        await using var stem = await StemFixture.StartAsync(loggers: witness);
        stem.Faults.Always(Fault.Redirect(location + "?echo=" + StemFixture.Key));

        foreach (var call in new Func<Task>[]
        {
            async () => await stem.Client.Clients.ListAsync().ToListAsync(),
            async () => await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)).ToListAsync(),
        })
        {
            var failure = await Assert.ThrowsAsync<EnergyResponseException>(call);
            Assert.Equal(HttpStatusCode.Found, failure.Status);
            Assert.Contains("another origin", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(StemFixture.Key, failure.ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(StemFixture.Key, witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_WithinTheHost_IsFollowedWithTheKey()
    {
        await using var stem = await StemFixture.StartAsync();
        stem.Faults.Next(Fault.Redirect("/moved/clients"));

        Assert.Equal(2, await stem.Client.Clients.ListAsync().CountAsync());
    }

    [Fact]
    public async Task Key_ThatTheServerEchoesEverywhere_IsInNoMessageLogLineOrTrace()
    {
        using var witness = new Witness();
        await using var stem = await StemFixture.StartAsync(loggers: witness);
        var faults = new[]
        {
            Fault.Status(401, body: "bad key " + StemFixture.Key),
            Fault.Status(400, body: "APIKEY " + StemFixture.Key).And(Fault.Header("X-Request-Id", StemFixture.Key)),
            Fault.Status(500, body: StemFixture.Key),
            Fault.Body("[\"" + StemFixture.Key + "\"]"),
            Fault.Member("stream_types[*].streams[*].start_datetime", "\"" + StemFixture.Key + "\""),
            Fault.Member("clients[*].id", "{\"" + StemFixture.Key + "\":1}"),
            Fault.Member("page", "[\"" + StemFixture.Key + "\"]"),
            Fault.Member(StemFixture.Key, "1"),
            Fault.Member("clients[*]." + StemFixture.Key, "1"),
            Fault.Member("stream_types[*]." + StemFixture.Key, "1"),
            Fault.Member("stream_types[*].streams[*]." + StemFixture.Key, "1"),
        };
        var failures = 0;
        foreach (var fault in faults)
        {
            stem.Faults.Clear();
            stem.Faults.Always(fault);
            foreach (var call in new Func<Task>[]
            {
                async () => await stem.Client.Clients.ListAsync().ToListAsync(),
                async () => await stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, stem.Query(Start, End)).ToListAsync(),
            })
            {
                if (await Record.ExceptionAsync(call) is { } failure)
                {
                    failures++;
                    var typed = Assert.IsAssignableFrom<EnergyResponseException>(failure);
                    Assert.DoesNotContain(StemFixture.Key, failure + typed.Body + typed.RequestId + typed.VendorCode, StringComparison.Ordinal);
                }
            }
        }

        Assert.True(failures >= 11, $"{failures} failures");
        Assert.DoesNotContain(StemFixture.Key, witness.Everything, StringComparison.Ordinal);
    }

    private static IEnumerable<StemIntervalState> Intervals(int count) => Enumerable.Range(0, count).Select(i =>
        new StemIntervalState(Start + Duration.FromMinutes(15 * i) + Duration.FromSeconds(1), Start + Duration.FromMinutes(15 * (i + 1)), i));

    private static Action[] Reads(StemFixture stem, StemStreamQuery query) =>
    [
        () => stem.Client.Streams.ReadAsync(stem.SiteId, StemStreamType.Monitor, query),
        () => stem.Client.Streams.ReadDerivedAsync(stem.SiteId, StemDerivedStream.BuildingLoad, query),
        () => stem.Client.Streams.ReadDerivedAsync(stem.SiteId, StemDerivedStream.Charge, query),
    ];

    private static Fault Bad(string answer, string rows, string member) => answer switch
    {
        "html" => Fault.Html(),
        "text that is not json" => Fault.InvalidJson(),
        "another status of success" => Fault.ReplaceStatus(201),
        "wrong type" => Fault.WrongType(rows),
        "missing rows" => Fault.WithoutMember(rows),
        "missing member" => Fault.WithoutMember(rows == "clients" ? "clients[*].id" : "stream_types[*].streams[*]." + member),
        "row of another type" =>
            Fault.Body(rows == "clients" ? """{"total":1,"page":"1","clients":[7]}""" : """{"id":"a","name":"b","stream_types":[{"stream_type":"MONITOR","streams":["x"]}]}"""),
        "a time that is none" => Fault.Member("stream_types[*].streams[*].start_datetime", "\"yesterday\""),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, null),
    };
}
