using NodaTime;

namespace Energy.Clients.Sundaya.Tests.Flows;

public sealed class PlanTests
{
    [Theory]
    [InlineData("hour")]
    [InlineData("qtrhour")]
    [InlineData("day")]
    public async Task PlanAsync_TellsTheRequestsThatTheReadMakes(string period)
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var source = TransferSource.Growing(sundaya.Client, SeriesUri.Parse($"sundaya:/sites/999/harvest?period={period}"), Instant.FromUtc(2023, 11, 20, 0, 0),
            Instant.FromUtc(2024, 2, 10, 0, 0));
        var transfer = new Transfer(new MemorySink());

        var plan = Assert.Single(await transfer.PlanAsync([source]));
        Assert.Equal(0, sundaya.Server.Requests.Total);
        await transfer.RunAsync(source);

        Assert.True(plan.Requests > 0);
        Assert.Equal(plan.Requests, sundaya.Server.Requests.Total);
    }
}
