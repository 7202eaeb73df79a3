namespace Energy.Clients.Conformance.IOTile;

public sealed class IOTileClientExchangeTests
{
    [ExchangeTheory("iotile"), ExchangeRows]
    public Task Client_RecordedAnswer_IsAskedForAndReadInFull(ExchangeCase recorded) => IOTileRoutes.Table.VerifyAsync(recorded.Exchange);

    [CorpusFact("iotile")]
    public async Task Client_RequestsThatItDoesNotRefuse_AreMostlyMadeByTypedOperations()
    {
        var ways = new List<RequestWay>();
        foreach (var exchange in ExchangeFiles.Of("iotile").SelectMany(file => ExchangeFiles.Load("iotile", file)))
        {
            ways.Add(await IOTileRoutes.WayAsync(exchange));
        }

        var made = ways.Count(way => way is not (RequestWay.Refused or RequestWay.NotSayable));
        Assert.True(
            ways.Count(way => way == RequestWay.Typed) * 2 >= made,
            $"most should be made by typed operations: {string.Join(", ", ways.CountBy(way => way).Select(way => $"{way.Value} {way.Key}"))}");
    }
}
