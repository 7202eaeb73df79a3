namespace Energy.Clients.FlexMeasures.Tests;

public class PeopleTests
{
    [Fact]
    public async Task ResetPassword_OfAUser_EndsItsSignInAndIsNoted()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        await fixture.Client.Users.GetAsync(1);

        await fixture.Client.Users.ResetPasswordAsync(1);

        // The token has ended, and the password that the client knows gets no new one.
        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => fixture.Client.Users.GetAsync(1));
    }

    [Fact]
    public async Task AuditLogs_TellWhatWasMadeAndChanged()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var user = await fixture.Client.Users.CreateAsync(new FlexMeasuresNewUser { Email = "new@emulated.example", Username = "newcomer", AccountId = 1 });
        await fixture.Client.Users.UpdateAsync(user.Id, new FlexMeasuresUserUpdate { TimeZone = "Europe/Paris" });
        await fixture.Client.Users.ResetPasswordAsync(user.Id);
        await fixture.Client.Assets.UpdateAsync(1, new FlexMeasuresAssetUpdate { Description = "a building" });

        var ofUser = await fixture.Client.Users.ListAuditLogAsync(user.Id).ToListAsync();
        Assert.Equal(["User newcomer created", "User newcomer reset password"], ofUser.Select(e => e.Event));
        Assert.All(ofUser, e => Assert.Equal((1L, "user"), (e.ActiveUserId!.Value, e.ActiveUserName)));
        var ofAccount = await fixture.Client.Accounts.ListAuditLogAsync(1).ToListAsync();
        Assert.Equal(["User newcomer created", "User newcomer reset password"], ofAccount.Select(e => e.Event));
        Assert.All(ofAccount, e => Assert.EndsWith("GMT", e.At, StringComparison.Ordinal));
        Assert.Equal("Updated: description, From: None, To: a building",
            Assert.Single(await fixture.Client.Assets.ListAuditLogAsync(1, new FlexMeasuresAuditQuery { PageSize = 10 }).ToListAsync()).Event);
    }

    [Fact]
    public async Task Preferences_OfTheServersPages_AreTaken()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        await fixture.Client.Server.SetDefaultAssetViewAsync(true, "Audit Log");
        await fixture.Client.Server.SetLegendsBelowGraphsAsync(true);
        Assert.All(fixture.Server.Requests.ToList().Where(r => r.Path.StartsWith("/api/v3_0/assets/", StringComparison.Ordinal)), r => Assert.Equal(200, r.Status));
        Assert.Equal(2, fixture.Server.Requests.ToList().Count(r => r.Path.StartsWith("/api/v3_0/assets/", StringComparison.Ordinal)));
    }
}
