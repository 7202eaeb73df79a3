using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using Microsoft.Extensions.Options;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Credentials go to the server and nowhere else.</summary>
public class SecretTests
{
    [Fact]
    public async Task Secrets_OfSigningInAndFailing_StandInNoMessageLogOrTrace()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        using var witness = new Witness();
        using var client = cloud.Another(witness);
        var failures = new List<string>();

        await client.Devices.ListAsync().CountAsync();
        var first = client.Session.CurrentToken!;
        cloud.Clock.Advance(TimeSpan.FromDays(6.5));
        await client.Session.GetTokensAsync();
        var renewed = client.Session.CurrentToken!;
        cloud.Server.Faults.Next(Fault.Status(500));
        failures.Add((await Assert.ThrowsAnyAsync<EnergyApiException>(() => client.Session.LoginAsync(cloud.Server.UserName, "a-wrong-secret"))).ToString());
        failures.Add((await Assert.ThrowsAnyAsync<EnergyApiException>(() => client.Session.LoginAsync(cloud.Server.UserName, "a-wrong-secret"))).ToString());
        failures.Add((await Assert.ThrowsAnyAsync<EnergyApiException>(() => client.Session.VerifyAsync(first.Text + "x"))).ToString());
        failures.Add((await Assert.ThrowsAnyAsync<EnergyApiException>(() => client.Session.RefreshAsync(first.Text + "x"))).ToString());
        failures.Add(
            (await Assert.ThrowsAnyAsync<EnergyApiException>(() =>
                client.Resource("account")["emulated"]["set_password"].PutAsync(new JsonObject { ["password"] = "a-new-secret" }))).ToString());
        failures.Add(first.ToString());
        failures.Add((await client.Session.GetTokensAsync()).ToString());
        failures.Add((await client.Session.LoginAsync(cloud.Server.UserName, cloud.Server.Password)).ToString());

        Assert.NotEqual(first.Text, renewed.Text);
        Assert.NotEmpty(witness.Lines);
        var heard = string.Join('\n', [witness.Everything, .. failures]);
        foreach (var secret in (string[])[cloud.Server.Password, "a-wrong-secret", "a-new-secret", first.Text, renewed.Text, first.Text.Split('.')[2]])
        {
            Assert.DoesNotContain(secret, heard, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Secrets_OfBadOptions_StandInNoMessage()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);

        var half = Assert.Throws<OptionsValidationException>(() => cloud.Another(static o => (o.UserName, o.Token) = (null, "a-token-of-mine")));
        var blank = Assert.Throws<OptionsValidationException>(() => cloud.Another(static o => (o.UserName, o.Password, o.Token) = (null, null, "a token of mine")));

        Assert.DoesNotContain("a-token-of-mine", half.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.Server.Password, half.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("a token of mine", blank.ToString(), StringComparison.Ordinal);
    }
}
