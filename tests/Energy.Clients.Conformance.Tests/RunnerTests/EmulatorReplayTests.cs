using Xunit.Sdk;

namespace Energy.Clients.Conformance.Tests;

public sealed class EmulatorReplayTests
{
    private static readonly ExchangeOperations Operations = new ExchangeOperations().Map("any", "*", "/{*rest}");

    [Fact]
    public async Task Verify_ExchangesInOrder_EachIsJudgedOnItsOwn()
    {
        IReadOnlyList<RecordedExchange> exchanges = Exchanges(
            Element("GET", "/a?x=%41&x=2", null, """{"asked":1,"target":"/a?x=%41&x=2","key":"PLACEHOLDER","echo":"","link":"{base}/next"}"""),
            Element("POST", "/b%20c", "text of PLACEHOLDER", """{"asked":2,"target":"/b c","key":"PLACEHOLDER","echo":"text of PLACEHOLDER","link":"{base}/next"}"""),
            Element("GET", "/c", null, """{"asked":99,"target":"/c","key":"PLACEHOLDER","echo":"","link":"{base}/next"}"""),
            """{"id":"i","request":{"method":"GET","path":"/silent","query":"","headers":{},"body":null},"response":{"noResponse":true}}""");
        var replay = new ToyReplay(Operations, exchanges) { Report = new ConformanceReport("made-up") };
        await replay.VerifyAsync(exchanges[1]);
        await replay.VerifyAsync(exchanges[0]);
        await replay.VerifyAsync(exchanges[3]);
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => replay.VerifyAsync(exchanges[2]));
        Assert.Contains("body.asked: expected 99, ours is 3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_RunThatDoesNotStart_FailsEveryCaseWithTheCause()
    {
        IReadOnlyList<RecordedExchange> exchanges = Exchanges(Element("GET", "/a", null, "{}"), Element("GET", "/b", null, "{}"));
        var replay = new ToyReplay(Operations, exchanges, breaks: true) { Report = new ConformanceReport("made-up") };
        foreach (RecordedExchange exchange in exchanges)
        {
            var failure = await Assert.ThrowsAnyAsync<XunitException>(() => replay.VerifyAsync(exchange));
            Assert.Contains("the toy does not start", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verify_ExchangeInNoRun_Fails()
    {
        IReadOnlyList<RecordedExchange> exchanges = Exchanges(Element("GET", "/a", null, "{}"), Element("GET", "/b", null, "{}"));
        var replay = new ToyReplay(Operations, [exchanges[0]]) { Report = new ConformanceReport("made-up") };
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => replay.VerifyAsync(exchanges[1]));
        Assert.Contains("no run holds", failure.Message, StringComparison.Ordinal);
    }

    private static string Element(string method, string target, string? body, string answer) => $$$"""
        {"id":"i","request":{"method":"{{{method}}}","path":"{{{target.Split('?')[0]}}}","query":"{{{(target.Contains('?') ? target.Split('?')[1] : "")}}}",
        "headers":{"x-key":"PLACEHOLDER","content-type":"text/plain"},"body":{{{(body is null ? "null" : $"\"{body}\"")}}}},
        "response":{"status":200,"headers":{"content-type":"application/json"},"bodyKind":"json","body":{{{answer}}}}}
        """;

    private static IReadOnlyList<RecordedExchange> Exchanges(params string[] elements) =>
        [.. ExchangeFiles.Read("sundaya", "exchanges/made-up.json", JsonText.Parse($"[{string.Join(',', elements)}]"))
            .Select(exchange => exchange with { Vendor = "made-up" })];
}
