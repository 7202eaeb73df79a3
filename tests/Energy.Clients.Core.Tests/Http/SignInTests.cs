using System.Net;
using System.Text;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>Sign-in is a request like any other, and one that callers share.</summary>
public class SignInTests
{
    private const string Password = "pa55/word\"!";

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task SignIn_ThatFailsOnce_IsTriedAgain(int status)
    {
        using var pipeline = Pipeline(new AuthServer { SignIns = { ((HttpStatusCode)status, "") } });

        await pipeline.GetAsync();

        Assert.Equal(2, Server(pipeline).SignInCount);
    }

    [Fact]
    public async Task SignIn_Answered503WithAWait_IsTriedAgainBehindIt()
    {
        using var pipeline = Pipeline(new AuthServer { SignIns = { (HttpStatusCode.ServiceUnavailable, "") }, RetryAfter = "7" });

        await pipeline.GetAsync();

        Assert.Equal(2, Server(pipeline).SignInCount);
        Assert.InRange(pipeline.Elapsed, Duration.FromSeconds(7), Duration.FromSeconds(8));
    }

    [Fact]
    public async Task SignIn_ThatIsCut_IsTriedAgain()
    {
        using var pipeline = Pipeline(new AuthServer { Thrown = new IOException("reset") });

        await pipeline.GetAsync();

        Assert.Equal(2, Server(pipeline).SignInCount);
    }

    [Fact]
    public async Task SignIn_ThatAlwaysFails_SpendsTheRetriesOnceAndNotForEachOfTheCalls()
    {
        using var pipeline = Pipeline(new AuthServer { Always = (HttpStatusCode.ServiceUnavailable, "") });

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());

