using Energy.Clients.Stem;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Energy.Clients.Tests;

public class SeriesOpenerTests
{
    private static readonly Interval Day = new(Instant.FromUtc(2026, 1, 31, 0, 0), Instant.FromUtc(2026, 2, 1, 0, 0));
    private static readonly SeriesUri Monitor = SeriesUri.Parse("stem:/sites/42/MONITOR");

    [Fact]
    public void Opener_WithAVendorRegisteredTwice_Opens()
    {
        var services = new ServiceCollection();
        services.AddEnergyClients(Configuration(("Stem:ApiKey", "k-1")));
        services.AddEnergyClients(Configuration(("Stem:ApiKey", "k-1")));
        services.AddSeriesReader<StemClient>().AddSeriesReader<StemClient>();
        using var provider = services.BuildServiceProvider();

        Assert.Equal(["stem"], provider.GetRequiredService<SeriesOpener>().Schemes);
        Assert.Equal(Unit.Kilowatt, provider.GetRequiredService<SeriesOpener>().Open(Monitor, Day).Info.Unit);
    }

    [Fact]
    public async Task Series_OfTwoAccountsUnderOneName_AreStoredApart()
    {
        var since = Instant.FromUtc(2026, 1, 31, 0, 0);
        var readers = new[] { 1.0, 2.0 }.Select(value => new OneReading(since, value)).ToList();
        var opener = new SeriesOpener([], [new("north", readers[0]), new("south", readers[1])]);
        var sink = new MemorySink();

        foreach (var key in new[] { "north", "south" })
        {
            var address = SeriesUri.Parse("one:/1").WithKey(key);
            await new Transfer(sink).RunAsync(TransferSource.Of(await opener.OpenAsync(address, Day)));
            await new Transfer(sink).RunAsync(TransferSource.Growing(readers[key == "north" ? 0 : 1], SeriesUri.Parse("one:/2").WithKey(key), since, Day.End));
        }

        Assert.Equal(
            [1, 1, 2, 2],
            new[] { "one+north:/1", "one+north:/2", "one+south:/1", "one+south:/2" }.Select(identity => Assert.Single(sink.ReadingsOf(identity)).Value));
    }

    [Fact]
    public void Opener_WithKeyedClients_OpensByTheKeyInTheAddress()
    {
        var services = new ServiceCollection();
        services.AddKeyedStemClient("north", o => o.ApiKey = "north-key");
        services.AddKeyedStemClient("south side", o => o.ApiKey = "south-key");
        services.AddSeriesReader<StemClient>("north").AddSeriesReader<StemClient>("south side").AddSeriesReader<StemClient>("north");
        using var provider = services.BuildServiceProvider();
        var opener = provider.GetRequiredService<SeriesOpener>();

        Assert.Equal(["stem+north", "stem+south side"], opener.Schemes);
        Assert.Equal(Unit.Kilowatt, opener.Open(SeriesUri.Parse("stem+north:/sites/42/MONITOR"), Day).Info.Unit);
        Assert.Equal(Unit.Kilowatt, opener.Open(Monitor.WithKey("south side"), Day).Info.Unit);
        Assert.Equal("stem+north:/sites/42/MONITOR", opener.Open(Monitor.WithKey("north"), Day).Info.Identity);
        var failure = Assert.Throws<ArgumentException>(() => opener.Open(Monitor, Day));
        Assert.Contains("no client is registered for 'stem', only for stem+north, stem+south side", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opener_WithTwoClientsOfOneSchemeAndKey_SaysSo()
    {
        using var one = new StemClient(new StemClientOptions { ApiKey = "k-1" });
        using var two = new StemClient(new StemClientOptions { ApiKey = "k-2" });

        Assert.Equal(["stem"], new SeriesOpener([one, one]).Schemes);
        Assert.Contains("'stem'", Assert.Throws<ArgumentException>(() => new SeriesOpener([one, two])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stam")]
    [InlineData("FlexMeasure")]
    [InlineData("IOTiles")]
    [InlineData("OpenCECs")]
    public void Configuration_WithAMisspeltSection_IsRefusedByItsName(string section) =>
        Assert.Contains($"has a section '{section}' and none called",
            Assert.Throws<ArgumentException>(() => new ServiceCollection().AddEnergyClients(Configuration((section + ":ApiKey", "k-1")))).Message, StringComparison.Ordinal);

    [Fact]
    public void Configuration_WithSectionsOfOthers_IsFine()
    {
        var services = new ServiceCollection();
        services.AddEnergyClients(Configuration(("stem:ApiKey", "k-1"), ("Steam:Pressure", "3"), ("Logging:LogLevel:Default", "Warning"), ("TERM", "xterm")));
        using var provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<StemClient>());
    }

    [Fact]
    public void Configuration_ThatIsAMissingSection_IsRefused() =>
        Assert.Contains("no section 'Enegy'",
            Assert.Throws<ArgumentException>(() => new ServiceCollection().AddEnergyClients(Configuration(("Energy:Stem:ApiKey", "k-1")).GetSection("Enegy"))).Message,
            StringComparison.Ordinal);

    private sealed class OneReading(Instant at, double value) : ISeriesReader
    {
        public string SeriesScheme => "one";

        public ReadingSeries Open(SeriesUri series, Interval range, CancellationToken cancellationToken = default) =>
            new[] { new Reading(at, at + Duration.FromHours(1), value) }.ToAsyncEnumerable().WithInfo(
                new SeriesInfo
                {
                    Identity = SeriesScheme + ":/" + string.Join('/', series.Segments),
                    Unit = Unit.Kilowatt,
                    Kind = SeriesKind.AveragePower,
                    Resolution = Duration.FromHours(1),
                    Positive = PositiveDirection.Consumption,
                },
                cancellationToken);

        public ValueTask<ReadingSeries> OpenAsync(SeriesUri series, Interval range, CancellationToken cancellationToken = default) => new(Open(series, range, cancellationToken));
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create<string, string?>(s.Key, s.Value))).Build();
}
