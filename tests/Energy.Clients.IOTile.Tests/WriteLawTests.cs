using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>The law of a write: what was said to be stored is in the server, each once; what was refused is not; where no answer came, nothing was sent twice.</summary>
public sealed class WriteLawTests
{
    public static TheoryData<string> Breaks => ["nothing", "400 before", "500 before", "503 before", "connection dropped", "answer cut"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task CreateMany_WhateverBreaks_SaysWhatIsTrue(string what)
    {
        await using var cloud = await StartedAsync();
        for (var i = 1; i < 5; i++)
        {
            var rows = Enumerable.Range(0, 3).Select(k => IOTileFixture.Row(cloud.Now - Duration.FromHours(i) + Duration.FromSeconds(k), (100 * i) + k)).ToList();
            Break(cloud, what);
            var failure = await Record.ExceptionAsync(() => cloud.Client.Data.CreateManyAsync(rows));
            cloud.Server.Faults.Clear();

            AssertTrue(what, failure, (await StoredAsync(cloud)).Where(v => v / 100 == i), rows.Select(static r => r.IntValue));
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Create_WhateverBreaks_SaysWhatIsTrue(string what)
    {
        await using var cloud = await StartedAsync();
        for (var i = 1; i < 5; i++)
        {
            Break(cloud, what);
            var failure = await Record.ExceptionAsync(() => cloud.Client.Data.CreateAsync(IOTileFixture.Row(cloud.Now - Duration.FromHours(i), i)));
            cloud.Server.Faults.Clear();

            AssertTrue(what, failure, (await StoredAsync(cloud)).Where(v => v == i), [i]);
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Report_WhateverBreaksAndSentAgain_IsStoredOnce(string what)
    {
        await using var cloud = await StartedAsync();
        var report = new IOTileReport
        {
            Device = DeviceSlug.Parse(IOTileFixture.Device),
            ReportId = 4_000_000_100,
            SentTimestamp = 10,
            Readings = [.. Enumerable.Range(1, 4).Select(i => new IOTileReportReading(0x5001, 4_000_000_000U + (uint)i, (uint)i, (uint)i))],
        };
        Break(cloud, what);
        var failure = await Record.ExceptionAsync(() => cloud.Client.StreamerReports.UploadAsync(report, cloud.Now));
        cloud.Server.Faults.Clear();

        AssertTrue(what, failure, await StoredAsync(cloud), [1, 2, 3, 4]);

        // Its ids make a report repeatable: what is known already is not stored again.
        await cloud.Client.StreamerReports.UploadAndWaitAsync(report with { ReportId = 4_000_000_101 }, cloud.Now, Duration.FromSeconds(30));
        Assert.Equal([1, 2, 3, 4], await StoredAsync(cloud));
    }

    private static void AssertTrue(string what, Exception? failure, IEnumerable<long> stored, IEnumerable<long> sent)
    {
        Assert.Equal(what is "nothing" or "answer cut" ? sent : [], stored.Order());
        Assert.True(what == "nothing" ? failure is null : what is "connection dropped" or "answer cut" ? failure is EnergyTransportException : failure is EnergyResponseException,
            $"{what}: {failure}");
    }

    // As the server tells it, without the readers of rows.
    private static async Task<List<long>> StoredAsync(IOTileFixture cloud)
    {
        var answer = await cloud.Client.Resource("data").GetAsync(new IOTileQuery { ["filter"] = IOTileFixture.Import, ["page_size"] = "1000" });
        return [.. answer.Json!.Value.GetProperty("results").EnumerateArray().Select(static r => r.GetProperty("int_value").GetInt64()).Order()];
    }

    private static void Break(IOTileFixture cloud, string what)
    {
        if (what != "nothing")
        {
            cloud.Server.Faults.When(static r => r.Method == "POST" && !r.Path.Contains("/auth/", StringComparison.Ordinal), FaultOf(what), 1);
        }
    }

    private static Fault FaultOf(string what) => what switch
    {
        "400 before" => Fault.Status(400),
        "500 before" => Fault.Status(500),
        "503 before" => Fault.Status(503),
        "connection dropped" => Fault.DropConnection(),
        _ => Fault.CutBody(afterBytes: 3),
    };

    private static async Task<IOTileFixture> StartedAsync()
    {
        var cloud = await IOTileFixture.StartAsync(days: 0);
        await cloud.Client.Session.GetTokenAsync();
        return cloud;
    }
}
