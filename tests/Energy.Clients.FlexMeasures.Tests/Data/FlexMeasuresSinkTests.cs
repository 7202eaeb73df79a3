using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Transfers into sensors of the emulator.</summary>
public sealed class FlexMeasuresSinkTests : IDisposable
{
    private static readonly Instant Start = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly Duration Step = Duration.FromMinutes(15);
    private static readonly SeriesInfo Info = new() { Identity = "test:/series", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Step };

    private readonly string _folder = Directory.CreateTempSubdirectory("energy-clients-flexmeasures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Transfer_IntoASensor_HoldsTheReadingsOnceAndGoesOn(bool storesLater)
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.StoresLater = storesLater);
        var sensor = await fixture.AddSensorAsync();
        var transfer = Transfer(fixture, sensor);

        Assert.Equal(7, (await transfer.RunAsync(TransferSource.Of(Source(1, 2, null, 4, 5, 6, 7)))).Readings);
        Assert.Equal(0, (await transfer.RunAsync(TransferSource.Of(Source(1, 2, null, 4, 5, 6, 7)))).Readings);

        Assert.Equal([1, 2, null, 4, 5, 6, 7], await HeldAsync(fixture, sensor, 7));
        Assert.Equal(6, await BeliefsAsync(fixture, sensor));
    }

    [Fact]
    public async Task Write_OfTheSameAgain_LeavesOneBeliefOfEach()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var sink = new FlexMeasuresSink(fixture.Client, sensor);

        await sink.WriteAsync(Info, Readings(1, 2, 3));
        await sink.WriteAsync(Info, Readings(1, 2, 3, 4));

        Assert.Equal([1, 2, 3, 4], await HeldAsync(fixture, sensor, 4));
        Assert.Equal(4, await BeliefsAsync(fixture, sensor));
    }

    [Fact]
    public async Task Write_OfACorrection_TakesThePlaceOfWhatWasReadBefore()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var sink = new FlexMeasuresSink(fixture.Client, sensor);
        await sink.WriteAsync(Info, Readings(1, 2, 3));
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));

        await sink.WriteAsync(Info, Readings(1, 20, null));

        // A missing value is no correction.
        Assert.Equal([1, 20, 3], await HeldAsync(fixture, sensor, 3));
    }

    [Fact]
    public async Task Transfer_WhoseJobFails_DoesNotMoveItsCheckpointAndASecondRunCompletes()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o =>
        {
            o.StoresLater = true;
            o.JobDuration = TimeSpan.FromMinutes(10);
        });
        var sensor = await fixture.AddSensorAsync();
        var checkpoints = new FileCheckpoints(_folder);
        var impatient = new FlexMeasuresSink(fixture.Client, sensor, new FlexMeasuresWriteSettings { Polling = new FlexMeasuresPolling { Deadline = TimeSpan.FromSeconds(30) } });

        await Assert.ThrowsAsync<TimeoutException>(() => new Transfer(impatient, checkpoints).RunAsync(TransferSource.Of(Source(1, 2, 3))));

        Assert.Null(await checkpoints.GetAsync(Info.Identity));
        await new Transfer(new FlexMeasuresSink(fixture.Client, sensor, new FlexMeasuresWriteSettings { Polling = new FlexMeasuresPolling { Deadline = TimeSpan.FromHours(1) } }),
            checkpoints).RunAsync(TransferSource.Of(Source(1, 2, 3)));
        Assert.Equal([1, 2, 3], await HeldAsync(fixture, sensor, 3));
        Assert.Equal(3, await BeliefsAsync(fixture, sensor));
    }

    [Fact]
    public async Task Transfer_ServerGoneInTheMiddle_IsAClearErrorAndASecondRunCompletes()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var transfer = Transfer(fixture, sensor);
        fixture.Server.Faults.After(2, Fault.Status(503), null);

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => transfer.RunAsync(TransferSource.Of(Source(1, 2, 3, 4, 5, 6, 7, 8))));

        Assert.True(failure.CanRetry);
        fixture.Server.Faults.Clear();
        Assert.Equal([1, 2, 3, 4, null, null, null, null], await HeldAsync(fixture, sensor, 8));
        Assert.Equal(4, (await transfer.RunAsync(TransferSource.Of(Source(1, 2, 3, 4, 5, 6, 7, 8)))).Readings);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], await HeldAsync(fixture, sensor, 8));
        Assert.Equal(8, await BeliefsAsync(fixture, sensor));
    }

    [Fact]
    public async Task Transfer_CheckpointOfAnotherSeries_IsRefusedAndNothingIsSent()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        await Transfer(fixture, sensor).RunAsync(TransferSource.Of(Source(1, 2), "shared"));
        var requests = fixture.Server.Requests.Total;

        // A longer series, whose token was stored under the other's name.
        var stored = (await new FileCheckpoints(_folder).GetAsync("shared"))!;
        var token = (await Source(1, 2, 3).WithTokens().FirstAsync()).GetToken();
        await new FileCheckpoints(_folder).MoveAsync(stored, stored with { Revision = 2, Token = token });

        Assert.Contains("another", (await Assert.ThrowsAsync<ArgumentException>(() => Transfer(fixture, sensor).RunAsync(TransferSource.Of(Source(9, 9), "shared")))).Message,
            StringComparison.Ordinal);
        Assert.Equal(requests, fixture.Server.Requests.Total);
    }

    [Fact]
    public async Task Write_OfWhatDoesNotFitTheSensor_IsRefusedAndNothingIsSent()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var requests = fixture.Server.Requests.Total;
        var sink = new FlexMeasuresSink(fixture.Client, sensor);

        await RefusedAsync<ArgumentException>("Convert the series first", Info with { Unit = Unit.Parse("°C") }, Readings(1));
        await RefusedAsync<ArgumentException>("Resample the series first", Info with { Resolution = null }, [new Reading(Start, Start + Duration.FromMinutes(5), 1)]);
        await RefusedAsync<ArgumentException>("Resample the series first", Info with { Resolution = null }, [new Reading(Start, Start + Duration.FromMinutes(20), 1)]);
        await RefusedAsync<InvalidOperationException>("overlaps", Info, [new Reading(Start, Start + Step, 1), new Reading(Start, Start + Step, 2)]);
        await RefusedAsync<InvalidOperationException>("a sensor for each", Info with { Identity = "test:/other" }, Readings(1));
        Assert.Equal(requests, fixture.Server.Requests.Total);

        async Task RefusedAsync<T>(string words, SeriesInfo info, Reading[] readings)
            where T : Exception =>
            Assert.Contains(words, (await Assert.ThrowsAsync<T>(async () => await sink.WriteAsync(info, readings))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transfer_OfSeveralSeries_PutsEachIntoItsSensor()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var (one, two) = (await fixture.AddSensorAsync("one"), await fixture.AddSensorAsync("two"));
        var sink = new FlexMeasuresSink(fixture.Client, new Dictionary<string, FlexMeasuresSensor> { ["test:/one"] = one, ["test:/two"] = two });

        var results = await new Transfer(sink, new FileCheckpoints(_folder))
            .RunAsync([TransferSource.Of(Named("test:/one", 1, 2)), TransferSource.Of(Named("test:/two", 3, 4)), TransferSource.Of(Named("test:/three", 5))]);

        Assert.Equal([null, null, typeof(ArgumentException)], results.Select(static r => r.Failure?.GetType()));
        Assert.Contains("No sensor is given for test:/three", results[2].Failure!.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], await HeldAsync(fixture, one, 2));
        Assert.Equal([3, 4], await HeldAsync(fixture, two, 2));
        Assert.Contains("test:/one and test:/two",
            Assert.Throws<ArgumentException>(() =>
                new FlexMeasuresSink(fixture.Client, new Dictionary<string, FlexMeasuresSensor> { ["test:/one"] = one, ["test:/two"] = one })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_OfASingleWrite_AreRefused()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        foreach (var settings in (FlexMeasuresWriteSettings[])[new() { Prior = Start }, new() { ResumeFrom = Start }, new() { OnStored = static _ => { } },
            new() { WaitsForJobs = false }])
        {
            Assert.Throws<ArgumentException>(() => new FlexMeasuresSink(fixture.Client, sensor, settings));
        }
    }

    private Transfer Transfer(FlexMeasuresFixture fixture, FlexMeasuresSensor sensor) =>
        new(new FlexMeasuresSink(fixture.Client, sensor), new FileCheckpoints(_folder), new TransferOptions { BatchSize = 2 });

    private static Reading[] Readings(params double?[] values) => [.. values.Select(static (v, i) => new Reading(Start + (Step * i), Start + (Step * (i + 1)), v))];

    private static ReadingSeries Named(string identity, params double?[] values) => ReadingSeries.FromReadings(Info with { Identity = identity }, Readings(values));

    private static ReadingSeries Source(params double?[] values) => Named(Info.Identity, values);

    private static async Task<IReadOnlyList<double?>> HeldAsync(FlexMeasuresFixture fixture, FlexMeasuresSensor sensor, int slots) =>
        (await fixture.Client.Data.GetAsync(sensor.Id,
            new FlexMeasuresDataQuery { Start = Start.WithOffset(Offset.Zero), Duration = new IsoDuration(Step * slots), Unit = Unit.Kilowatt })).Values;

    private static async Task<long> BeliefsAsync(FlexMeasuresFixture fixture, FlexMeasuresSensor sensor) =>
        (await fixture.Client.Sensors.GetStatsAsync(sensor.Id)).BySource.Sum(static s => s.Value.Count) ?? 0;
}
