using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

public class DevicePostTests
{
    private static readonly OffsetDateTime Time = new(new LocalDateTime(2024, 6, 15, 18, 30, 5).PlusMilliseconds(40), Offset.FromHours(7));

    [Fact]
    public async Task PostMppt_OfASample_PublishesItsDerivedValues()
    {
        await using var sundaya = await SundayaFixture.StartAsync(null, o => o.ApiKey = "gateway-key-0123456789");

        var result = await sundaya.Client.Devices.PostMpptAsync([Mppt(1)]);

        Assert.Equal((1, 1, 1), (result.Requests, result.Datasets, result.Samples));
        var message = Assert.Single(sundaya.Server.Published);
        Assert.Equal(("pub.tel_mppt", "M-1"), (message.Topic, message.Key));
        Assert.Equal("0123456789", (string)message.Value["sender"]!);
        Assert.Equal(("2024-06-15 11:30:05.0400", "+07:00"), ((string)message.Value["time_event"]!, (string)message.Value["time_zone"]!));
        Assert.Equal(120.5, (double)message.Value["pv"]![0]!["watts"]!);
        Assert.Equal("float", (string)message.Value["status"]!["charging"]!);
        Assert.Equal(Mppt(1).Samples[0].Pv.Watts, message.Value["pv"]!.AsArray().Select(p => (double)p!["watts"]!));
    }

    [Fact]
    public async Task PostMppt_WithTheDocumentedNegativeLoad_TurnsItBeforeSending()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        await sundaya.Client.Devices.PostMpptAsync([Mppt(1, load: -2)]);

