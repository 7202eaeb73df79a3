namespace Energy.Clients.Conformance.IOTile;

public sealed class IOTileClientExchangeTests
{
    [ExchangeTheory("iotile"), ExchangeRows]
    public Task Client_RecordedAnswer_IsAskedForAndReadInFull(ExchangeCase recorded) => IOTileRoutes.Table.VerifyAsync(recorded.Exchange);

    [CorpusFact("iotile")]
    public async Task Client_AllExchanges_AreMostlyMadeByTypedOperations()
    {
        var ways = new List<IOTileWay>();
        foreach (var exchange in ExchangeFiles.Of("iotile").SelectMany(file => ExchangeFiles.Load("iotile", file)))
        {
            ways.Add(await IOTileRoutes.WayAsync(exchange));
        }

        var typed = ways.Count(way => way == IOTileWay.Typed);
        Assert.True(
            typed * 4 >= ways.Count * 3,
            $"three quarters of the requests should be made by typed operations: {string.Join(", ", ways.CountBy(way => way).Select(way => $"{way.Value} {way.Key}"))}");
    }
}
