using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Writes to a server whose worker stores later: nothing is called stored before it is.</summary>
public sealed class StoredLaterTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly Duration Step = Duration.FromMinutes(15);

    private static ReadingSeries Series(params double?[] values) => ReadingSeries.FromReadings(
        new SeriesInfo { Identity = "test:/series", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Step },
        [.. values.Select((v, i) => new Reading(Start + (Step * i), Start + (Step * (i + 1)), v))]);

    [Fact]
    public async Task Write_TellsOfASpanOnlyWhenItsJobIsDone()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.StoresLater = true);
        var sensor = await fixture.AddSensorAsync();
        var told = new List<Instant>();
        double?[] seen = [];

        var written = await fixture.Client.Data.WriteAsync(
            sensor, ReadingsAsync().WithInfo(Series(0).Info), new FlexMeasuresWriteSettings { SlotsPerRequest = 4, OnStored = told.Add });

        Assert.Equal(2, written.JobIds.Distinct().Count());
        Assert.Equal([Start + (Step * 4), Start + (Step * 6)], told);
        Assert.Equal([0, 1, 2, 3], seen);
        Assert.Equal([0, 1, 2, 3, 4, 5], (await fixture.Client.Data.ReadAsync(sensor, new Interval(Start, told[1])).ToListAsync()).Select(r => r.Value));

        // When the last reading is wanted, the first four were told to be stored: they are there.
        async IAsyncEnumerable<Reading> ReadingsAsync()
        {
            for (var i = 0; i < 6; i++)
            {
                if (i == 5)
                {
                    seen = [.. (await fixture.Client.Data.ReadAsync(sensor, new Interval(Start, Assert.Single(told))).ToListAsync()).Select(r => r.Value)];
                }

                yield return new Reading(Start + (Step * i), Start + (Step * (i + 1)), i);
            }
        }
    }

    [Fact]
    public async Task Write_WhoseJobFails_IsAnErrorThatNamesTheSpanAndIsNotCalledStored()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.StoresLater = true);
        var sensor = await fixture.AddSensorAsync();
        var prior = Instant.FromUtc(2024, 6, 10, 0, 0);
        await fixture.Client.Data.WriteAsync(sensor, Series(0, 1), new FlexMeasuresWriteSettings { Prior = prior });
        var stored = new List<Instant>();

        // The second span changes a value at the same belief time, which the worker finds.
        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => fixture.Client.Data.WriteAsync(
            sensor, Series(0, 9, 2), new FlexMeasuresWriteSettings { Prior = prior, SlotsPerRequest = 1, OnStored = stored.Add }));

        Assert.Contains($"the values from {Start + Step} to {Start + (Step * 2)}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("They are not stored", failure.Message, StringComparison.Ordinal);
        Assert.Equal([Start + Step], stored);
        Assert.Equal([0, 1, null], (await fixture.Client.Data.ReadAsync(sensor, new Interval(Start, Start + (Step * 3))).ToListAsync()).Select(r => r.Value));
    }

    [Fact]
    public async Task Write_WhoseJobTakesTooLong_SaysSoAndCanBeTakenUpAgain()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o =>
        {
            o.StoresLater = true;
            o.JobDuration = TimeSpan.FromMinutes(10);
        });
        var sensor = await fixture.AddSensorAsync();
        var stored = new List<Instant>();
        var settings =
            new FlexMeasuresWriteSettings
            {
                Prior = Instant.FromUtc(2024, 6, 10, 0, 0),
                OnStored = stored.Add,
                Polling = new FlexMeasuresPolling { Deadline = TimeSpan.FromSeconds(30) }
            };

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => fixture.Client.Data.WriteAsync(sensor, Series(0, 1, 2), settings));

        Assert.Contains("same prior", failure.Message, StringComparison.Ordinal);
        Assert.Empty(stored);
        await fixture.Client.Data.WriteAsync(sensor, Series(0, 1, 2), settings with { Polling = new FlexMeasuresPolling { Deadline = TimeSpan.FromHours(1) } });
        Assert.Equal([Start + (Step * 3)], stored);
        Assert.Equal([0, 1, 2], (await fixture.Client.Data.ReadAsync(sensor, new Interval(Start, Start + (Step * 3))).ToListAsync()).Select(r => r.Value));
    }

    [Fact]
    public async Task Write_ThatDoesNotWait_GivesTheJobsAndCallsNothingStored()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.StoresLater = true);
        var sensor = await fixture.AddSensorAsync();
        var stored = new List<Instant>();

        var written = await fixture.Client.Data.WriteAsync(sensor, Series(0, 1, 2), new FlexMeasuresWriteSettings { WaitsForJobs = false, OnStored = stored.Add });

        Assert.Empty(stored);
        Assert.Equal(FlexMeasuresJobState.Finished, (await fixture.Client.Jobs.WaitAsync(Assert.Single(written.JobIds))).GetValueOrThrow().State);
    }

    [Fact]
    public async Task Write_OfNullsInAnotherUnit_IsConvertedBeforeItIsSent()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync();
        var series = Series(1, null, 3).WithInfo(new SeriesInfo { Identity = "test:/series", Unit = Unit.KilowattHour, Kind = SeriesKind.Energy, Resolution = Step });

        await fixture.Client.Data.WriteAsync(sensor, series);

        // A kWh of a quarter of an hour is 4 kW.
        Assert.Equal([4, null, 12], (await fixture.Client.Data.ReadAsync(sensor, new Interval(Start, Start + (Step * 3))).ToListAsync()).Select(r => r.Value));
    }
}
