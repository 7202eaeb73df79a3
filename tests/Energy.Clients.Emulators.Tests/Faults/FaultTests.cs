using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;

namespace Energy.Clients.Tests;

public class FaultTests
{
    private const string Clients = "/api/v1/clients?page=1&per_page=100";
    private static readonly TimeSpan RealTime = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Status_WithSeconds_HasStatusBodyAndRetryAfter()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.Status(503, TimeSpan.FromMilliseconds(1500), "busy"));
        using var response = await f.Http.GetAsync(Clients);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter!.Delta);
        Assert.Equal("busy", await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await f.GetAsync(Clients)).Status);
    }

    [Fact]
    public async Task Status_WithoutRetryAfter_HasNoSuchHeader()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.Status(500));
        using var response = await f.Http.GetAsync(Clients);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task StatusWithRetryDate_OnTheClock_GivesADateAheadOfTheAnswersOwn()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.StatusWithRetryDate(429, TimeSpan.FromSeconds(90)));
        using var response = await f.Http.GetAsync(Clients);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(f.Clock.GetUtcNow(), response.Headers.Date);
        Assert.Equal(f.Clock.GetUtcNow().AddSeconds(90), response.Headers.RetryAfter!.Date);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task And_OfAnAnswerAndAHeader_DoesBothInEitherOrder(bool headerFirst)
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        var (status, header) = (Fault.Status(503, body: "busy"), Fault.Header("X-Request-Id", "r-1"));
        f.Stem.Faults.Next(headerFirst ? header.And(status) : status.And(header));

        using var response = await f.Http.GetAsync(Clients);

        Assert.Equal("r-1", Assert.Single(response.Headers.GetValues("X-Request-Id")));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task And_OfTwoWholeAnswers_GivesTheFirst()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.Status(503).And(Fault.Html()));

        using var response = await f.Http.GetAsync(Clients);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task ReplaceStatus_OfAGoodAnswer_KeepsItsBody()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.ReplaceStatus(201));
        var (status, body) = await f.GetAsync(Clients);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(3, body.GetProperty("clients").GetArrayLength());
        Assert.Equal(201, f.Stem.Requests.Last!.Status);
    }

    [Fact]
    public async Task Html_AndInvalidJson_ComeWithStatus200AndDoNotParse()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.Html());
        f.Stem.Faults.Next(Fault.InvalidJson());
        f.Stem.Faults.Next(Fault.Body("[]", status: 207));
        foreach (var type in new[] { "text/html", "application/json" })
        {
            using var response = await f.Http.GetAsync(Clients);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
            var text = await response.Content.ReadAsStringAsync();
            Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
        }

        var (status, body) = await f.GetAsync(Clients);
        Assert.Equal(((HttpStatusCode)207, JsonValueKind.Array), (status, body.ValueKind));
    }

    [Fact]
    public async Task Redirect_WithinTheServer_ServesTheOriginalThere()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.Redirect("/moved/here"));
        using var response = await f.Http.GetAsync("/api/v1/clients?page=2&per_page=2");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/moved/here", response.Headers.Location!.OriginalString);
        var (status, body) = await f.GetAsync("/moved/here");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("id-2", body.GetProperty("clients")[0].GetProperty("id").GetString());
        Assert.Equal("/moved/here", f.Stem.Requests.Last!.Target);
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_OnlySaysSo()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.Redirect("http://elsewhere.invalid/clients", 307));
        using var response = await f.Http.GetAsync(Clients);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal("elsewhere.invalid", response.Headers.Location!.Host);
    }

    [Fact]
    public async Task Header_OnAnAnswer_IsThere()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.Header("X-Request-Id", "r-17"));
        using var response = await f.Http.GetAsync(Clients);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["r-17"], response.Headers.GetValues("X-Request-Id"));
    }

    [Fact]
    public async Task ExpiredCredential_InMidWalk_IsTheVendorsOwn401()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        var rule = f.Stem.Faults.After(2, Fault.ExpiredCredential());
        var statuses = new List<HttpStatusCode>();
        for (var page = 1; page <= 4; page++)
        {
            statuses.Add((await f.GetAsync($"/api/v1/clients?per_page=1&page={Math.Min(page, 3)}")).Status);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK], statuses);
        Assert.Equal((1, 0), (rule.TimesFired, rule.TimesLeft));
    }

    [Fact]
    public async Task Delay_OnTheManualClock_LastsUntilTheClockMoves()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.Delay(TimeSpan.FromMinutes(5)));
        var answer = f.GetAsync(Clients);
        await f.Clock.WhenDelayedAsync().WaitAsync(RealTime);
        f.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(1, f.Clock.PendingDelays);
        Assert.False(answer.IsCompleted);
        f.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await answer.WaitAsync(RealTime)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(57)]
    [InlineData(20_000)]
    public async Task CutBody_AfterSomeBytes_DeliversExactlyThoseAndFails(int bytes)
    {
        await using var f = await EmulatorFixture.WithClientsAsync(1000);
        var whole = await f.Http.GetByteArrayAsync("/api/v1/clients?per_page=1000");
        f.Stem.Faults.Next(Fault.CutBody(bytes));
        var (received, failure) = await DrainAsync(f, "/api/v1/clients?per_page=1000");
        Assert.IsAssignableFrom<IOException>(failure);
        Assert.Equal(whole[..bytes], received);
    }

    [Fact]
    public async Task CutBody_OfAnAnswerOfKnownLength_DeliversExactlyThoseAndFails()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(0);
        f.Stem.Faults.Next(Fault.CutBody(10));
        var (received, failure) = await DrainAsync(f, Clients);
        Assert.IsAssignableFrom<IOException>(failure);
        Assert.Equal("""{"error":"No results found"}"""[..10], Encoding.UTF8.GetString(received));
    }

    [Fact]
    public async Task CutBody_BeyondTheEnd_LetsTheBodyArriveWhole()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.CutBody(1_000_000));
        Assert.Equal(3, (await f.GetAsync(Clients)).Body.GetProperty("clients").GetArrayLength());
    }

    [Fact]
    public async Task StallBody_AfterSomeBytes_GoesSilentUntilTheClientLeaves()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.StallBody(25));
        using var response = await f.Http.GetAsync(Clients, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[25];
        await stream.ReadExactlyAsync(buffer).AsTask().WaitAsync(RealTime);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stream.ReadExactlyAsync(new byte[1], patience.Token));
    }

    [Fact]
    public async Task StallHeaders_WhenTheEmulatorsStop_EndsWithoutAnAnswer()
    {
        var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.StallHeaders());
        var answer = f.Http.GetAsync(Clients);
        await WaitForAsync(() => f.Stem.Requests.Total == 1);
        Assert.False(answer.IsCompleted);
        await f.Emulators.DisposeAsync().AsTask().WaitAsync(RealTime);
        await Assert.ThrowsAsync<HttpRequestException>(() => answer.WaitAsync(RealTime));
        f.Http.Dispose();
    }

    [Fact]
    public async Task DropConnection_BeforeTheHeaders_FailsTheRequest()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Always(Fault.DropConnection());
        await Assert.ThrowsAsync<HttpRequestException>(() => f.Http.GetAsync(Clients));
        Assert.Null(f.Stem.Requests.Last!.Status);
    }

    [Fact]
    public async Task EndlessBody_WhileTheClientReads_GoesOn()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3);
        f.Stem.Faults.Next(Fault.EndlessBody("""{"a":""", ' '));
        using var response = await f.Http.GetAsync(Clients, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[3_000_000];
        await stream.ReadExactlyAsync(buffer).AsTask().WaitAsync(RealTime);
        Assert.Equal("""{"a": """, Encoding.UTF8.GetString(buffer, 0, 6));
    }

    [Fact]
    public async Task Member_OfEveryKindOfPath_ChangesTheAnswer()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(2);
        f.Stem.Faults.Next(Fault.Member("total", "17")
            .And(Fault.Member("clients[1].id", "null"))
            .And(Fault.Member("clients[*].surprise", """{"a":[1]}"""))
            .And(Fault.WrongType("page"))
            .And(Fault.WithoutMember("clients[0].name"))
            .And(Fault.Member("nowhere.at.all", "1"))
            .And(Fault.WrongType("absent")));
        var (_, body) = await f.GetAsync(Clients);
        Assert.Equal(
            """{"total":17,"page":{"value":"1"},"clients":[{"link":"/api/v1/clients/id-0","id":"id-0","surprise":{"a":[1]}},"""
                + """{"link":"/api/v1/clients/id-1","id":null,"name":"Owner 1","surprise":{"a":[1]}}]}""",
            body.GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("clients[0]")]
    [InlineData("clients[0")]
    [InlineData("a..b")]
    public void Member_WithAPathToNoMember_IsRefused(string path) => Assert.ThrowsAny<ArgumentException>(() => Fault.Member(path, "1"));

    [Fact]
    public async Task ReversedMembers_OfAList_PutsTheRowsFirst()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(1);
        f.Stem.Faults.Next(Fault.ReversedMembers());
        Assert.Equal(["clients", "page", "total"], (await f.GetAsync(Clients)).Body.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Rewriting_WithACut_CutsTheRewrittenBody()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(1);
        f.Stem.Faults.Next(Fault.CutBody(12).And(Fault.Member("total", "987")));
        var (received, failure) = await DrainAsync(f, Clients);
        Assert.IsAssignableFrom<IOException>(failure);
        Assert.Equal("""{"total":987""", Encoding.UTF8.GetString(received));
    }

    [Fact]
    public async Task ListFaults_OnPages_DoWhatTheySay()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(5);
        async Task<string> Page(int page, Fault? fault)
        {
            if (fault is not null)
            {
                f.Stem.Faults.Next(fault);
            }

            var (status, body) = await f.GetAsync($"/api/v1/clients?per_page=2&page={page}");
            return $"{(int)status} " + (body.TryGetProperty("clients", out var rows)
                ? string.Join(' ', rows.EnumerateArray().Select(r => r.GetProperty("id").GetString()))
                : body.GetProperty("error").GetString());
        }

        Assert.Equal("200 id-2 id-3", await Page(2, null));
        Assert.Equal("200 id-0 id-1", await Page(2, Fault.RepeatedPage()));
        Assert.Equal("200 id-2", await Page(2, Fault.ShortPage()));
        Assert.Equal("200 ", await Page(4, Fault.EmptyPage()));
        Assert.Equal("400 No results found", await Page(4, null));
        Assert.Equal("200 id-3 id-4", await Page(2, Fault.VanishingRows()));
        Assert.Equal("400 No results found", await Page(1, Fault.VanishingRows(9)));
        Assert.Equal("200 id-3", await Page(4, Fault.ReadsQueryAs("per_page", "1")));
        Assert.Equal("200 id-0 id-1", await Page(3, Fault.ReadsQueryAs("page", null)));
    }

    private static async Task<(byte[] Received, Exception? Failure)> DrainAsync(EmulatorFixture f, string target)
    {
        using var response = await f.Http.GetAsync(target, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var received = new MemoryStream();
        var failure = await Record.ExceptionAsync(() => stream.CopyToAsync(received).WaitAsync(RealTime));
        return (received.ToArray(), failure);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        var time = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(time.Elapsed < RealTime, "The condition did not come true.");
            await Task.Delay(5);
        }
    }
}
