using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>A 404 that something before the server answers says nothing of what the server has: it is never "there is none" and never the end of a list.</summary>
public class GatewayTests
{
    private const string Gateway = "<html><body><h1>404</h1><p>Invalid page. Not found.</p></body></html>";
    private const string NotFound = """{"detail":"Not found."}""";
    private const string InvalidPage = """{"detail":"Invalid page."}""";

    [Fact]
    public async Task Find_OfWhatTheServerDoesNotHave_IsNullAndOfAGatewaysPageAnError()
    {
        using var server = Client(_ => (404, NotFound));
        using var gateway = Client(_ => (404, Gateway));

        Assert.Null(await server.Streams.FindAsync(IOTileFixture.Stream));
        Assert.Null(await server.Organizations.FindAsync("acme"));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => gateway.Streams.FindAsync(IOTileFixture.Stream));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => gateway.Organizations.FindAsync("acme"));
    }

    [Fact]
    public async Task List_EndsBehindTheServersLastPageAndNotAtAGatewaysPage()
    {
        const string First = """{"count":2,"next":"more","previous":null,"results":[{"slug":"acme","name":"Acme"}]}""";
        var asked = 0;
        using var server =
            Client(query => query.Contains("page=2", StringComparison.Ordinal)
                ? (404, InvalidPage) : (200, asked++ == 0 ? First : First.Replace("\"count\":2", "\"count\":1", StringComparison.Ordinal)));
        using var gateway = Client(query => query.Contains("page=2", StringComparison.Ordinal) ? (404, Gateway) : (200, First));

        Assert.Equal(["acme"], await server.Organizations.ListAsync().Select(static o => o.Slug).ToListAsync());
        await Assert.ThrowsAsync<EnergyNotFoundException>(async () => await gateway.Organizations.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Read_OfAGatewaysPageBehindTheFirst_IsTheGatewaysError()
    {
        using var server = Client(query => query.Contains("page=2", StringComparison.Ordinal) ? (404, InvalidPage) : (200, OneSecond(70)));
        using var gateway = Client(query => query.Contains("page=2", StringComparison.Ordinal) ? (404, Gateway) : (200, OneSecond(70)));

        // The server's own word behind a page that promised more: rows went away.
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await server.Streams.ReadAsync(IOTileFixture.Stream).ToListAsync());
        await Assert.ThrowsAsync<EnergyNotFoundException>(async () => await gateway.Streams.ReadAsync(IOTileFixture.Stream).ToListAsync());
    }

    [Fact]
    public async Task Accumulation_PassesOverWhatIsNotThereAndNotOverAGatewaysPage()
    {
        var start = Instant.FromUtc(2024, 6, 1, 0, 0);
        using var server = Client(_ => (404, NotFound));
        using var gateway = Client(_ => (404, Gateway));
        var range = new Interval(start, start + Duration.FromDays(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Reports.AccumulateAsync([IOTileFixture.Import], range));
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => gateway.Reports.AccumulateAsync([IOTileFixture.Import], range));
    }

    [Fact]
    public async Task Refresh_AnsweredWithoutAToken_IsAnErrorThatSaysSo()
    {
        using var client = Client(_ => (200, "{}"));

        var error = await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Session.RefreshAsync("a.b.c"));

        Assert.Equal("IOTile.Session.Refresh", error.Operation);
        Assert.Equal("POST /api/v1/auth/api-jwt-refresh/", error.Route);
    }

    private static string OneSecond(int rows) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"count":{{rows + 1}},"next":"more","previous":null,"results":[{{string.Join(',', Enumerable.Range(0, rows).Select(Row))}}]}""");

    private static string Row(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"timestamp":"2024-06-01T00:00:00Z","int_value":{{i}},"value":{{i}}.0,"output_value":{{i}}.5,"streamer_local_id":{{i}}}""");

    private static IOTileClient Client(Func<string, (int Status, string Body)> answer) =>
        new(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40) }, new Answers(answer));

    private sealed class Answers(Func<string, (int Status, string Body)> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answer(request.RequestUri!.Query);
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status)
            {
                RequestMessage = request,
                Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json"),
            });
        }
    }
}
