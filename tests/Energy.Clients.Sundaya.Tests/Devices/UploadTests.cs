using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

public class UploadTests
{
    private static readonly OffsetDateTime Time = new(new LocalDateTime(2024, 6, 15, 18, 30, 5).PlusMilliseconds(40), Offset.FromHours(7));

    [Fact]
    public async Task UploadMppt_OfASample_PublishesItsDerivedValues()
    {
        await using var sundaya = await SundayaFixture.StartAsync(null, o => o.ApiKey = "gateway-key-0123456789");

        var result = await sundaya.Client.Devices.UploadMpptAsync([Mppt(1)]);

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
    public async Task UploadMppt_WithTheDocumentedNegativeLoad_TurnsItBeforeSending()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        await sundaya.Client.Devices.UploadMpptAsync([Mppt(1, load: -2)]);

        Assert.Equal(2, (double)sundaya.Server.Published[0].Value["load"]![0]!["amps"]!);
    }

    [Fact]
    public async Task UploadInverter_WithThreePhases_PublishesLineToLineWatts()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var grid = new SundayaGridMeasurement { Volts = [400, 400, 400], Amps = [1, -2, 0], PowerFactors = [1, 0.5, 1] };
        var dataset = new SundayaInverterDataset
        {
            Id = "I-1",
            StatusCode = "0001",
            Samples = [new SundayaInverterSample { Time = Time, Pv = new() { Volts = [300], Amps = [2] }, Battery = new() { Volts = 50, Amps = -3 },
                Load = new() { Volts = [230], Amps = [4] }, Grid = grid }],
        };

        await sundaya.Client.Devices.UploadInverterAsync([dataset]);

