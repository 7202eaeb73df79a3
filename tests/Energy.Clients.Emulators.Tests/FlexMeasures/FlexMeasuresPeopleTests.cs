using System.Text.Json;

namespace Energy.Clients.Tests;

public class FlexMeasuresPeopleTests
{
    [Fact]
    public async Task AuditLogs_ArePagedAsEachRouteDoes()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        await server.PatchAsync("assets/1", """{ "name": "place", "flex_context": { "site-power-capacity": "60 kW" } }""", FlexMeasuresServer.Boss);
        await server.PatchAsync("users/1", """{ "active": true }""", FlexMeasuresServer.Boss);
        await server.PatchAsync("accounts/1", """{ "primary_color": "#112233" }""", FlexMeasuresServer.Boss);

        // An asset's always in an envelope, of which per-page cuts a page even when none is asked for.
        var asset = (await server.GetAsync("assets/1/auditlog")).Body;
        Assert.Equal(["Updated: name, From: site, To: place", "Updated flex_context:\n1. Added site-power-capacity: 60 kW"], Events(asset.GetProperty("data")));
        var first = (await server.GetAsync("assets/1/auditlog?per-page=1")).Body;
        Assert.Equal((1, 2), (first.GetProperty("data").GetArrayLength(), first.GetProperty("num-records").GetInt32()));
        Assert.Equal(404, (await server.GetAsync("assets/1/auditlog?page=2")).Status);
        Assert.Equal(422, (await server.GetAsync("assets/1/auditlog?page=0")).Status);
        Assert.Equal(422, (await server.GetAsync("assets/1/auditlog?per-page=0")).Status);

        // A user's as a list unless a page is asked for, an account's as a list whatever is asked for.
        Assert.Equal(["Active status set to 'True'."], Events((await server.GetAsync("users/1/auditlog?per-page=1")).Body));
        Assert.Equal(1, (await server.GetAsync("users/1/auditlog?page=1")).Body.GetProperty("num-records").GetInt32());
        Assert.Equal(
            ["Active status set to 'True'.", "Account Updated, Field: name, primary_color, attributes, account_roles"],
            Events((await server.GetAsync("accounts/1/auditlog?page=9&filter=x", FlexMeasuresServer.Boss)).Body));
    }

    [Theory]
    [InlineData("assets/1/auditlog", FlexMeasuresServer.Ann, 200)]
    [InlineData("accounts/1/auditlog", FlexMeasuresServer.Ann, 403)]
    [InlineData("users/1/auditlog", FlexMeasuresServer.Ann, 200)]
    [InlineData("users/2/auditlog", FlexMeasuresServer.Ann, 403)]
    [InlineData("assets/1/auditlog", FlexMeasuresServer.Eve, 403)]
    [InlineData("accounts/1/auditlog", FlexMeasuresServer.Boss, 200)]
    public async Task AuditLogs_AreForThoseWhoMay(string path, string token, int status)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        Assert.Equal(status, (await server.GetAsync(path, token)).Status);
    }

    [Theory]
    [InlineData("[1]", 403)]
    [InlineData("[2]", 403)]
    [InlineData("[]", 200)]
    [InlineData("[99]", 422)]
    public async Task Roles_AreGivenByIdToWhomTheCallerMay(string roles, int status)
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        Assert.Equal(status, (await server.PatchAsync("users/1", $$"""{ "flexmeasures_roles": {{roles}} }""", FlexMeasuresServer.Boss)).Status);
    }

    [Fact]
    public async Task Roles_AreShownByNameAndNoted()
    {
        await using var server = await FlexMeasuresServer.StartAsync();
        var (_, body) = await server.PatchAsync("users/1", """{ "flexmeasures_roles": [3] }""", FlexMeasuresServer.Boss);
        Assert.Equal("""["consultant"]""", FlexMeasuresPostingTests.Compact(body.GetProperty("flexmeasures_roles")));
        Assert.Equal(["Added role(s): [consultant]."], Events((await server.GetAsync("users/1/auditlog")).Body));
    }

    private static string[] Events(JsonElement rows) => [.. rows.EnumerateArray().Select(r => r.GetProperty("event").GetString()!)];
}
