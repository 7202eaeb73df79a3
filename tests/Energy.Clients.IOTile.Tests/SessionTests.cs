using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

public class SessionTests
{
    [Fact]
    public async Task GetToken_AfterTheTokenHasEnded_GivesOneThatLives()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var first = await cloud.Client.Session.GetTokenAsync();
        Assert.Equal(first, await cloud.Client.Session.GetTokenAsync());

        cloud.Clock.Advance(TimeSpan.FromDays(8));
        var second = await cloud.Client.Session.GetTokenAsync();

        Assert.True(second.ExpiresAt > cloud.Now, $"{second}");
        Assert.DoesNotContain(second.Text, $"{second}", StringComparison.Ordinal);
        Assert.Equal(second, cloud.Client.Session.CurrentToken);
    }

    [Fact]
    public async Task Calls_AtOnce_SignInOnceAndRenewOnce()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cloud.Client.Devices.GetAsync(DeviceSlug.Parse(IOTileFixture.Device))));
        var first = cloud.Client.Session.CurrentToken!;

        cloud.Clock.Advance(TimeSpan.FromDays(6.5));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cloud.Client.Devices.GetAsync(DeviceSlug.Parse(IOTileFixture.Device))));

        Assert.Single(cloud.Server.Requests.ToList(), r => r.Path.EndsWith("/auth/login/", StringComparison.Ordinal));
        Assert.Single(cloud.Server.Requests.ToList(), r => r.Path.EndsWith("/auth/api-jwt-refresh/", StringComparison.Ordinal));
        Assert.Equal(first.IssuedAt, cloud.Client.Session.CurrentToken!.IssuedAt);
        Assert.True(cloud.Client.Session.CurrentToken!.ExpiresAt > first.ExpiresAt);
    }

    [Fact]
    public async Task Read_WhoseTokenEnds_SignsInAgainWhereItCan()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var query = new IOTileStreamDataQuery { PageSize = 10, Range = new Interval(cloud.Now - Duration.FromHours(6), null) };
        var count = 0;
        await foreach (var _ in cloud.Client.Streams.ReadAsync(IOTileFixture.Stream, query))
        {
            if (++count == 5)
            {
                cloud.Clock.Advance(TimeSpan.FromDays(8));
            }
        }

        Assert.True(count >= 24);
        Assert.Equal(2, cloud.Server.Requests.ToList().Count(r => r.Path.EndsWith("/auth/login/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Read_WhoseTokenEndsWithoutAPassword_SaysWhereToGoOn()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        using var client = cloud.Another(o => (o.UserName, o.Password, o.Token) = (null, null, cloud.Server.IssueToken("emulated")));
        var query = new IOTileStreamDataQuery { PageSize = 10, Range = new Interval(cloud.Now - Duration.FromHours(6), cloud.Now) };
        var series = client.Streams.ReadAsync(IOTileFixture.Stream, query);
        var read = new List<Reading>();

        var failure = await Assert.ThrowsAsync<EnergyAuthenticationException>(async () =>
        {
            await foreach (var reading in series)
            {
                read.Add(reading);
                if (read.Count == 5)
                {
                    cloud.Clock.Advance(TimeSpan.FromDays(8));
                }
            }
        });
        var rest = await cloud.Client.Streams.ReadAsync(IOTileFixture.Stream, query).StartingAt(failure.ResumeFrom!).ToListAsync();

        Assert.Equal(24, read.Count + rest.Count);
        Assert.Equal(24, read.Concat(rest).Select(r => r.Start).Distinct().Count());
    }

    [Fact]
    public async Task StoredToken_BesideAPassword_IsUsedWhileItLives()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        using var client = cloud.Another(o => o.Token = cloud.Server.IssueToken("emulated"));

        await client.Devices.ListAsync().CountAsync();
        Assert.Equal(0, SignIns(cloud));

        cloud.Clock.Advance(TimeSpan.FromDays(8));
        await client.Devices.ListAsync().CountAsync();
        Assert.Equal(1, SignIns(cloud));

        await client.Session.LogoutAsync();
        await client.Devices.ListAsync().CountAsync();
        Assert.Equal(2, SignIns(cloud));
    }

    [Fact]
    public async Task StoredToken_ThatTheServerDoesNotTake_IsReplacedBySigningIn()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        using var client = cloud.Another(o => o.Token = new string('0', 40));

        Assert.Equal("emulated", (await client.Session.GetAccountAsync()).Username);
        Assert.Equal("emulated", (await client.Session.GetAccountAsync()).Username);

        Assert.Equal(1, SignIns(cloud));
    }

    [Fact]
    public async Task Call_AfterSigningOutWithoutAPassword_SaysThatItWasSignedOut()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        using var client = cloud.Another(o => (o.UserName, o.Password, o.Token) = (null, null, cloud.Server.IssueToken("emulated")));
        await client.Session.GetAccountAsync();

        await client.Session.LogoutAsync();

        var failure = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => client.Session.GetAccountAsync());
        Assert.Contains("LogoutAsync", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("life", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoredToken_OfAnotherUser_IsRefused()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var token = cloud.Server.IssueToken("emulated");

        var failure = Assert.Throws<OptionsValidationException>(() => cloud.Another(o => (o.UserName, o.Token) = ("somebody-else", token)));

        Assert.Contains("'emulated'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, failure.Message, StringComparison.Ordinal);
        cloud.Another(o => (o.UserName, o.Token) = ("emulated", token)).Dispose();
    }

    [Fact]
    public async Task WrongPasswordInactiveForeignAndBearer_EachHaveTheirOwnError()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        cloud.Server.State.LoadWorld(JsonDocument.Parse(
            """
            {"users": [{"username": "gone", "email": "gone@example.com", "password": "gone-secret", "active": false}, {"username": "guest", "email": "guest@example.com", "password": "guest-secret"}]}
            """).RootElement);
        using var wrong = cloud.Another(o => o.Password = "not-the-password");
        using var gone = cloud.Another(o => (o.UserName, o.Password, o.Token) = (null, null, cloud.Server.IssueToken("gone")));
        using var guest = cloud.Another(o => (o.UserName, o.Password) = ("guest@example.com", "guest-secret"));

        var password = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => wrong.Server.ListResourcesAsync());
        var inactive = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => gone.Server.ListResourcesAsync());
        var foreign = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => guest.Devices.GetAsync(DeviceSlug.Parse(IOTileFixture.Device)));
        var bearer = Assert.Throws<OptionsValidationException>(() => cloud.Another(o => (o.UserName, o.Password, o.Token) = (null, null, "Bearer secret-of-mine")));

        Assert.Contains("password is wrong, or the account is not active", password.Message, StringComparison.Ordinal);
        Assert.Contains("not active any more", inactive.Message, StringComparison.Ordinal);
        Assert.Contains("belongs to others", foreign.Message, StringComparison.Ordinal);
        Assert.Contains("scheme word that this server ignores", bearer.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new IOTileTokenScheme("Bearer"));
        Assert.DoesNotContain("not-the-password", password.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-mine", bearer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_Answered503Once_IsTriedAgain()
    {
        var signIns = 0;
        using var server = SignInServer(() => ++signIns == 1 ? (503, "") : (200, """{"jwt":"token-1"}"""));
        using var client = SigningIn(server, static o => o.RetryBaseDelay = TimeSpan.Zero);

        Assert.Equal("me", (await client.Session.GetAccountAsync()).Username);
        Assert.Equal(2, signIns);
    }

    [Fact]
    public async Task SignIn_Answered429_IsARateLimitAndNotAWrongPassword()
    {
        using var server = SignInServer(static () => (429, """{"detail":"Request was throttled."}"""));
        using var client = SigningIn(server, static o => o.MaxRetries = 0);

        var failure = await Assert.ThrowsAsync<EnergyRateLimitException>(() => client.Session.GetAccountAsync());

        Assert.True(failure.CanRetry);
        Assert.DoesNotContain("password", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_WithAWrongPasswordByManyAtOnce_IsSentOnce()
    {
        var signIns = 0;
        using var server = SignInServer(() =>
        {
            Interlocked.Increment(ref signIns);
            return (400, """{"non_field_errors":["Unable to login with provided credentials."]}""");
        });
        using var client = SigningIn(server, static _ => { });

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Assert.ThrowsAsync<EnergyAuthenticationException>(() => client.Session.GetAccountAsync())));

        Assert.Equal(1, signIns);
    }

    [Fact]
    public async Task SignIn_WhoseAnswerIsOverTheLimit_IsNotTaken()
    {
        using var server = SignInServer(static () => (200, $$"""{"jwt":"token-1","more":"{{new string('x', 5_000)}}"}"""));
        using var client = SigningIn(server, static o => o.MaxBufferedBodyBytes = 4_096);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Session.GetAccountAsync());

        Assert.Contains("MaxBufferedBodyBytes", failure.Message, StringComparison.Ordinal);
    }

    private static CannedServer SignInServer(Func<(int Status, string Body)> signIn) => new(request =>
    {
        var (status, body) = request.RequestUri!.AbsolutePath.EndsWith("/auth/api-jwt-auth/", StringComparison.Ordinal) ? signIn() : (200, """{"username":"me"}""");
        return (status, Encoding.UTF8.GetBytes(body));
    });

    private static IOTileClient SigningIn(CannedServer server, Action<IOTileClientOptions> configure)
    {
        var options = new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), UserName = "me", Password = "pw-secret" };
        configure(options);
        return new IOTileClient(options, server);
    }

    private static int SignIns(IOTileFixture cloud) => cloud.Server.Requests.ToList().Count(static r => r.Path.EndsWith("/auth/login/", StringComparison.Ordinal));
}
