using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures.Messages;
using Energy.Clients.Tests;

namespace Energy.Clients.FlexMeasures.Tests;

public class SignInTests
{
    [Fact]
    public async Task FirstCall_WithPassword_SignsInOnceAndSendsTheTokenBare()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => fixture.Client.Sensors.GetAsync(1)));
        var requests = fixture.Server.Requests.ToList();
        Assert.Single(requests, r => r.Path == "/api/requestAuthToken");
        Assert.All(requests.Where(r => r.Path != "/api/requestAuthToken"), r => Assert.StartsWith("emulated-token-", r.Headers["Authorization"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetTokenAsync_SignsInOnceAndGivesTheTokenThatRequestsCarry()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();

        var token = await fixture.Client.GetTokenAsync();
        await fixture.Client.Sensors.GetAsync(1);

        var requests = fixture.Server.Requests.ToList();
        Assert.Equal(token, requests[^1].Headers["Authorization"]);
        Assert.Equal(token, await fixture.Client.GetTokenAsync());
        Assert.Single(requests, r => r.Path == "/api/requestAuthToken");
    }

    [Fact]
    public async Task Call_WithATokenThatHasEnded_SignsInAgainOnceThenGivesUp()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        await fixture.Client.Sensors.GetAsync(1);
        fixture.Server.Faults.Next(Fault.ExpiredCredential());
        Assert.Equal(1, (await fixture.Client.Sensors.GetAsync(1)).Id);
        Assert.Equal(2, fixture.Server.Requests.ToList().Count(r => r.Path == "/api/requestAuthToken"));

        fixture.Server.Faults.Always(Fault.ExpiredCredential());
        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => fixture.Client.Sensors.GetAsync(1));
    }

    [Fact]
    public async Task Call_WithAWrongPassword_SaysSoAndNeverShowsIt()
    {
        using var witness = new Witness();
        await using var fixture = await FlexMeasuresFixture.StartAsync(client: o => o.Password = "a-wrong-secret", loggers: witness);
        var failure = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => fixture.Client.Sensors.GetAsync(1));
        Assert.Contains("User password does not match", failure.Message, StringComparison.Ordinal);
        Assert.Equal("FlexMeasures.SignIn", failure.Operation);
        Assert.DoesNotContain("a-wrong-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-secret", witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AnsweredWith200WithoutAToken_IsRefused()
    {
        using var handler = new Canned((200, """{"errors":["Please provide the 'password' parameter."],"status":200}"""));
        using var client = Canned.Client(handler, o => (o.Token, o.Email, o.Password) = (null, "me@ems.example", "pw"));
        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => client.Sensors.GetAsync(1));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task StoredToken_BesideThePassword_IsUsedFirstAndReplacedWhereItHasEnded()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        await fixture.Client.Sensors.GetAsync(1);
        var stored = fixture.Server.Requests.ToList()[^1].Headers["Authorization"];

        await using var good = await FlexMeasuresFixture.StartAsync(client: o => o.Token = "not-in-force");
        await good.Client.Sensors.GetAsync(1);
        await good.Client.Sensors.GetAsync(1);

        var requests = good.Server.Requests.ToList();
        Assert.Equal("not-in-force", requests[0].Headers["Authorization"]);
        Assert.Single(requests, r => r.Path == "/api/requestAuthToken");
        Assert.Equal(4, requests.Count);
        Assert.StartsWith("emulated-token-", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_Answered429_IsARateLimitAndNotAWrongPassword()
    {
        using var handler = new Canned((429, """{"result":"Rejected","status":"TOO_MANY_REQUESTS","message":"You hit a rate limit."}"""));
        using var client = Canned.Client(handler, o => (o.Token, o.Email, o.Password) = (null, "me@ems.example", "pw-secret"));

        var failure = await Assert.ThrowsAsync<EnergyRateLimitException>(() => client.Sensors.GetAsync(1));

        Assert.Equal(("FlexMeasures.SignIn", true), (failure.Operation, failure.CanRetry));
        Assert.DoesNotContain("password", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_Answered503Once_IsTriedAgain()
    {
        using var handler = new Canned((503, ""), (200, """{"auth_token":"token-1","user_id":1}"""));
        using var client = Canned.Client(handler, o => (o.Token, o.Email, o.Password, o.MaxRetries, o.RetryBaseDelay) = (null, "me@ems.example", "pw-secret", 2, TimeSpan.Zero));

        Assert.Equal("token-1", await client.GetTokenAsync());
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task SignIn_WithAWrongPasswordByManyAtOnce_IsSentOnce()
    {
        using var handler = new Canned((401, """{"errors":["User password does not match"]}"""));
        using var client = Canned.Client(handler, o => (o.Token, o.Email, o.Password) = (null, "me@ems.example", "pw-secret"));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Assert.ThrowsAsync<EnergyAuthenticationException>(() => client.Sensors.GetAsync(1))));

        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00\\ud800")]
    public async Task SignIn_AnsweredWithATokenThatIsNoText_IsRefused(string token)
    {
        using var handler = new Canned((200, $$"""{"auth_token":"{{token}}","user_id":1}"""));
        using var client = Canned.Client(handler, o => (o.Token, o.Email, o.Password) = (null, "me@ems.example", "pw-secret"));

        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => client.GetTokenAsync());
    }

    [Fact]
    public async Task Call_InAnotherRole_SaysWhoseServiceItIs()
    {
        const string Refusal =
            """{"message":"You don't have the right role to access this service. You are a Supplier while this service is reserved for Prosumers and """
                + """ESCos.","result":"Rejected","status":"INVALID_SENDER","type":"PostUdiEventResponse"}""";
        using var handler = new Canned((403, Refusal));
        using var client = Canned.Client(handler);
        var udiEvent =
            new FlexMeasuresUdiEvent
            {
                Event = EntityAddress.Parse("ea1.2022-03.example.ems:4:9:7:soc"),
                At = FlexMeasuresTime.Parse("2023-03-04T10:00:00Z"),
                Value = 1,
                Unit = "MWh"
            };

        var failure = await Assert.ThrowsAsync<EnergyAuthenticationException>(() => client.Messages.PostUdiEventAsync(FlexMeasuresApiVersion.V13, udiEvent));

        Assert.Contains("reserved for Prosumers and ESCos", failure.Message, StringComparison.Ordinal);
        Assert.Equal(FlexMeasuresStatus.InvalidSender, FlexMeasuresStatus.Of(failure));
    }

    [Fact]
    public async Task Call_WithACredentialOfItsOwn_IsMadeInThatName()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(client: o => (o.Email, o.Password) = (null, null));
        var mine = fixture.Client.WithCredential(EnergyCredential.FromPassword(fixture.Server.Email, fixture.Server.Password));
        var stranger = fixture.Client.WithCredential(EnergyCredential.FromText("nobodys-token"));

        Assert.Equal(1, (await mine.Sensors.GetAsync(1)).Id);
        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => stranger.Sensors.GetAsync(1));
        Assert.Equal(1, (await mine.Sensors.GetAsync(1)).Id);
        Assert.Single(fixture.Server.Requests.ToList(), r => r.Path == "/api/requestAuthToken");
    }

    [Fact]
    public async Task PublicCall_NeedsNoCredential()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(client: o => (o.Email, o.Password) = (null, null));
        Assert.Contains("v3_0", (await fixture.Client.Server.GetVersionsAsync()).Versions);
        Assert.True((await fixture.Client.Server.GetHealthAsync()).Database);
    }

    [Theory]
    [InlineData("nobody", "pw")]
    [InlineData("a@b", "pw")]
    [InlineData("me@ems.example", "")]
    public void New_WithAFaultyAccount_IsRefusedWithoutTheSecret(string email, string password)
    {
        var options = new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Email = email, Password = password };
        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => new FlexMeasuresClient(options));
    }
}
