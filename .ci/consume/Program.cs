// A stranger's first program: the packages from a folder feed, dependency injection, one day of readings from an emulator.
using Energy.Clients;
using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

await using var emulators = await EnergyEmulators.StartAsync(o => o.Seed = 42);
var services = new ServiceCollection();
services.AddStemClient(options =>
{
    options.BaseAddress = emulators.Stem.BaseAddress;
    options.ApiKey = emulators.Stem.ApiKey;
});
services.AddSeriesReader<StemClient>();
await using var provider = services.BuildServiceProvider();

var stem = provider.GetRequiredService<StemClient>();
var client = await stem.Clients.ListAsync().FirstAsync();
var site = await stem.Sites.ListAsync(client.Id).FirstAsync();
var start = Instant.FromUtc(2026, 6, 1, 0, 0);
var series = provider.GetRequiredService<SeriesOpener>().Open(
    SeriesUri.Create("stem", "sites", site.Id, "MONITOR"), new Interval(start, start + Duration.FromDays(1)));
var count = await series.CountAsync();
Console.WriteLine($"{series.Info.Identity}: {count} readings in {series.Info.Unit}");
return count == 96 ? 0 : 1;
