using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Energy.Clients.Tests;

/// <summary>Slugs as route and query parameters of ASP.NET Core minimal APIs.</summary>
public class SlugBindingTests
{
    [Fact]
    public async Task MinimalApi_WithSlugParameters_BindsAcceptedTextsAndRefusesOthers()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.MapGet("/streams/{stream}", (StreamSlug stream, ProjectSlug? project, DeviceSlug[] device) =>
            Results.Text($"{stream} {project} {string.Join(' ', device)}"));
        await app.StartAsync();
        using var client = app.GetTestClient();

        Assert.Equal(
            "s--0000-0005--0000-0000-0000-000a--5001 p--0000-0005 d--0000-0000-0000-000a d--0000-0000-0000-000b",
            await client.GetStringAsync(new Uri("/streams/s--5--A--5001?project=5&device=d--000a&device=b", UriKind.Relative)));
        Assert.Equal(
            "s--0000-0005--0000-0000-0000-000a--5001  ",
            await client.GetStringAsync(new Uri("/streams/s--0000-0005--0000-0000-0000-000a--5001", UriKind.Relative)));

        foreach (var wrong in (string[])["/streams/p--0005", "/streams/s--5--a", "/streams/s--5--a--5001?project=x", "/streams/s--5--a--5001?device=p--1"])
        {
            using var answer = await client.GetAsync(new Uri(wrong, UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }
}
