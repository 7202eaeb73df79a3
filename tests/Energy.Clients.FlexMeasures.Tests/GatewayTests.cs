using System.Net;
using System.Text;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>A 404 of something between client and server says nothing about what the server has.</summary>
public class GatewayTests
{
    private const string Page = "<html><body><h1>404 Not Found</h1></body></html>";

    [Theory]
    [InlineData(Page, "text/html")]
    [InlineData("", null)]
    [InlineData("""{"message":"no Route matched with those values"}""", "application/json")]
    [InlineData("[]", "application/json")]
    public async Task Find_AnsweredByAGateway_Fails(string body, string? mediaType)
    {
        using var handler = new Gateway(body, mediaType);
        using var client = Client(handler);
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAnyAsync<EnergyResponseException>(() => client.Sensors.FindAsync(1))).Status);
        await Assert.ThrowsAnyAsync<EnergyResponseException>(() => client.Assets.FindAsync(1));
        await Assert.ThrowsAnyAsync<EnergyResponseException>(() => client.Accounts.FindAsync(1));
        await Assert.ThrowsAnyAsync<EnergyResponseException>(() => client.Users.FindAsync(1));
    }

    [Fact]
    public async Task Find_OfWhatTheServerSaysItDoesNotHave_IsNull()
    {
        using var handler = new Gateway("""{"message":"Account 7 not found","status":404}""", "application/json");
        using var client = Client(handler);
        Assert.Null(await client.Accounts.FindAsync(7));
    }

    [Fact]
    public async Task List_WhoseSecondPageAGatewayAnswers_FailsAndDoesNotEnd()
    {
        const string First = """{"data":[{"id":1,"name":"a"},{"id":2,"name":"b"}],"num-records":4,"filtered-records":4,"status":200}""";
        using var handler = new Gateway(Page, "text/html", First);
        using var client = Client(handler);
        var seen = new List<long>();
        var failure = await Assert.ThrowsAnyAsync<EnergyResponseException>(async () =>
        {
            await foreach (var sensor in client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 2 }))
            {
                seen.Add(sensor.Id);
            }
        });
        Assert.Equal([1, 2], seen);
        Assert.Equal("GET /api/v3_0/sensors", failure.Route);
        Assert.NotNull(failure.ResumeFrom);
    }

    [Fact]
    public async Task List_WhoseSecondPageIsSentToAPageThatIsNotThere_FailsAndDoesNotEnd()
    {
        const string First = """{"data":[{"id":1,"name":"a"},{"id":2,"name":"b"}],"num-records":4,"filtered-records":4,"status":200}""";
        using var handler = new SeeOther(First);
        using var client = Client(handler);

        var failure = await Assert.ThrowsAnyAsync<EnergyResponseException>(async () => await client.Sensors.ListAsync(new FlexMeasuresSensorQuery { PageSize = 2 }).ToListAsync());

        Assert.Equal(HttpStatusCode.NotFound, failure.Status);
        Assert.NotNull(failure.ResumeFrom);
        Assert.Contains("/maintenance", handler.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AnsweredByAGateway_Fails()
    {
        using var handler = new Gateway(Page, "text/html");
        using var client = Client(handler);
        var sensor = new FlexMeasuresSensor { Id = 1, Name = "power", Unit = Unit.Kilowatt, EventResolution = IsoDuration.Parse("PT15M"), TimeZone = "Europe/Amsterdam" };
        var start = Instant.FromUtc(2024, 6, 1, 0, 0);
        var failure =
            await Assert.ThrowsAnyAsync<EnergyResponseException>(async () => await client.Data.ReadAsync(sensor, new Interval(start, start + Duration.FromHours(1))).ToListAsync());
        Assert.Equal("GET /api/v3_0/sensors/{id}/data", failure.Route);
    }

    [Fact]
    public async Task Job_AskedThroughAGatewayThatHasLostItsServer_IsNotTakenForUnknown()
    {
        using var handler = new Gateway(Page, "text/html");
        using var client = Client(handler);
        await Assert.ThrowsAnyAsync<EnergyResponseException>(() => client.Jobs.WaitAsync("9d2b"));
    }

    private static FlexMeasuresClient Client(HttpMessageHandler handler) =>
        new(new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token", MaxRetries = 0 }, handler);

    /// <summary>Lets the first answers through, and then has lost its server.</summary>
    private sealed class Gateway(string body, string? mediaType, params string[] first) : HttpMessageHandler
    {
        private int _next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = _next < first.Length
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(first[_next], Encoding.UTF8, "application/json") }
                : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = mediaType is null ? new ByteArrayContent([]) : new StringContent(body, Encoding.UTF8, mediaType) };
            _next++;
            answer.RequestMessage = request;
            return Task.FromResult(answer);
        }
    }

    /// <summary>Answers the first page, and sends whoever asks for more to a page for people, which is not there.</summary>
    private sealed class SeeOther(string first) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.PathAndQuery);
            var answer = Asked.Count == 1
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(first, Encoding.UTF8, "application/json") }
                : Asked[^1].Contains("page=2", StringComparison.Ordinal)
                    ? new HttpResponseMessage(HttpStatusCode.SeeOther) { Headers = { Location = new Uri("/maintenance", UriKind.Relative) } }
                    : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent(Page, Encoding.UTF8, "text/html") };
            answer.RequestMessage = request;
            return Task.FromResult(answer);
        }
    }
}
