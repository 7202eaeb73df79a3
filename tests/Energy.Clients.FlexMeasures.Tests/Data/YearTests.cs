using System.Net;
using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>A year of five minutes is read and written in constant memory, and written in chunks that may be repeated.</summary>
[Collection(LiveHeapCollection.Name)]
public class YearTests
{
    private const int Slots = 365 * 288;

    private static readonly Instant Start = Instant.FromUtc(2023, 6, 1, 0, 0);
    private static readonly Duration Step = Duration.FromMinutes(5);

    [Fact]
    public async Task Read_OfAYear_KeepsTheHeapFlat()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.Client.Sensors.GetAsync(1);
        var year = fixture.Client.Data.ReadAsync(sensor, new Interval(Start, Start + (Step * Slots)));

        // Once before, because the emulator is in this process too, and keeps what each day came to.
        Assert.Equal(Slots, await year.CountAsync());
        var (count, heap) = (0, new LiveHeap());
        await foreach (var reading in year)
        {
            if (++count % 20_000 == 10_000)
            {
                heap.Sample();
            }
        }

        Assert.Equal(Slots, count);
        Assert.InRange(heap.Growth, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public async Task Write_OfAYear_KeepsTheHeapFlatAndSendsEachSlotOnceWithOnePrior()
    {
        using var server = new Taker();
        using var client = new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = new Uri("https://ems.example"), Token = "secret-token" }, server);
        var heap = new LiveHeap();
        var write = new FlexMeasuresWriteSettings
        {
            OnStored = _ => heap.Sample(),
        };

        var result = await client.Data.WriteAsync(new FlexMeasuresSensor { Id = 4, Unit = Unit.Kilowatt, EventResolution = new IsoDuration(Step), TimeZone = "UTC" }, Year(),
            write);

        Assert.Equal((Slots, 11), ((int)result.Values, result.Requests));
        Assert.Equal((Slots, 1), (server.Values, server.Priors.Count));
        Assert.Equal(Start + (Step * Slots), server.End);
        Assert.InRange(heap.Growth, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public async Task Write_OfAYearThatBreaksOff_GoesOnOrIsRepeatedWithoutHarm()
    {
        await using var fixture = await FlexMeasuresFixture.StartAsync();
        var sensor = await fixture.AddSensorAsync("year", Unit.Kilowatt, 5);
        var prior = Instant.FromUtc(2024, 6, 10, 0, 0);
        var (stored, chunks) = (Start, 0);
        var write = new FlexMeasuresWriteSettings
        {
            Prior = prior,
            OnStored = end =>
            {
                stored = end;
                if (++chunks == 4)
                {
                    fixture.Server.Faults.Next(Fault.Status(500));
                }
            },
        };

        await Assert.ThrowsAsync<EnergyResponseException>(() => fixture.Client.Data.WriteAsync(sensor, Year(), write));
        Assert.Equal(Start + (Step * 40_000), stored);

        // On from what was stored, and then, as one who has lost the note would do, everything again.
        var rest = await fixture.Client.Data.WriteAsync(sensor, Year(), write with { ResumeFrom = stored });
        Assert.Equal((Slots - 40_000L, 7, 0), (rest.Values, rest.Requests, rest.AlreadyReceived));
        var again = await fixture.Client.Data.WriteAsync(sensor, Year(), write);
        Assert.Equal((prior, (long)Slots, 11, 11), (again.Prior, again.Values, again.Requests, again.AlreadyReceived));

        var count = 0;
        await foreach (var reading in fixture.Client.Data.ReadAsync(sensor, new Interval(Start, Start + (Step * Slots))))
        {
            Assert.Equal(Value(count++), reading.Value!.Value);
        }

        Assert.Equal(Slots, count);
    }

    // No value equals the one before, so that none of them is nothing new.
    private static double Value(int slot) => slot % 1000 / 8.0;

    private static ReadingSeries Year() =>
        YearAsync().WithInfo(new SeriesInfo { Identity = "test:/year", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Step });

    private static async IAsyncEnumerable<Reading> YearAsync()
    {
        for (var i = 0; i < Slots; i++)
        {
            if (i % 10_000 == 0)
            {
                await Task.Yield();
            }

            yield return new Reading(Start + (Step * i), Start + (Step * (i + 1)), Value(i));
        }
    }

    /// <summary>Takes posts, and keeps only how many values came, their priors and where they end.</summary>
    private sealed class Taker : HttpMessageHandler
    {
        public int Values { get; private set; }

        public HashSet<string> Priors { get; } = [];

        public Instant End { get; private set; } = Start;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = await JsonDocument.ParseAsync(await request.Content!.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            Assert.Equal(End, FlexMeasuresTime.Parse(body.RootElement.GetProperty("start").GetString()!).ToInstant());
            Values += body.RootElement.GetProperty("values").GetArrayLength();
            Priors.Add(body.RootElement.GetProperty("prior").GetString()!);
            End = Start + (Step * Values);
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""{"status":"PROCESSED"}""", Encoding.UTF8, "application/json"),
                RequestMessage = request
            };
        }
    }
}