        Assert.Equal(("Test.SignIn", HttpStatusCode.ServiceUnavailable, true), (failure.Operation, failure.Status, failure.CanRetry));
        Assert.Equal(4, Server(pipeline).SignInCount);
        Assert.Equal(0, Server(pipeline).CallCount);
    }

    [Fact]
    public async Task SignIn_ThatIsCutAlways_SpendsTheRetriesOnce()
    {
        using var pipeline = Pipeline(new AuthServer { Thrown = new IOException("reset"), ThrowsAlways = true });

        await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());

        Assert.Equal(4, Server(pipeline).SignInCount);
    }

    [Fact]
    public async Task SignIn_Answered429_IsARateLimitWithItsWait()
    {
        using var pipeline = Pipeline(new AuthServer { Always = (HttpStatusCode.TooManyRequests, ""), RetryAfter = "1000" });

        var failure = await Assert.ThrowsAsync<EnergyRateLimitException>(() => pipeline.GetAsync());

        Assert.Equal(Duration.FromSeconds(1_000), failure.RetryAfter);
        Assert.Equal(1, Server(pipeline).SignInCount);
        Assert.Equal(Duration.Zero, pipeline.Elapsed);
    }

    [Fact]
    public async Task Password_ThatIsWrong_IsSentOnceForAllWhoWait_AndNotAgainForAMoment()
    {
        using var pipeline = Pipeline(new AuthServer { Always = (HttpStatusCode.BadRequest, """{"code":"nope"}""") });

        var failures = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Assert.ThrowsAsync<EnergyAuthenticationException>(() => pipeline.GetAsync())));

        Assert.Equal(1, Server(pipeline).SignInCount);
        Assert.Equal(200, failures.Distinct().Count());
        Assert.All(failures, f => Assert.Equal(("Test.SignIn", "nope", HttpStatusCode.BadRequest), (f.Operation, f.VendorCode, f.Status)));
        pipeline.Clock.Advance(TimeSpan.FromSeconds(29));
        var later = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => pipeline.GetAsync());
        Assert.Contains("29 s ago", later.Message, StringComparison.Ordinal);
        Assert.Equal(1, Server(pipeline).SignInCount);
        pipeline.Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => pipeline.GetAsync());
        Assert.Equal(2, Server(pipeline).SignInCount);
    }

    [Fact]
    public async Task Password_ThatTheServerEchoes_IsNowhere()
    {
        var json = System.Text.Json.JsonEncodedText.Encode(Password).ToString();
        using var pipeline =
            Pipeline(new AuthServer { Always = (HttpStatusCode.BadRequest, $$$"""{"code":"{{{json}}}","message":"{{{json}}}","errors":{"{{{json}}}":"{{{json}}}"}}""") });

        var failure = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => pipeline.GetAsync());

        var all = failure + failure.VendorCode + failure.Body + string.Join('|', failure.FieldErrors.Select(f => f.Key + f.Value[0]));
        Assert.DoesNotContain(Password, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("pa55", all, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("***", failure.VendorCode);
    }

    [Fact]
    public async Task SignIn_WhoseAnswerNeverEnds_IsNotReadWhole()
    {
        using var pipeline = Pipeline(new AuthServer { EndlessAnswer = true }, o => o.MaxBufferedBodyBytes = 100_000);

        await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());
    }

    [Fact]
    public async Task SignIn_WhoseFirstCallerGivesUp_GoesOnForTheOthers()
    {
        var held = new TaskCompletionSource();
        using var pipeline = Pipeline(new AuthServer { Hold = held.Task });
        using var cancellation = new CancellationTokenSource();
        var first = pipeline.GetAsync(cancellationToken: cancellation.Token);
        await Server(pipeline).Received.Task;
        var second = pipeline.GetAsync();

        await cancellation.CancelAsync();
        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => first);
        held.SetResult();
        await second;

        Assert.Equal(cancellation.Token, failure.CancellationToken);
        Assert.Equal(1, Server(pipeline).SignInCount);
    }

    [Fact]
    public async Task SignIn_TakesItsTurnInTheRateBudget()
    {
        using var pipeline = Pipeline(new AuthServer(), o => (o.RequestsPerSecond, o.RequestBurst) = (1, 1));

        await pipeline.GetAsync();

        Assert.Equal(Duration.FromSeconds(1), pipeline.Elapsed);
    }

    [Fact]
    public void Accounts_OfOneUserWithTwoPasswords_AreTwo()
    {
        var accounts = new EnergyAccounts();
        EnergyAccount Of(string user, string password) => accounts.Get(
            new Uri("https://energy.example.com/"), EnergyCredential.FromPassword(user, password), static () => new RateBudget(1, 1, TimeProvider.System), TimeProvider.System);
        var first = Of("me", "first");

        Assert.Same(first, Of("me", "first"));
        Assert.NotSame(first, Of("me", "second"));
        Assert.NotSame(first, Of("you", "first"));
    }

    private static AuthServer Server(PipelineFixture pipeline) => (AuthServer)pipeline.Handler;

    private static PipelineFixture Pipeline(AuthServer server, Action<TestVendor.Settings>? configure = null) => new(server, o =>
    {
        o.UseCredential(EnergyCredential.FromPassword("me", Password));
        o.Authenticator = new SigningIn();
        configure?.Invoke(o);
    });

    private sealed class SigningIn : EnergyAuthenticator
    {
        private static readonly EnergyEndpoint SignIn = new EnergyPath("login").Post("Test.SignIn") with { IsAnonymous = true, IsIdempotent = true, AnswersSecrets = true };

        public override async ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken)
        {
            var state = context.Account.GetState(() => new State(context.TimeProvider));
            var token = state.Token ?? await state.SignIn.GetAsync(() => SignInAsync(context, state), cancellationToken);
            context.Request.Headers.Remove("Authorization");
            context.Request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        private static async Task<string> SignInAsync(AuthenticationContext context, State state)
        {
            var password = await context.Account.Credential.GetSecretAsync(default);
            using var response = await context.OpenAsync(SignIn.At().WithJson(json => json.Add("password", password)), default);
            if (response.IsSuccess)
            {
                using var answer = await response.ReadBodyAsync(default);
                return state.Token = Encoding.UTF8.GetString(answer.Span);
            }

            var body = await response.ReadErrorBodyAsync(default);
            throw EnergyErrors.SignIn(response, response.ReadError(body.Span), body.Span, "Check the password.");
        }
    }

    private sealed class State(TimeProvider time)
    {
        public string? Token { get; set; }

        public SharedSignIn<string> SignIn { get; } = new(time);
    }

    private sealed class AuthServer : HttpMessageHandler
    {
        private int _signIns;
        private int _calls;

        public List<(HttpStatusCode Status, string Body)> SignIns { get; } = [];

        public (HttpStatusCode Status, string Body)? Always { get; init; }

        public string? RetryAfter { get; init; }

        public Exception? Thrown { get; init; }

        public bool ThrowsAlways { get; init; }

        public bool EndlessAnswer { get; init; }

        public Task Hold { get; init; } = Task.CompletedTask;

        public TaskCompletionSource Received { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int SignInCount => _signIns;

        public int CallCount => _calls;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath != "/login")
            {
                Interlocked.Increment(ref _calls);
                Assert.Equal(["the-token"], request.Headers.GetValues("Authorization"));
                return Answer(request, HttpStatusCode.OK, "{}");
            }

            var n = Interlocked.Increment(ref _signIns);
            Received.TrySetResult();
            await Hold;
            Assert.False(request.Headers.Contains("Authorization"));
            if (Thrown is not null && (ThrowsAlways || n == 1))
            {
                throw Thrown;
            }

            if (EndlessAnswer)
            {
                return new HttpResponseMessage { Content = new StreamContent(ScriptedBody.Endless("[", new string(' ', 5_000))), RequestMessage = request };
            }

            var (status, body) = Always ?? (n <= SignIns.Count ? SignIns[n - 1] : (HttpStatusCode.OK, "the-token"));
            return Answer(request, status, body);
        }

        private HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status, string body)
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request };
            if (RetryAfter is not null && (status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            {
                response.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
            }

            return response;
        }
    }
}
