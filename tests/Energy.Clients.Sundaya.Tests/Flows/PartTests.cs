using System.Globalization;
using System.Net;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>Sums of which some parts have not begun, and what the flows mean.</summary>
public class PartTests
{
    private static readonly EnergyPeriod Week = EnergyPeriod.Parse("week/20240101");

    [Fact]
    public void Flow_HasItsDirectionAndSign() => Assert.Equal(
        [
            ("harvest", PositiveDirection.Production, 1, SundayaEnergyType.Harvest),
            ("store.in", PositiveDirection.Charge, -1, SundayaEnergyType.Store),
            ("store.out", PositiveDirection.Discharge, 1, SundayaEnergyType.Store),
            ("yield", PositiveDirection.Consumption, -1, SundayaEnergyType.Yield),
            ("sell", PositiveDirection.Export, -1, SundayaEnergyType.Buy),
            ("buy", PositiveDirection.Import, 1, SundayaEnergyType.Buy),
        ],
        SundayaFlow.All.Select(static f => (f.Name, f.Positive, f.Sign, f.Type)));

    [Fact]
    public async Task Strict_RefusesAnUnknownMemberEachTime()
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*/api/versions").Respond("application/json", """{"versions":{"current":"1","supported":"1","coming":"2"}}""");
        mock.When("*/energy")
            .Respond("application/json",
                """[{"collection":{"href":"/energy/hsy/period/week/20240101/1","links":[],"items":[{"links":[],"data":[{"name":"week.day","value":"20240101/1","data":["""
                    + """{"name":"buy","value":"1.000","unit":"MJ"}]}]}]}}]""");
        using var client = new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), Strict = true }, mock);

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("unit", (await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Flows.GetAsync(SundayaSite.Default, new SundayaCubeQuery()))).Message,
                StringComparison.Ordinal);
            Assert.Contains("coming", (await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Admin.GetVersionsAsync())).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ReadWeek_OfPartsThatHaveBegunAndOthersThatHaveNot_IsTheSumOfTheFormer()
    {
        Assert.Equal([3.75], await ReadAsync(static i => i < 3 ? "1.250" : "0"));
        Assert.Equal([0.001], await ReadAsync(static i => i == 27 ? "0.001" : "0"));
        Assert.Equal([0.0], await ReadAsync(static i => i == 0 ? "0.000" : "0"));
        Assert.Equal([null], await ReadAsync(static _ => "0"));
    }

    [Fact]
    public async Task ReadBalances_OfFlowsThatDisagreeOnWhatHasBegun_Fails()
    {
        using var client = Client((flow, i) => flow == "sell" && i == 0 ? "0" : "1.000");

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.TimeOfDay, Week.Interval).ToListAsync());
    }

    [Fact]
    public async Task ReadBalances_PutsEachFlowInItsPlace()
    {
        var names = SundayaFlow.All.Select(static f => f.Name).ToList();
        using var client = Client((flow, i) => i == 27 ? "0" : (names.IndexOf(flow) + 1).ToString(CultureInfo.InvariantCulture) + ".000");

        var balances = await client.Flows.ReadBalancesAsync(SundayaSite.Default, PeriodKind.TimeOfDay, Week.Interval).ToListAsync();

        Assert.Equal(27, balances.Count);
        Assert.All(balances, b =>
            Assert.Equal((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), (b.Balance.Harvest, b.Balance.StoreIn, b.Balance.StoreOut, b.Balance.Yield, b.Balance.Sell, b.Balance.Buy)));
    }

    private static async Task<List<double?>> ReadAsync(Func<int, string> number)
    {
        using var client = Client((_, i) => number(i));
        return await client.Flows.ReadAsync(SundayaSite.Default, SundayaFlow.Harvest, PeriodKind.Week, Week.Interval).Select(static r => r.Value).ToListAsync();
    }

    private static SundayaClient Client(Func<string, int, string> number)
    {
        var items = Enumerable.Range(0, 7).Select(day =>
        {
            var flows = SundayaFlow.All.Select(f => $"{{\"name\":\"{f}\",\"value\":\"{string.Join(' ', Enumerable.Range(day * 4, 4).Select(i => number(f.Name, i)))}\"}}");
            return $"{{\"data\":[{{\"name\":\"day.timeofday\",\"value\":\"2024010{day + 1}T0000/4\",\"data\":[{string.Join(',', flows)}]}}]}}";
        });
        var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(HttpStatusCode.OK, "application/json", $"[{{\"collection\":{{\"items\":[{string.Join(',', items)}]}}}}]");
        return new SundayaClient(new SundayaClientOptions { BaseAddress = new Uri("https://sundaya.example.com"), MaxRetries = 0 }, mock);
    }
}