        Assert.Equal(2, (double)sundaya.Server.Published[0].Value["load"]![0]!["amps"]!);
    }

    [Fact]
    public async Task PostInverter_WithThreePhases_PublishesLineToLineWatts()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var grid = new GridMeasurement([400, 400, 400], [1, -2, 0], [1, 0.5, 1]);
        var dataset = new InverterDataset
        {
            Id = "I-1",
            StatusCode = "0001",
            Samples = [new InverterSample { Time = Time, Pv = new([300], [2]), Battery = new(50, -3), Load = new([230], [4]), Grid = grid }],
        };

        await sundaya.Client.Devices.PostInverterAsync([dataset]);

        var published = sundaya.Server.Published[0].Value["grid"]!.AsArray().Select(p => (double)p!["watts"]!).ToList();
        Assert.Equal([692.8203, -692.8203, 0], published);
        Assert.Equal(grid.Watts, published);
        var flows = dataset.Samples[0].ToFlows();
        Assert.Equal((600, 150, 0, 920, 692.8203, 692.8203), (flows.Harvest, flows.StoreOut, flows.StoreIn, flows.Yield, flows.Sell, flows.Buy));
        Assert.Equal(600 * 3600 / 1e6, dataset.Samples[0].ToFlows(Duration.FromHours(1)).Harvest, 12);
    }

    [Fact]
    public async Task PostPms_AsJsonAndAsCsv_PublishesTheSame()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var dataset = Pms();

        var json = await sundaya.Client.Devices.PostPmsAsync([dataset]);
        var csv = await sundaya.Client.Devices.PostPmsCsvAsync(PmsCsv.Write([dataset]));

        Assert.Equal((json.Datasets, json.Samples), (csv.Datasets, csv.Samples));
        var published = sundaya.Server.Published;
        Assert.Equal(4, published.Count);
        Assert.Equal(published.Take(2).Select(m => m.Value.ToJsonString()), published.Skip(2).Select(m => m.Value.ToJsonString()));
        Assert.Equal("text/csv", sundaya.Server.Requests.Last!.Headers["Content-Type"]);
        var pack = published[0].Value["pack"]!;
        Assert.Equal((dataset.Samples[0].PackVolts, dataset.Samples[0].PackWatts), ((double)pack["volts"]!, (double)pack["watts"]!));
        Assert.Equal(dataset.Samples[0].CellDeltaMillivolts, published[0].Value["cell"]!.AsArray().Select(c => (int)(double)c!["dvcl"]!));
    }

    [Fact]
    public async Task Post_OverTheBodyLimit_IsSentInBatchesThatLoseNothing()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var datasets = Enumerable.Range(0, 5).Select(i => Mppt(17) with { Id = "M-" + i }).ToList();

        var result = await sundaya.Client.Devices.PostMpptAsync(datasets, new DevicePostOptions { MaxBodyBytes = 2_000 });

        Assert.True(result.Requests > 5);
        Assert.Equal(85, result.Samples);
        Assert.Equal(85, sundaya.Server.Published.Count);
        Assert.Equal(Enumerable.Range(0, 5).SelectMany(i => Enumerable.Repeat("M-" + i, 17)), sundaya.Server.Published.Select(m => m.Key));
        Assert.All(sundaya.Server.Requests.ToList(), r => Assert.True(int.Parse(r.Headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture) <= 2_000));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => sundaya.Client.Devices.PostMpptAsync(datasets, new DevicePostOptions { MaxBodyBytes = DevicePostOptions.ServerBodyLimit + 1 }));
    }

    [Fact]
    public async Task Post_OfNothing_IsTakenAsNothing()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        Assert.Equal((1, 0, 0), await CountsAsync(sundaya.Client.Devices.PostMpptAsync([])));
        Assert.Equal((1, 1, 0), await CountsAsync(sundaya.Client.Devices.PostMpptAsync([Mppt(0)])));
        Assert.Empty(sundaya.Server.Published);
    }

    [Fact]
    public async Task Post_WhatTheServerRefuses_IsRefusedWithItsRuleAndNotSent()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var devices = sundaya.Client.Devices;
        var sample = Mppt(1).Samples[0];
        var pms = Pms();

        await AssertRefusedAsync("\"[1].data[0].pv.amps[0]\" must be a positive number | 0", () => devices.PostMpptAsync([Mppt(1), Mppt(1) with { Samples = [sample with { Pv = new([48], [0]) }] }]));
        await AssertRefusedAsync("\"[0].data[0].battery.volts\" must be a positive number | -1", () => devices.PostMpptAsync([Mppt(1) with { Samples = [sample with { Battery = new(-1, 2) }] }]));
        await AssertRefusedAsync("\"[0].status.code\" must only contain hexadecimal characters | 00g1", () => devices.PostMpptAsync([Mppt(1) with { StatusCode = "00g1" }]));
        await AssertRefusedAsync("\"[0].mppt_id\" is not allowed to be empty", () => devices.PostMpptAsync([Mppt(1) with { Id = "" }]));
        await AssertRefusedAsync("must contain less than or equal to 4 items", () => devices.PostMpptAsync([Mppt(1) with { Samples = [sample with { Pv = new([1, 1, 1, 1, 1], [1, 1, 1, 1, 1]) }] }]));
        await AssertRefusedAsync("\"[0].data[0].pack.cell.volts\" must contain at least 14 items", () => devices.PostPmsAsync([pms with { Samples = [pms.Samples[0] with { CellVolts = [3.9, 3.9] }] }]));
        await AssertRefusedAsync("\"[0].data[0].pack.dock\" must be less than or equal to 48 | 49", () => devices.PostPmsAsync([pms with { Samples = [pms.Samples[0] with { Dock = 49 }] }]));
        await AssertRefusedAsync("\"[0].data[0].pack.cell.open[1]\" contains a duplicate value | 3", () => devices.PostPmsAsync([pms with { Samples = [pms.Samples[0] with { OpenCells = [3, 3] }] }]));
        await AssertRefusedAsync("\"[0].status.temp\" must be a positive number | 0", () => devices.PostPmsAsync([pms with { Temperature = 0 }]));
        await AssertRefusedAsync("not a number that can be sent", () => devices.PostPmsAsync([pms with { Temperature = double.NaN }]));
        await AssertRefusedAsync("[0].status is missing", () => devices.PostAsync(DeviceDatasetKind.Mppt, JsonElement.Parse("""[{"mppt_id":"a","data":[]}]""")));
        await AssertRefusedAsync("\"[0].extra\" is not allowed | 1", () => devices.PostAsync(DeviceDatasetKind.Mppt, JsonElement.Parse("""[{"extra":1}]""")));
        await AssertRefusedAsync("Invalid Record Length", () => devices.PostPmsCsvAsync(PmsCsv.Header + "\n1,2,3"));
        await AssertRefusedAsync("must not be a sparse array item", () => devices.PostPmsCsvAsync(PmsCsv.Header));
        await AssertRefusedAsync("1048576", () => devices.PostPmsCsvAsync(LongCsv()));
        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Post_AnsweredBy500_IsSentAgainOnlyWhenTheCallerSaysSo()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        sundaya.Faults.Next(Fault.Status(500));
        await Assert.ThrowsAsync<EnergyResponseException>(() => sundaya.Client.Devices.PostMpptAsync([Mppt(1)]));
        Assert.Equal(1, sundaya.Server.Requests.Total);
        sundaya.Faults.Next(Fault.DropConnection());
        await Assert.ThrowsAsync<EnergyTransportException>(() => sundaya.Client.Devices.PostMpptAsync([Mppt(1)]));
        Assert.Equal(2, sundaya.Server.Requests.Total);

        sundaya.Faults.Next(Fault.Status(500));
        await sundaya.Client.Devices.PostMpptAsync([Mppt(1)], new DevicePostOptions { RetryUncertain = true });

        Assert.Equal(4, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Server_WithoutValidation_TakesAnything()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        Assert.Equal(["logging"], (await sundaya.Client.Admin.SetFeaturesAsync(["logging"])).Operational);
        using var request = new HttpRequestMessage(HttpMethod.Post, "devices/dataset/mppt") { Content = new StringContent("""{"datasets":[{"mppt_id":"x","status":{},"data":[]}]}""", Encoding.UTF8, "application/json") };

        using var response = await sundaya.Client.SendAsync(request);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("pub.sys_env_config", sundaya.Server.Published[0].Topic);
    }

    [Fact]
    public async Task Stubs_AndAdmin_AnswerAsTheyDo()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        Assert.Equal("device:D 1 | dataset:pms", (await sundaya.Client.Devices.GetDatasetAsync("D 1", DeviceDatasetKind.Pms, EnergyPeriod.Parse("week/20240603/2"))).Details[0].Description);
        Assert.Equal("devices/config...", await sundaya.Client.Devices.GetConfigAsync("D 1"));
        Assert.Equal("0.6.0.07", await sundaya.Client.Admin.GetCurrentVersionAsync());
        Assert.Equal(["0.3.14", "0.5.0.02"], (await sundaya.Client.Admin.GetVersionsAsync()).Supported);
        Assert.Equal(("hello", "0.6.0.07"), ((await sundaya.Client.Admin.EchoAsync("hello")).Echo, (await sundaya.Client.Admin.EchoAsync(null)).Version));
        Assert.Contains("validation", (await sundaya.Client.Admin.GetCatalogueAsync()).Api.Features.Operational);
        Assert.Equal(["none"], (await sundaya.Client.Admin.SetLoggingAsync(new SundayaLogging { Verbosity = ["none", "whisper"] })).Verbosity);
        Assert.Equal(["none"], (await sundaya.Client.Admin.GetLoggingAsync()).Verbosity);
        await Assert.ThrowsAsync<ArgumentException>(() => sundaya.Client.Admin.SetFeaturesAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => sundaya.Client.Admin.SetFeaturesAsync(["a,b"]));
    }

    [Fact]
    public void Status_OfItsParts_IsTheCode()
    {
        var status = new DeviceStatus { IsBusConnected = true, Charging = DeviceCharging.FloatCharge, Input = DeviceInput.NoPower, IsRunning = true };

        Assert.Equal("2805", status.ToString());
        Assert.Equal(status, DeviceStatus.Parse("2805"));
        Assert.Throws<FormatException>(() => DeviceStatus.Parse("280"));
    }

    [Theory]
    [InlineData(1.00005, 1.0001)]
    [InlineData(-2.00015, -2.0002)]
    [InlineData(5e-05, 0.0001)]
    [InlineData(1e-300, 0)]
    [InlineData(123456789012345.6, 123456789012345.6)]
    public void ToFixed_RoundsTheExactBinaryValue(double value, double expected) => Assert.Equal(expected, TelemetryMath.ToFixed(value, 4));

    [Fact]
    public void Csv_Written_IsReadBack()
    {
        var document = PmsCsv.Read("\ufeff" + PmsCsv.Write([Pms(), Pms() with { Id = "quoted, \"id\"" }]).ReplaceLineEndings("\r\n"));

        Assert.Null(document.Violation);
        Assert.Equal(4, document.Samples);
        Assert.Equal("quoted, \"id\"", (string)document.Datasets[1]!["pms_id"]!);
        Assert.Equal([2, 14], document.Datasets[0]!["data"]![0]!["pack"]!["cell"]!["open"]!.AsArray().Select(n => (int)(double)n!));
    }

    private static MpptDataset Mppt(int samples, double load = 1.5) => new()
    {
        Id = "M-1",
        StatusCode = "0801",
        Samples = [.. Enumerable.Range(0, samples).Select(i => new MpptSample { Time = Time.PlusSeconds(i), Pv = new([48.2, 47], [2.5, 1]), Battery = new(51, 2), Load = new([24], [load]) })],
    };

    private static PmsDataset Pms() => new()
    {
        Id = "P-1",
        StatusCode = "0001",
        Temperature = 31.5,
        Samples =
        [
            new PmsSample
            {
                Time = Time,
                PackId = "0042",
                Dock = 13,
                Amps = -1.25,
                Temperatures = [30, 31, 32],
                CellVolts = [3.91, 3.92, 3.9, 3.9, 3.9, 3.9, 3.9, 3.9, 3.9, 3.9, 3.9, 3.9, 3.9, 3.95],
                OpenCells = [2, 14],
                FetTemperatures = [28, 29],
                OpenFets = [1],
            },
            new PmsSample { Time = Time.PlusMinutes(1), PackId = "0042", Dock = 13, Amps = 2, Temperatures = [30, 31, 32], CellVolts = [.. Enumerable.Repeat(3.9, 14)], FetTemperatures = [28, 29] },
        ],
    };

    private static string LongCsv()
    {
        var pms = Pms();
        return PmsCsv.Write([pms with { Samples = [.. Enumerable.Repeat(pms.Samples[0], 9_000)] }]);
    }

    private static async Task<(int, int, int)> CountsAsync(Task<DevicePostResult> post)
    {
        var result = await post;
        return (result.Requests, result.Datasets, result.Samples);
    }

    private static async Task AssertRefusedAsync(string rule, Func<Task> post)
    {
        var refusal = await Assert.ThrowsAnyAsync<ArgumentException>(post);
        Assert.Contains(rule, refusal.Message, StringComparison.Ordinal);
    }
}