        var published = sundaya.Server.Published[0].Value["grid"]!.AsArray().Select(p => (double)p!["watts"]!).ToList();
        Assert.Equal([692.8203, -692.8203, 0], published);
        Assert.Equal(grid.Watts, published);
        var flows = dataset.Samples[0].ToFlows();
        Assert.Equal((600, 150, 0, 920, 692.8203, 692.8203), (flows.Harvest, flows.StoreOut, flows.StoreIn, flows.Yield, flows.Sell, flows.Buy));
        Assert.Equal(600 * 3600 / 1e6, dataset.Samples[0].ToFlows(Duration.FromHours(1)).Harvest, 12);
    }

    [Fact]
    public async Task UploadPms_AsJsonAndAsCsv_PublishesTheSame()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var dataset = Pms();

        var json = await sundaya.Client.Devices.UploadPmsAsync([dataset]);
        var csv = await sundaya.Client.Devices.UploadPmsCsvAsync(SundayaPmsCsv.Write([dataset]));

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
    public async Task Upload_OverTheBodyLimit_IsSentInBatchesThatLoseNothing()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var datasets = Enumerable.Range(0, 5).Select(i => Mppt(17) with { Id = "M-" + i }).ToList();

        var result = await sundaya.Client.Devices.UploadMpptAsync(datasets, new SundayaUploadOptions { MaxBodyBytes = 2_000 });

        Assert.True(result.Requests > 5);
        Assert.Equal(85, result.Samples);
        Assert.Equal(85, sundaya.Server.Published.Count);
        Assert.Equal(Enumerable.Range(0, 5).SelectMany(i => Enumerable.Repeat("M-" + i, 17)), sundaya.Server.Published.Select(m => m.Key));
        Assert.All(sundaya.Server.Requests.ToList(), r => Assert.True(int.Parse(r.Headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture) <= 2_000));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            sundaya.Client.Devices.UploadMpptAsync(datasets, new SundayaUploadOptions { MaxBodyBytes = SundayaUploadOptions.ServerBodyLimit + 1 }));
    }

    [Fact]
    public async Task Upload_ThatFailsHalfWay_SaysWhatWasTakenAndSendsOnlyTheRestAfterwards()
    {
        foreach (var (fault, isRefused) in ((Fault, bool)[])[(Fault.Status(400), true), (Fault.Status(500), false), (Fault.DropConnection(), false)])
        {
            await using var sundaya = await SundayaFixture.StartAsync();
            var datasets = Enumerable.Range(0, 5).Select(i => Mppt(17) with { Id = "M-" + i }).ToList();
            var seen = new List<SundayaUploadPosition>();
            var options = new SundayaUploadOptions { MaxBodyBytes = 2_000, OnAccepted = seen.Add };
            sundaya.Faults.After(3, fault, 1);

            var failure = await Assert.ThrowsAsync<SundayaUploadException>(() => sundaya.Client.Devices.UploadMpptAsync(datasets, options));

            // What is said to be taken is in the server, each once, and nothing else is.
            Assert.Equal((3, 3), (failure.Accepted.Requests, failure.Accepted.Answers.Count));
            Assert.Equal(Stamps(datasets).Take(failure.Accepted.Samples), Stamps(sundaya.Server));
            Assert.Equal(failure.Accepted.Samples, (failure.ResumeAt.Dataset * 17) + failure.ResumeAt.Sample);
            Assert.Equal(failure.ResumeAt, seen[^1]);
            Assert.Equal(isRefused, failure.PerhapsUpTo is null);
            Assert.False(failure.CanRetry);
            Assert.Equal("Sundaya.Devices.Upload", failure.Operation);

            var rest = await sundaya.Client.Devices.UploadMpptAsync(datasets, options with { ResumeAt = failure.ResumeAt });

            Assert.Equal(85 - failure.Accepted.Samples, rest.Samples);
            Assert.Equal(Stamps(datasets), Stamps(sundaya.Server));
            Assert.Equal(new SundayaUploadPosition(5, 0), seen[^1]);
        }
    }

    // The law of a write, at each request in turn: what is said to be taken is there, and nothing else but what is said to be in doubt.
    [Theory]
    [InlineData("400")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("connection dropped")]
    [InlineData("answer cut")]
    public async Task Upload_WhateverBreaksAtEachRequest_SaysWhatWasTaken(string what)
    {
        var datasets = Enumerable.Range(0, 3).Select(i => Mppt(7) with { Id = "M-" + i }).ToList();
        for (var request = 0; ; request++)
        {
            await using var sundaya = await SundayaFixture.StartAsync();
            var posts = 0;
            sundaya.Faults.When(r => r.Method == "POST" && posts++ == request, FaultOf(what));

            var failure = await Record.ExceptionAsync(() => sundaya.Client.Devices.UploadMpptAsync(datasets, new SundayaUploadOptions { MaxBodyBytes = 2_000 }));

            var there = Stamps(sundaya.Server).ToList();
            if (failure is null)
            {
                Assert.Equal(Stamps(datasets), there);
                Assert.InRange(request, 2, 20);
                return;
            }

            if (request == 0 && failure is not SundayaUploadException)
            {
                // Nothing was taken before: the plain error of the call.
                Assert.IsAssignableFrom<EnergyApiException>(failure);
                Assert.True(there.Count == 0 || what == "answer cut");
                continue;
            }

            var (upload, perhaps) = (Assert.IsType<SundayaUploadException>(failure), what == "answer cut");
            Assert.Equal(request, upload.Accepted.Requests);
            Assert.Equal(Stamps(datasets).Take(upload.Accepted.Samples), there.Take(upload.Accepted.Samples));
            Assert.Equal(perhaps, there.Count > upload.Accepted.Samples);
            if (perhaps)
            {
                Assert.Equal(there.Count, (upload.PerhapsUpTo!.Value.Dataset * 7) + upload.PerhapsUpTo.Value.Sample);
            }
        }
    }

    [Theory]
    [InlineData(0, 0, 51)]
    [InlineData(0, 17, 34)]
    [InlineData(1, 0, 34)]
    [InlineData(1, 16, 18)]
    [InlineData(3, 0, 0)]
    public async Task Upload_ResumedAtAPlace_SendsWhatComesAfterIt(int dataset, int sample, int count)
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var datasets = Enumerable.Range(0, 3).Select(i => Mppt(17) with { Id = "M-" + i }).ToList();

        var result = await sundaya.Client.Devices.UploadMpptAsync(datasets,
            new SundayaUploadOptions { MaxBodyBytes = 1_500, ResumeAt = new SundayaUploadPosition(dataset, sample) });

        Assert.Equal(count, result.Samples);
        Assert.Equal(Stamps(datasets).Skip(51 - count), Stamps(sundaya.Server));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 18)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public async Task Upload_ResumedOutsideItsDatasets_IsRefused(int dataset, int sample)
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        await AssertRefusedAsync("no place", () =>
            sundaya.Client.Devices.UploadMpptAsync([Mppt(17), Mppt(17), Mppt(17)], new SundayaUploadOptions { ResumeAt = new SundayaUploadPosition(dataset, sample) }));

        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Upload_OfNullsInside_NamesThePlace()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var devices = sundaya.Client.Devices;
        var sample = Mppt(1).Samples[0];
        var pms = Pms();

        await AssertRefusedAsync("\"[0].data[1]\" must be of type object | null", () => devices.UploadMpptAsync([Mppt(1) with { Samples = [sample, null!] }]));
        await AssertRefusedAsync("\"[0].data[0].pv\" must be of type object | null", () => devices.UploadMpptAsync([Mppt(1) with { Samples = [sample with { Pv = null! }] }]));
        await AssertRefusedAsync("\"[0].data[0].load.amps\" must be an array | null", () =>
            devices.UploadMpptAsync([Mppt(1) with { Samples = [sample with { Load = sample.Load with { Amps = null! } }] }]));
        await AssertRefusedAsync("\"[0].data[0].pack.cell.open\" must be an array | null", () =>
            devices.UploadPmsAsync([pms with { Samples = [pms.Samples[0] with { OpenCells = null! }] }]));
        await AssertRefusedAsync("\"[0].data[0].grid\" must be of type object | null", () => devices.UploadInverterAsync(
            [new SundayaInverterDataset { Id = "I", StatusCode = "0001",
                Samples = [new SundayaInverterSample { Time = Time, Pv = sample.Pv, Battery = sample.Battery, Load = sample.Load, Grid = null! }] }]));
        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Upload_OverTheLimit_IsRefusedBeforeItIsValidated()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var tooLong = "[" + string.Join(',', Enumerable.Repeat("{\"wrong\":1}", 100_000)) + "]";

        await AssertRefusedAsync("1048576", () => sundaya.Client.Devices.UploadAsync(SundayaDatasetKind.Mppt, JsonElement.Parse(tooLong)));
        await AssertRefusedAsync("1048576", () => sundaya.Client.Devices.UploadPmsCsvAsync(new string('x', SundayaUploadOptions.ServerBodyLimit + 1)));
    }

    [Fact]
    public async Task Upload_OfNothing_IsTakenAsNothing()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        Assert.Equal((1, 0, 0), await CountsAsync(sundaya.Client.Devices.UploadMpptAsync([])));
        Assert.Equal((1, 1, 0), await CountsAsync(sundaya.Client.Devices.UploadMpptAsync([Mppt(0)])));
        Assert.Empty(sundaya.Server.Published);
    }

    [Fact]
    public async Task Upload_WhatTheServerRefuses_IsRefusedWithItsRuleAndNotSent()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        var devices = sundaya.Client.Devices;
        var sample = Mppt(1).Samples[0];
        var pms = Pms();

        await AssertRefusedAsync("\"[1].data[0].pv.amps[0]\" must be a positive number | 0", () =>
            devices.UploadMpptAsync([Mppt(1), Mppt(1) with { Samples = [sample with { Pv = new() { Volts = [48], Amps = [0] } }] }]));
        await AssertRefusedAsync("\"[0].data[0].battery.volts\" must be a positive number | -1", () =>
            devices.UploadMpptAsync([Mppt(1) with { Samples = [sample with { Battery = new() { Volts = -1, Amps = 2 } }] }]));
        await AssertRefusedAsync("\"[0].status.code\" must only contain hexadecimal characters | 00g1", () => devices.UploadMpptAsync([Mppt(1) with { StatusCode = "00g1" }]));
        await AssertRefusedAsync("\"[0].mppt_id\" is not allowed to be empty", () => devices.UploadMpptAsync([Mppt(1) with { Id = "" }]));
        await AssertRefusedAsync("must contain less than or equal to 4 items", () =>
            devices.UploadMpptAsync([Mppt(1) with { Samples = [sample with { Pv = new() { Volts = [1, 1, 1, 1, 1], Amps = [1, 1, 1, 1, 1] } }] }]));
        await AssertRefusedAsync("\"[0].data[0].pack.cell.volts\" must contain at least 14 items", () =>
            devices.UploadPmsAsync([pms with { Samples = [pms.Samples[0] with { CellVolts = [3.9, 3.9] }] }]));
        await AssertRefusedAsync("\"[0].data[0].pack.dock\" must be less than or equal to 48 | 49", () =>
            devices.UploadPmsAsync([pms with { Samples = [pms.Samples[0] with { Dock = 49 }] }]));
        await AssertRefusedAsync("\"[0].data[0].pack.cell.open[1]\" contains a duplicate value | 3", () =>
            devices.UploadPmsAsync([pms with { Samples = [pms.Samples[0] with { OpenCells = [3, 3] }] }]));
        await AssertRefusedAsync("\"[0].status.temp\" must be a positive number | 0", () => devices.UploadPmsAsync([pms with { Temperature = 0 }]));
        await AssertRefusedAsync("\"[0].status.temp\" must be a number | NaN", () => devices.UploadPmsAsync([pms with { Temperature = double.NaN }]));
        await AssertRefusedAsync("\"[1].data[1].battery.amps\" cannot be infinity", () =>
            devices.UploadMpptAsync([Mppt(1), Mppt(1) with { Samples = [sample, sample with { Battery = new() { Volts = 48, Amps = double.PositiveInfinity } }] }]));
        await AssertRefusedAsync("[1] is null", () => devices.UploadMpptAsync([Mppt(1), null!]));
        await AssertRefusedAsync("[0].status is missing", () => devices.UploadAsync(SundayaDatasetKind.Mppt, JsonElement.Parse("""[{"mppt_id":"a","data":[]}]""")));
        await AssertRefusedAsync("\"[0].extra\" is not allowed | 1", () => devices.UploadAsync(SundayaDatasetKind.Mppt, JsonElement.Parse("""[{"extra":1}]""")));
        await AssertRefusedAsync("Invalid Record Length", () => devices.UploadPmsCsvAsync(SundayaPmsCsv.Header + "\n1,2,3"));
        await AssertRefusedAsync("must not be a sparse array item", () => devices.UploadPmsCsvAsync(SundayaPmsCsv.Header));
        await AssertRefusedAsync("1048576", () => devices.UploadPmsCsvAsync(LongCsv()));
        Assert.Equal(0, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Upload_AnsweredBy500_IsSentAgainOnlyWhenTheCallerSaysSo()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        sundaya.Faults.Next(Fault.Status(500));
        await Assert.ThrowsAsync<EnergyResponseException>(() => sundaya.Client.Devices.UploadMpptAsync([Mppt(1)]));
        Assert.Equal(1, sundaya.Server.Requests.Total);
        sundaya.Faults.Next(Fault.DropConnection());
        await Assert.ThrowsAsync<EnergyTransportException>(() => sundaya.Client.Devices.UploadMpptAsync([Mppt(1)]));
        Assert.Equal(2, sundaya.Server.Requests.Total);

        sundaya.Faults.Next(Fault.Status(500));
        await sundaya.Client.Devices.UploadMpptAsync([Mppt(1)], new SundayaUploadOptions { RetryUncertain = true });

        Assert.Equal(4, sundaya.Server.Requests.Total);
    }

    [Fact]
    public async Task Server_WithoutValidation_TakesAnything()
    {
        await using var sundaya = await SundayaFixture.StartAsync();
        Assert.Equal(["logging"], (await sundaya.Client.Admin.UpdateFeaturesAsync(["logging"])).Operational);
        using var request =
            new HttpRequestMessage(HttpMethod.Post,
                "devices/dataset/mppt")
            { Content = new StringContent("""{"datasets":[{"mppt_id":"x","status":{},"data":[]}]}""", Encoding.UTF8, "application/json") };

        using var response = await sundaya.Client.SendAsync(request);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("pub.sys_env_config", sundaya.Server.Published[0].Topic);
    }

    [Fact]
    public async Task Stubs_AndAdmin_AnswerAsTheyDo()
    {
        await using var sundaya = await SundayaFixture.StartAsync();

        Assert.Equal("device:D 1 | dataset:pms",
            (await sundaya.Client.Devices.GetDatasetAsync("D 1", SundayaDatasetKind.Pms, EnergyPeriod.Parse("week/20240603/2"))).Details[0].Description);
        Assert.Equal("devices/config...", await sundaya.Client.Devices.GetConfigAsync("D 1"));
        Assert.Equal("0.6.0.07", await sundaya.Client.Admin.GetCurrentVersionAsync());
        Assert.Equal(["0.3.14", "0.5.0.02"], (await sundaya.Client.Admin.GetVersionsAsync()).Supported);
        Assert.Equal(("hello", "0.6.0.07"), ((await sundaya.Client.Admin.EchoAsync("hello")).Echo, (await sundaya.Client.Admin.EchoAsync(null)).Version));
        Assert.Contains("validation", (await sundaya.Client.Admin.GetCatalogueAsync()).Api.Features.Operational);
        Assert.Equal(["none"], (await sundaya.Client.Admin.UpdateLoggingAsync(new SundayaLoggingUpdate { Verbosity = ["none", "whisper"] })).Verbosity);
        Assert.Equal(["none"], (await sundaya.Client.Admin.GetLoggingAsync()).Verbosity);
        await Assert.ThrowsAsync<ArgumentException>(() => sundaya.Client.Admin.UpdateFeaturesAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => sundaya.Client.Admin.UpdateFeaturesAsync(["a,b"]));
    }

    [Fact]
    public void Status_OfItsParts_IsTheCode()
    {
        var status = new SundayaDeviceStatus { IsBusConnected = true, Charging = SundayaDeviceCharging.FloatCharge, Input = SundayaDeviceInput.NoPower, IsRunning = true };

        Assert.Equal("2805", status.ToString());
        Assert.Equal(status, SundayaDeviceStatus.Parse("2805"));
        Assert.Throws<FormatException>(() => SundayaDeviceStatus.Parse("280"));
    }

    [Theory]
    [InlineData(1.00005, 1.0001)]
    [InlineData(-2.00015, -2.0002)]
    [InlineData(5e-05, 0.0001)]
    [InlineData(1e-300, 0)]
    [InlineData(0.03125, 0.0313)]
    [InlineData(-0.00625, -0.0063)]
    [InlineData(0.28125, 0.2813)]
    [InlineData(1.00015, 1.0002)]
    [InlineData(1e300, 1e300)]
    [InlineData(123456789012345.6, 123456789012345.6)]
    public void Round_TakesTheExactBinaryValue(double value, double expected) => Assert.Equal(expected, TelemetryMath.Round(value));

    [Fact]
    public void Cells_AboveTheLowest_AreRoundedToWholeMillivolts()
    {
        double[] volts = [3.9, 3.9016, 3.9014, 3.9026, .. Enumerable.Repeat(3.9, 10)];
        var sample = Pms().Samples[0] with { CellVolts = volts };

        Assert.Equal([0, 2, 1, 3, .. Enumerable.Repeat(0, 10)], sample.CellDeltaMillivolts);
        Assert.Equal((3.9, 3.9026), (sample.LowestCellVolts, sample.HighestCellVolts));
    }

    [Fact]
    public void Csv_Written_IsReadBack()
    {
        var document = SundayaPmsCsv.Read("\ufeff" + SundayaPmsCsv.Write([Pms(), Pms() with { Id = "quoted, \"id\"" }]).ReplaceLineEndings("\r\n"));

        Assert.Null(document.Violation);
        Assert.Equal(4, document.Samples);
        Assert.Equal("quoted, \"id\"", (string)document.Datasets[1]!["pms_id"]!);
        Assert.Equal([2, 14], document.Datasets[0]!["data"]![0]!["pack"]!["cell"]!["open"]!.AsArray().Select(n => (int)(double)n!));
    }

    private static SundayaMpptDataset Mppt(int samples, double load = 1.5) => new()
    {
        Id = "M-1",
        StatusCode = "0801",
        Samples = [.. Enumerable.Range(0, samples)
            .Select(i => new SundayaMpptSample { Time = Time.PlusSeconds(i), Pv = new() { Volts = [48.2, 47], Amps = [2.5, 1] }, Battery = new() { Volts = 51, Amps = 2 },
                Load = new() { Volts = [24], Amps = [load] } })],
    };

    private static SundayaPmsDataset Pms() => new()
    {
        Id = "P-1",
        StatusCode = "0001",
        Temperature = 31.5,
        Samples =
        [
            new SundayaPmsSample
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
            new SundayaPmsSample { Time = Time.PlusMinutes(1), PackId = "0042", Dock = 13, Amps = 2, Temperatures = [30, 31, 32], CellVolts = [.. Enumerable.Repeat(3.9, 14)],
                FetTemperatures = [28, 29] },
        ],
    };

    private static IEnumerable<(string Id, string Time)> Stamps(IEnumerable<SundayaMpptDataset> datasets) => datasets.SelectMany(static d => d.Samples.Select(s =>
        (d.Id, s.Time.ToInstant().ToString("uuuu-MM-dd HH:mm:ss.fff'0'", System.Globalization.CultureInfo.InvariantCulture))));

    private static IEnumerable<(string Id, string Time)> Stamps(SundayaEmulator server) =>
        server.Published.Select(static m => ((string)m.Value["mppt_id"]!, (string)m.Value["time_event"]!));

    private static Fault FaultOf(string what) => what switch
    {
        "400" => Fault.Status(400),
        "500" => Fault.Status(500),
        "503" => Fault.Status(503),
        "connection dropped" => Fault.DropConnection(),
        _ => Fault.CutBody(afterBytes: 3),
    };

    private static string LongCsv()
    {
        var pms = Pms();
        return SundayaPmsCsv.Write([pms with { Samples = [.. Enumerable.Repeat(pms.Samples[0], 9_000)] }]);
    }

    private static async Task<(int, int, int)> CountsAsync(Task<SundayaUploadResult> post)
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
