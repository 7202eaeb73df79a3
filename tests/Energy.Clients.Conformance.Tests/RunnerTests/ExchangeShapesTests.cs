namespace Energy.Clients.Conformance.Tests;

public sealed class ExchangeShapesTests
{
    [Fact]
    public void Read_TargetShape_KeepsTheRawTargetAndExpandsRepeatedHeaders()
    {
        RecordedExchange exchange = Read("opencec", """
            {"scenario":"s","apiKey":"k","exchanges":[{"name":"n","request":{"method":"PUT","target":"/a/b?x=1&x=2&y","path":"/a/b","query":[],
            "headers":{"X-Api-Key":"<3 x 'z'>","content-type":"text/plain"},"rawBody":"{oops"},
            "response":{"status":422,"headers":{},"bodyKind":"json","body":{"detail":[]}}}]}
            """);
        Assert.Equal("/a/b?x=1&x=2&y", exchange.Request.Target);
        Assert.Equal(["x=1", "x=2", "y="], exchange.Request.Query.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal("zzz", exchange.Request.Header("x-api-key"));
        Assert.Equal("{oops", exchange.Request.Body.Text);
        Assert.Equal(422, exchange.Response.Status);
        Assert.Equal("k", exchange.Context.GetProperty("apiKey").GetString());
        Assert.False(exchange.Context.TryGetProperty("exchanges", out _));
    }

    [Theory]
    [InlineData("""{"a":"1 2","b":["3","4"]}""", "/p?a=1%202&b=3&b=4")]
    [InlineData("""[["b","3"],["a","+"]]""", "/p?b=3&a=%2B")]
    [InlineData("{}", "/p")]
    public void Read_FlexMeasuresQuery_BuildsTheTarget(string query, string target)
    {
        RecordedExchange exchange = Read("flexmeasures", $$$"""
            {"meta":{},"exchanges":[{"name":"n","request":{"method":"GET","path":"/p","query":{{{query}}},"headers":{}},
            "response":{"status":200,"headers":{"content-type":"text/html"},"body":"<p>"}}]}
            """);
        Assert.Equal(target, exchange.Request.Target);
        Assert.Equal("<p>", exchange.Response.Body.Text);
        Assert.True(exchange.Response.Truncated);
    }

    [Fact]
    public void Read_FlexMeasuresQueryStringAndMultipart_AreKeptAsTheyAre()
    {
        RecordedExchange exchange = Read("flexmeasures", """
            {"meta":{},"exchanges":[{"name":"n","request":{"method":"POST","path":"/p","queryString":"t=2030-01-01T00%3A00","headers":{},
            "multipart":[{"name":"f","filename":"a.csv","content_type":"text/csv","content":"x,y"}]},
            "response":{"status":200,"headers":{"content-type":"application/json"},"body":"OK"}}]}
            """);
        Assert.Equal("/p?t=2030-01-01T00%3A00", exchange.Request.Target);
        Assert.Equal("a.csv", Assert.Single(exchange.Request.Body.Parts!).FileName);
        Assert.Equal("\"OK\"", exchange.Response.Body.Json!.Value.GetRawText());
    }

    [Fact]
    public void Read_IOTileShape_ReadsTaggedBodies()
    {
        RecordedExchange exchange = Read("iotile", """
            [{"name":"n","method":"POST","path":"/r/?raw=a+b","query":{"q":"1:2"},"requestHeaders":{"Authorization":"jwt x"},
            "requestBody":{"multipart":[{"name":"file","filename":"r.bin","content_type":"application/octet-stream","dataBase64":"/wA="}]},
            "status":204,"responseHeaders":{},"responseBody":null}]
            """);
        Assert.Equal("/r/?raw=a+b&q=1%3A2", exchange.Request.Target);
        Assert.Equal("a b", exchange.Request.Parameter("raw"));
        Assert.Equal([0xff, 0x00], exchange.Request.Body.Parts![0].Content.ToArray());
        Assert.True(exchange.Response.Body.IsNone);
    }

    [Fact]
    public void Read_SundayaShape_KnowsTheAnswerThatNeverCame()
    {
        RecordedExchange exchange = Read("sundaya", """
            [{"id":"i","server":"1","clock":"2030-01-01T00:00:00Z","request":{"method":"POST","path":"/d","query":"a=1,2","headers":{},"body":"{}"},
            "response":{"noResponse":true,"waitedSeconds":3}}]
            """);
        Assert.Equal("/d?a=1,2", exchange.Request.Target);
        Assert.Equal("{}", exchange.Request.Body.Text);
        Assert.True(exchange.Response.NoResponse);
    }

    [Fact]
    public void Read_JsonNullBody_IsABodyWhereTheKindSaysSo()
    {
        RecordedExchange exchange = Read("stem", """
            {"exchanges":[{"request":{"method":"GET","target":"/x","headers":{}},"response":{"status":200,"headers":{},"bodyKind":"json","body":null}}]}
            """);
        Assert.Equal("null", exchange.Response.Body.Json!.Value.GetRawText());
    }

    [CorpusFact("stem")]
    public void Load_EveryExchangeFileOfTheCorpus_IsReadable()
    {
        foreach (string vendor in (string[])["stem", "sundaya", "flexmeasures", "opencec", "iotile"])
        {
            foreach (string file in ExchangeFiles.Of(vendor))
            {
                Assert.All(ExchangeFiles.Load(vendor, file), exchange => Assert.StartsWith("/", exchange.Request.Target, StringComparison.Ordinal));
            }
        }
    }

    private static RecordedExchange Read(string vendor, string json) =>
        Assert.Single(ExchangeFiles.Read(vendor, "exchanges/made-up.json", JsonText.Parse(json)));
}
