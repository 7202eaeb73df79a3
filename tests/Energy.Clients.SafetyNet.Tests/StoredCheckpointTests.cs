using System.Globalization;
using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.Parquet;
using Energy.Clients.Stem;
using NodaTime;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>Folders as transfers of earlier versions left them: each is taken up where it stood, or refused with what to do.</summary>
public sealed class StoredCheckpointTests : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2024, 6, 15, 12, 7, 9);

    // Hours that start from 05:00 on the 31st of January to 07:00 on the 2nd of April: 62 days and three hours.
    private const int Hours = (62 * 24) + 3;
    private const int Days = 1 + 29 + 31 + 2;

    private static readonly Interval Range = new(Instant.FromUtc(2024, 1, 31, 5, 0), Instant.FromUtc(2024, 4, 2, 7, 30));

    private readonly string _folder = Directory.CreateTempSubdirectory("energy-clients-net-").FullName;

    public static IEnumerable<object[]> Samples => Lines.Select(static l => new object[] { l[0], l[1], int.Parse(l[2], CultureInfo.InvariantCulture) });

    private static IEnumerable<string[]> Lines => File.ReadLines(Path.Combine(Net.ProjectDirectory, "StoredCheckpoints.txt"))
        .Where(static l => l.Length > 0 && l[0] != '#').Select(static l => l.Split('\t'));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task StoredCheckpoint_IsTakenUpWhereItStood(string store, string source, int stored)
    {
        var sample = Assert.Single(Lines, l => l[0] == store && l[1] == source && l[2] == stored.ToString(CultureInfo.InvariantCulture));
        for (var i = 3; i < sample.Length; i += 2)
        {
            var (name, content) = (sample[i], sample[i + 1]);
            await File.WriteAllBytesAsync(Path.Combine(_folder, name), content[0] == '{' ? Encoding.UTF8.GetBytes(content) : Convert.FromBase64String(content));
        }

        await WithClientAsync(async (client, site) =>
        {
            var (transfer, sink) = Open(store);
            using var _ = sink as IDisposable;

            var result = await transfer.RunAsync(SourceOf(source, client, site));

            var (all, through) = source == "a chain" ? (Days, Instant.FromUtc(2024, 4, 3, 0, 0)) : (Hours, Instant.FromUtc(2024, 4, 2, 8, 0));
            Assert.Equal((all - stored, all, through), (result.Readings, result.Checkpoint!.Readings, result.Checkpoint.Through));
        });
    }

    [Theory]
    [InlineData("""{"version":2,"name":"a"}""", "version 2", "use the version of the package that wrote it")]
    [InlineData("""{"version":1,"name":"a","token":"ec2.88158c9c3651d932.0.0.Mg"}""", "version ec2", "Use the version of the package that wrote it")]
    [InlineData("""{"version":1,"name":"a","token""", "LineNumber: 0", "remove it to store the series from its beginning")]
    [InlineData("""{"version":1}""", "name", "remove it to store the series from its beginning")]
    [InlineData("null", "", "remove it to store the series from its beginning")]
    public void StoredCheckpoint_ThatIsNotRead_IsRefusedWithTheRemedy(string stored, string reason, string remedy)
    {
        var refusal = Assert.Throws<FormatException>(() => Checkpoint.Parse(stored));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
        Assert.False(Checkpoint.TryParse(stored, out _));
    }

    /// <summary>Each store tells where the checkpoint is, too.</summary>
    [Theory]
    [InlineData("checkpoints", ".checkpoint", """{"version":2,"name":"hourly"}""")]
    [InlineData("csv", ".csv.checkpoint", """{"name":"hourly","length":0,"checkpoint":{"version":2,"name":"hourly"}}""")]
    [InlineData("json lines", ".jsonl.checkpoint", """{"name":"hourly","length":0,"checkpoint":{"version":2,"name":"hourly"}}""")]
    [InlineData("parquet", ".parquet.checkpoint", """{"name":"hourly","footerAt":0,"footer":"","checkpoint":"{\"version\":2,\"name\":\"hourly\"}"}""")]
    public async Task StoredCheckpoint_OfANewerVersion_IsRefusedByEachStore(string store, string extension, string mark)
    {
        // As the samples have it.
        var path = Path.Combine(_folder, "hourly-e334a040eb23be93" + extension);
        await File.WriteAllTextAsync(path, mark);
        if (store != "checkpoints")
        {
            await File.WriteAllBytesAsync(Path.ChangeExtension(path, null), []);
        }

        var (transfer, sink) = Open(store);
        using var _ = sink as IDisposable;
        var series = Enumerable.Empty<Reading>().ToAsyncEnumerable().WithInfo(new SeriesInfo { Identity = "hourly", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower });
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => transfer.RunAsync(TransferSource.Of(series)));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("use the version of the package that wrote it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_CarriesItsVersionInAnySerializer()
    {
        var checkpoint = new Checkpoint { Name = "a", Revision = 3 };

        Assert.Equal("""{"version":1,"name":"a","revision":3,"readings":0}""", checkpoint.ToText());
        Assert.StartsWith("""{"Version":1,""", JsonSerializer.Serialize(checkpoint), StringComparison.Ordinal);
        Assert.Contains("version 2", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Checkpoint>("""{"Version":2,"Name":"a"}""")).Message, StringComparison.Ordinal);
        Assert.Equal(checkpoint, Checkpoint.Parse("""{"name":"a","revision":3}"""));
    }

    private static TransferSource SourceOf(string source, StemClient client, string site)
    {
        var read = client.Streams.ReadAsync(site, StemStreamType.Monitor, new StemStreamQuery { Range = Range, Resolution = Duration.FromHours(1) });
        return source switch
        {
            "a chain" => TransferSource.Of(read.Resample(Duration.FromDays(1), new ResampleOptions { Coverage = Coverage.Any }), "daily"),
            "a growing source" => TransferSource.Growing("growing",
                (range, token) => new(client.Streams.ReadAsync(
                    site, StemStreamType.Monitor, new StemStreamQuery { Range = range, Resolution = Duration.FromHours(1) }, token)),
                Range.Start, Instant.FromUtc(2024, 4, 2, 8, 0)),
            _ => TransferSource.Of(read, "hourly"),
        };
    }

    private (Transfer Transfer, IReadingSink Sink) Open(string store)
    {
        var options = new TransferOptions { TimeProvider = new ManualTimeProvider(Now) };
        if (store == "checkpoints")
        {
            var plain = new Forgetful();
            return (new Transfer(plain, new FileCheckpoints(_folder), options), plain);
        }

        ICheckpointedSink sink = store switch
        {
            "csv" => FileSink.CsvFolder(_folder),
            "json lines" => FileSink.JsonLinesFolder(_folder),
            _ => ParquetSink.ToFolder(_folder),
        };
        return (new Transfer(sink, options), sink);
    }

    private static async Task WithClientAsync(Func<StemClient, string, Task> use)
    {
        var clock = new ManualTimeProvider(Now) { AutoAdvance = true };
        await using var emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.Stem);
            o.TimeProvider = clock;
            o.Seed = 42;
        });
        using var client = new StemClient(new StemClientOptions { BaseAddress = emulators.Stem.BaseAddress, ApiKey = emulators.Stem.ApiKey }, new() { TimeProvider = clock });
        await use(client, emulators.World.Site("harbour").IdFor("stem").ToString());
    }

    private sealed class Forgetful : IReadingSink
    {
        public bool Replaces => true;

        public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default) => default;
    }
}
