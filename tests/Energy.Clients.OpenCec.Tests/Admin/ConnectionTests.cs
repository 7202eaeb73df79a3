namespace Energy.Clients.OpenCec.Tests.Admin;

/// <summary>The server closes the connection behind every 500 without saying so; refused updates and all deletions are 500.</summary>
public sealed class ConnectionTests
{
    private const int Rounds = 40;

    [Fact]
    public async Task Writes_BehindRefusedOnes_NeverFail()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        using var client = Impatient(cec);
        for (var i = 0; i < Rounds; i++)
        {
            // The pair of listing 2: refused with a bare 500.
            var refused =
                await Assert.ThrowsAsync<EnergyResponseException>(() =>
                    client.Admin.Listings.UpdateAsync(1, new OpenCecListingUpdate { Manufacturer = "Wattle Inverters", Model = "W5-100%" }));
            Assert.Equal(500, (int)refused.Status);
            Assert.Equal($"Home {i}", (await client.Admin.Listings.UpdateAsync(1, new OpenCecListingUpdate { Model = $"Home {i}" })).Model);
            await Assert.ThrowsAsync<EnergyResponseException>(() => client.Admin.Listings.UpdateAsync(1, new OpenCecListingUpdate { EntityTypeId = 99 }));
            await client.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = "Loop", Model = $"{i}" });
        }

        Assert.Equal(4 + Rounds, cec.Server.State.Count("listings"));
        Assert.Equal($"Home {Rounds - 1}", cec.Server.State.RowsOf("listings").Single(r => (int)r["id"]! == 1)["model"]);
    }

    [Fact]
    public async Task Deletions_OneBehindTheOther_AreAllKnown()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        using var client = Impatient(cec);
        for (var i = 0; i < Rounds; i++)
        {
            var made = await client.Admin.EntityTypes.CreateAsync(new() { Name = $"kind {i}", Description = "d" });
            Assert.Equal(OpenCecDeletion.FoundGone, await client.Admin.EntityTypes.DeleteAsync(made.Id));
            await Assert.ThrowsAsync<EnergyConflictException>(() => client.Admin.EntityTypes.DeleteAsync(1));
        }

        Assert.Equal(2, cec.Server.State.Count("entity-types"));
    }

    [Fact]
    public async Task Writes_AskForTheConnectionToBeClosed_AndReadsDoNot()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        await cec.Client.Admin.Listings.UpdateAsync(1, new OpenCecListingUpdate { Model = "m" });
        Assert.Equal("close", cec.Server.Requests.Last!.Headers["Connection"]);
        await cec.Client.Admin.Keys.CreateAsync("another1", "second");
        Assert.Equal("close", cec.Server.Requests.Last!.Headers["Connection"]);
        var made = await cec.Client.Admin.EntityTypes.CreateAsync(new() { Name = "kind", Description = "d" });
        await cec.Client.Admin.EntityTypes.DeleteAsync(made.Id);
        Assert.Equal("close", cec.Server.Requests.ToList().Last(static r => r.Method == "DELETE").Headers["Connection"]);
        await cec.Client.Listings.GetAsync(1);
        Assert.False(cec.Server.Requests.Last!.Headers.TryGetValue("Connection", out var connection) && connection == "close");
    }

    private static OpenCecClient Impatient(OpenCecFixture cec) =>
        new(new OpenCecClientOptions { BaseAddress = cec.Server.BaseAddress, ApiKey = cec.Server.ApiKey, MaxRetries = 0 });
}
