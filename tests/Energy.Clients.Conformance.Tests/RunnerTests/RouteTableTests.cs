using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace Energy.Clients.Conformance.Tests;

public sealed class RouteTableTests
{
    private static readonly ExchangeOperations Operations = new ExchangeOperations()
        .Map("things.get", "GET", "/things/{id}")
        .Map("things.odd", "GET", "/things/");

    [Fact]
    public async Task Verify_SameRequestAndModel_Passes() =>
        await Table().VerifyAsync(Exchange("/things/a%20b", 200, """{"id":"a b","n":1}"""));

    [Fact]
    public async Task Verify_ErrorAnswer_ComparesStatusAndCode()
    {
        await Table().VerifyAsync(Exchange("/things/x", 404, """{"code":"gone"}"""));
        await Assert.ThrowsAnyAsync<XunitException>(() => Table(wrongCode: true).VerifyAsync(Exchange("/things/x", 404, """{"code":"gone"}""")));
    }

    [Fact]
    public async Task Verify_OtherKeySent_Fails()
    {
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => Table(key: "other").VerifyAsync(Exchange("/things/x", 200, """{"id":"x"}""")));
        Assert.Contains("request.headers.x-key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_LeafMissingInTheProjection_Fails()
    {
        var failure = await Assert.ThrowsAnyAsync<XunitException>(
            () => Table(drop: "n").VerifyAsync(Exchange("/things/x", 200, """{"id":"x","n":1}""")));
        Assert.Contains("answer.body.n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ProjectionThatCopiesTheRecording_IsFoundOutByTheCanary()
    {
        var failure = await Assert.ThrowsAnyAsync<XunitException>(
            () => Table(copies: true).VerifyAsync(Exchange("/things/x", 200, """{"id":"x","n":1}""")));
        Assert.Contains("canary is alive", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AnswerWithoutBody_IsServedWithAnotherStatus()
    {
        var bare = new RouteTable<ToyClient>("made-up", Operations, (_, handler) => new ToyClient(handler, "k"))
        {
            Report = new ConformanceReport("made-up"),
            OurError = (_, _) => null,
            TheirError = _ => new JsonObject(),
            TheirBody = _ => null,
        }
        .Run("things.get", async (client, _) =>
        {
            await client.TryAsync("x");
            return null;
        });
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => bare.VerifyAsync(Exchange("/things/x", 204, "null")));
        Assert.Contains("its status", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_RefusedRequest_ReadsTheAnswerRaw()
    {
        await Table().VerifyAsync(Exchange("/things/", 200, """{"id":""}"""));
        await Assert.ThrowsAnyAsync<XunitException>(() => Table(refuses: false).VerifyAsync(Exchange("/things/", 200, """{"id":""}""")));
    }

    [Fact]
    public async Task Verify_ExchangeWithoutEntryOrRoute_Fails()
    {
        await Assert.ThrowsAnyAsync<XunitException>(() => Table().VerifyAsync(Exchange("/other", 200, "{}")));
        var bare = new RouteTable<ToyClient>("made-up", Operations, (_, handler) => new ToyClient(handler, "k"))
        {
            OurError = (_, _) => null,
            TheirError = _ => null,
        };
        await Assert.ThrowsAnyAsync<XunitException>(() => bare.VerifyAsync(Exchange("/things/x", 200, "{}")));
    }

    [Fact]
    public async Task Replay_MoreRequestsThanRecorded_Throws()
    {
        using var handler = new ReplayHandler([Exchange("/things/x", 200, "{}")], []);
        var client = new ToyClient(handler, "k");
        await client.GetAsync("x");
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync("x"));
    }

    private static RouteTable<ToyClient> Table(string key = "k", string? drop = null, bool wrongCode = false, bool refuses = true, bool copies = false) =>
        new RouteTable<ToyClient>("made-up", Operations, (_, handler) => new ToyClient(handler, key))
        {
            Report = new ConformanceReport("made-up"),
            RequestHeaders = ["x-key"],
            OurError = (exception, _) => exception is ToyException toy
                ? new JsonObject { ["status"] = toy.Status, ["code"] = wrongCode ? "none" : toy.Body.GetProperty("code").GetString() }
                : null,
            TheirError = exchange => new JsonObject
            {
                ["status"] = exchange.Response.Status,
                ["code"] = exchange.Response.Body.Json!.Value.GetProperty("code").GetString(),
            },
        }
        .Run("things.get", async (client, exchange) =>
        {
            string id = RequestTarget.Match("/things/{id}", exchange.Request.Target)!["id"];
            JsonObject projected = JsonText.ToNode(await client.GetAsync(id))!.AsObject();
            projected = copies ? JsonText.ToNode(exchange.Response.Body.Json!.Value)!.AsObject() : projected;
            projected.Remove(drop ?? "");
            projected["more"] = true;
            return projected;
        })
        .Refuse(
            "things.odd",
            (client, _) => refuses ? client.GetAsync("") : Task.CompletedTask,
            async (client, exchange) => JsonText.ToNode(await client.SendAsync(exchange.Request.Target)));

    private static RecordedExchange Exchange(string target, int status, string body) => Assert.Single(ExchangeFiles.Read(
        "stem",
        "exchanges/made-up.json",
        JsonText.Parse($$$"""
            {"exchanges":[{"request":{"method":"GET","target":"{{{target}}}","headers":{"X-Key":"k"}},
            "response":{"status":{{{status}}},"headers":{},"bodyKind":"json","body":{{{body}}}}}]}
            """))) with
    {
        Vendor = "made-up",
    };
}
