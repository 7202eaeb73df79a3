using System.Net;
using Energy.Clients.Emulators;

namespace Energy.Clients.Tests;

public class FaultRulesTests
{
    [Fact]
    public async Task Rules_OfEveryKind_StrikeInTheStatedOrder()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var always = f.Stem.Faults.Always(Fault.Status(500));
        f.Stem.Faults.Next(Fault.Status(501), times: 2);
        f.Stem.Faults.Next(Fault.Status(502));
        f.Emulators.Faults.Always(Fault.Status(418));
        Assert.Equal([501, 501, 502, 500, 500], await StatusesAsync(f, 5));
        Assert.Equal((2, (int?)null), (always.TimesFired, always.TimesLeft));
        always.Remove();
        always.Remove();
        Assert.Equal([418], await StatusesAsync(f, 1));
        f.Emulators.Faults.Clear();
        Assert.Equal([200], await StatusesAsync(f, 1));
    }

    [Fact]
    public async Task After_SomeRequests_StrikesAsOftenAsToldOrForEver()
    {
        await using var f = await EmulatorFixture.StartAsync();
        f.Stem.Faults.After(1, Fault.Status(503), times: 2);
        Assert.Equal([200, 503, 503, 200], await StatusesAsync(f, 4));
        f.Stem.Faults.After(2, Fault.Status(504), times: null);
        Assert.Equal([200, 200, 504, 504], await StatusesAsync(f, 4));
    }

    [Fact]
    public async Task When_AndOn_StrikeOnlyWhatTheyDescribe()
    {
        await using var f = await EmulatorFixture.StartAsync();
        f.Stem.Faults.When(r => r.QueryValue("page") == "2" && r.Method == "GET", Fault.Status(503), times: 1);
        f.Stem.Faults.On("/streams", Fault.Status(504));
        Assert.Equal(HttpStatusCode.OK, (await f.Http.GetAsync("/api/v1/clients?page=1")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await f.Http.GetAsync("/api/v1/clients?page=2")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await f.Http.GetAsync("/api/v1/clients?page=2")).StatusCode);
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await f.Http.GetAsync("/api/v1/sites/any/streams")).StatusCode);
        Assert.Equal("status 504", f.Stem.Requests.Last!.Fault);
        Assert.Equal("/api/v1/sites/{siteId}/streams", f.Stem.Requests.Last!.Route);
    }

    [Fact]
    public void Rules_WithImpossibleNumbers_AreRefused()
    {
        var rules = new FaultRules();
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Next(Fault.Html(), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.After(-1, Fault.Html()));
        Assert.Throws<ArgumentNullException>(() => rules.Always(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.CutBody(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.RepeatedPage(0));
    }

    [Fact]
    public void Names_OfFaults_SayWhatTheyDo() => Assert.Equal(
        ["status 503, retry after 2 s", "body cut after 500 bytes and delay of 00:00:03", "3 rows vanished", "wrong type of total"],
        new[] { Fault.Status(503, TimeSpan.FromSeconds(2)), Fault.CutBody(500).And(Fault.Delay(TimeSpan.FromSeconds(3))), Fault.VanishingRows(3),
            Fault.WrongType("total") }.Select(x => x.ToString()));

    private static async Task<List<int>> StatusesAsync(EmulatorFixture f, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var response = await f.Http.GetAsync("/api/v1/clients");
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }
}
