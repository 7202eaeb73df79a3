using System.Net;
using System.Text.Json;
using Energy.Clients.Emulators;

namespace Energy.Clients.Tests;

public class StemListTests
{
    [Fact]
    public async Task Clients_OfTheSimulatedWorld_AreListedInTheWireFormat()
    {
        await using var f = await EmulatorFixture.StartAsync();
        using var response = await f.Http.GetAsync("/api/v1/clients?page=1&per_page=100");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        var customers = f.Emulators.World.Customers;
        var rows = customers.Select(c => $$"""{"link":"/api/v1/clients/{{c.IdFor("stem")}}","id":"{{c.IdFor("stem")}}","name":"{{c.Name}}"}""");
        Assert.Equal($$"""{"total":2,"page":"1","clients":[{{string.Join(',', rows)}}]}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Sites_OfTheSimulatedWorld_HaveOddStartTimesAndOneHasNone()
    {
        await using var f = await EmulatorFixture.StartAsync();
        var customer = f.Emulators.World.Customers[1];
        var (_, body) = await f.GetAsync($"/api/v1/clients/{customer.IdFor("stem")}/sites");
        var sites = body.GetProperty("sites");
        Assert.Equal(customer.Sites.Count + 1, sites.GetArrayLength());
        var first = sites[0];
        Assert.Equal(customer.Sites[0].IdFor("stem").ToString(), first.GetProperty("id").GetString());
        Assert.Equal("/api/v1/sites/" + first.GetProperty("id").GetString(), first.GetProperty("link").GetString());
        var starts = first.GetProperty("stream_start_times").EnumerateObject().ToArray();
        Assert.Equal(["MONITOR", "CONVERTER", "INTERVAL_REVENUE"], starts.Select(s => s.Name));
        Assert.All(starts, s => Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", s.Value.GetString()!));
        Assert.False(sites[1].GetProperty("stream_start_times").EnumerateObject().Any());
    }

    [Theory]
    [InlineData("page=1&per_page=2", 200, "id-0 id-1")]
    [InlineData("page=3&per_page=2", 200, "id-4")]
    [InlineData("page=4&per_page=2", 400, "No results found")]
    [InlineData("page=2&per_page=5", 400, "No results found")]
    [InlineData("page=2147483647&per_page=2147483647", 400, "No results found")]
    [InlineData("", 200, "id-0 id-1 id-2 id-3 id-4")]
    [InlineData("page=0", 400, "Bad page")]
    [InlineData("page=x", 400, "Bad page")]
    [InlineData("page=", 400, "Bad page")]
    [InlineData("per_page=-1", 400, "Bad page")]
    [InlineData("page=99999999999", 400, "Bad page")]
    [InlineData("name=OWNER%203", 200, "id-3")]
    [InlineData("name=nobody", 400, "No results found")]
    public async Task Clients_OfFive_ArePagedAndFiltered(string query, int status, string expected)
    {
        await using var f = await EmulatorFixture.WithClientsAsync(5);
        var (actual, body) = await f.GetAsync("/api/v1/clients?" + query);
        Assert.Equal(status, (int)actual);
        Assert.Equal(expected, Ids(body, "clients"));
    }

    [Fact]
    public async Task Clients_WithoutAny_AreNoResults()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(0);
        var (status, body) = await f.GetAsync("/api/v1/clients?page=1&per_page=100");
        Assert.Equal((HttpStatusCode.BadRequest, """{"error":"No results found"}"""), (status, body.GetRawText()));
    }

    [Fact]
    public async Task Clients_InTheCorrectedAndCappedForm_AnswerSo()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(3, o =>
        {
            o.PageAsNumber = true;
            o.EmptyAsList = true;
            o.MaxPageSize = 2;
        });
        var (_, body) = await f.GetAsync("/api/v1/clients?page=2&per_page=100");
        Assert.Equal(2, body.GetProperty("page").GetInt32());
        Assert.Equal("id-2", Ids(body, "clients"));
        var (status, beyond) = await f.GetAsync("/api/v1/clients?page=3&per_page=100");
        Assert.Equal((HttpStatusCode.OK, ""), (status, Ids(beyond, "clients")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("APIKEY wrong")]
    [InlineData("APIKEY")]
    [InlineData("Bearer emulated-stem-key")]
    [InlineData("apikey emulated-stem-key")]
    public async Task AnyRoute_WithoutTheKey_IsUnauthorized(string? header)
    {
        await using var f = await EmulatorFixture.StartAsync();
        f.Http.DefaultRequestHeaders.Remove("Authorization");
        if (header is not null)
        {
            f.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        }

        foreach (var path in new[] { "/api/v1/clients", "/api/v1/clients/x/sites", "/api/v1/sites/x/streams" })
        {
            var (status, body) = await f.GetAsync(path);
            Assert.Equal((HttpStatusCode.Unauthorized, """{"error":"Unauthorized"}"""), (status, body.GetRawText()));
        }
    }

    [Fact]
    public async Task AnyRoute_WithAKeyOfItsOwn_TakesThatOne()
    {
        await using var f = await EmulatorFixture.StartAsync(o => o.Stem.ApiKey = "k-31");
        Assert.Equal(HttpStatusCode.OK, (await f.GetAsync("/api/v1/clients")).Status);
        Assert.Equal("APIKEY k-31", f.Stem.Requests.Last!.Headers["Authorization"]);
    }

    [Fact]
    public async Task UnknownThings_AreNotFoundOrNotAllowed()
    {
        await using var f = await EmulatorFixture.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await f.GetAsync("/api/v1/clients/unknown/sites")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await f.GetAsync("/api/v1/clients/")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await f.GetAsync("/api/v1/Clients")).Status);
        using var post = await f.Http.PostAsync("/api/v1/clients", new StringContent("{}"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.Equal(["GET"], post.Content.Headers.Allow);
    }

    [Fact]
    public async Task Sites_OfAClientWithAnOddId_AreFoundByTheEscapedId()
    {
        const string Id = "x y/z?1#ü%";
        await using var f = await EmulatorFixture.WithClientsAsync(0);
        f.Stem.State.AddClients([new StemClientState { Id = Id, Name = "Odd" }]);
        f.Stem.State.AddSites(Id, [new StemSiteState { Id = Id, Name = "Odd too" }]);
        var (_, body) = await f.GetAsync($"/api/v1/clients/{Uri.EscapeDataString(Id)}/sites?page=1&per_page=100");
        Assert.Equal(Id, Ids(body, "sites"));
        Assert.Equal("/api/v1/sites/" + Uri.EscapeDataString(Id), body.GetProperty("sites")[0].GetProperty("link").GetString());
    }

    [Fact]
    public async Task State_LoadedFromJson_AnswersEveryMemberAgain()
    {
        const string Clients = """[{"link":"/c/7","id":"7","name":"Seven","vip":true},{"link":"/c/7","id":"7","name":"Seven again"}]""";
        const string Sites = """[{"id":"s","link":"/s","name":"S","stream_start_times":{"MONITOR":"","WEATHER":{"a":1}},"tags":["x"]}]""";
        await using var f = await EmulatorFixture.WithClientsAsync(0);
        using var clients = JsonDocument.Parse(Clients);
        using var sites = JsonDocument.Parse(Sites);
        f.Stem.State.AddClients(clients.RootElement);
        f.Stem.State.AddSites("7", sites.RootElement);
        Assert.Equal(Clients, (await f.GetAsync("/api/v1/clients")).Body.GetProperty("clients").GetRawText());
        Assert.Equal(Sites, (await f.GetAsync("/api/v1/clients/7/sites")).Body.GetProperty("sites").GetRawText());
        Assert.Equal(2, f.Stem.State.Clients.Count);
        Assert.Single(f.Stem.State.SitesOf("7")!);
        Assert.Null(f.Stem.State.SitesOf("8"));
    }

    [Fact]
    public async Task State_ChangedWhileRunning_ShowsFromTheNextRequestOn()
    {
        await using var f = await EmulatorFixture.WithClientsAsync(2);
        f.Stem.State.AddClients([new StemClientState { Id = "id-0", Name = "Renamed" }, new StemClientState { Id = "new", Name = "New" }]);
        var (_, body) = await f.GetAsync("/api/v1/clients");
        Assert.Equal("id-0 id-1 new", Ids(body, "clients"));
        Assert.Equal("Renamed", body.GetProperty("clients")[0].GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await f.GetAsync("/api/v1/clients/new/sites")).Status);
        f.Stem.State.Clear();
        Assert.Equal(HttpStatusCode.BadRequest, (await f.GetAsync("/api/v1/clients")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await f.GetAsync("/api/v1/clients/new/sites")).Status);
    }

    private static string Ids(JsonElement body, string member) => body.TryGetProperty(member, out var rows)
        ? string.Join(' ', rows.EnumerateArray().Select(r => r.GetProperty("id").GetString()))
        : body.GetProperty("error").GetString()!;
}
