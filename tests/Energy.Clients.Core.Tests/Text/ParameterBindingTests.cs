using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Energy.Clients.Tests;

/// <summary>Addresses, durations and units as route and query parameters of ASP.NET Core minimal APIs.</summary>
public sealed class ParameterBindingTests
{
    [Fact]
    public async Task MinimalApi_WithAddressDurationAndUnit_BindsAcceptedTextsAndRefusesOthers()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.MapGet("/data/{address}", (EntityAddress address, IsoDuration duration, Unit? unit) => Results.Text($"{address.Host} {duration} {unit}"));
        await app.StartAsync();
        using var client = app.GetTestClient();

        Assert.Equal(
            "grid.example.org P1D kW/m²",
            await client.GetStringAsync(new Uri("/data/ea1.2021-02.org.example.grid:fm1.3?duration=PT24H&unit=kW%2Fm%C2%B2", UriKind.Relative)));

        foreach (var wrong in (string[])["/data/fm1.3?duration=PT1H", "/data/ea1.2021-02.x:1?duration=1h", "/data/ea1.2021-02.x:1?duration=PT1H&unit=%20kW"])
        {
            using var answer = await client.GetAsync(new Uri(wrong, UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }
}
