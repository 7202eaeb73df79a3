using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Energy.Clients.Tests;

/// <summary>Kinds, epochs, periods and conversions as route and query parameters of ASP.NET Core minimal APIs.</summary>
public sealed class PeriodBindingTests
{
    [Fact]
    public async Task MinimalApi_WithPeriodParameters_BindsAcceptedTextsAndRefusesOthers()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.MapGet("/usage/{kind}/{epoch}", (PeriodKind kind, EpochText epoch, Mdo? mdo) => Results.Text($"{EnergyPeriod.Containing(epoch.Instant, kind)} {mdo}"));
        app.MapGet("/range/{**period}", (EnergyPeriod period) => Results.Text(period.Title));
        await app.StartAsync();
        using var client = app.GetTestClient();

        Assert.Equal("week/20230731 ", await client.GetStringAsync(new Uri("/usage/week/20230802", UriKind.Relative)));
        Assert.Equal("hour/20230802T0900 0.5+3x/2", await client.GetStringAsync(new Uri("/usage/hour/20230802T0917?mdo=0.5%2B3x%2F2", UriKind.Relative)));
        Assert.Equal("31/07/23 - 20/08/23", await client.GetStringAsync(new Uri("/range/week/20230802/3", UriKind.Relative)));

        foreach (var wrong in (string[])["/usage/Week/20230802", "/usage/week/2023", "/usage/week/20230802?mdo=0x/1", "/range/week/20230802/0"])
        {
            using var answer = await client.GetAsync(new Uri(wrong, UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }
}
