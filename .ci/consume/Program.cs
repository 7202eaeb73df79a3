// A stranger's program: the packages from a folder feed, dependency injection, every client against its emulator. Run trimmed, and as native code.
using Energy.Clients;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

await using var emulators = await EnergyEmulators.StartAsync(o => o.Seed = 42);
var services = new ServiceCollection();
services.AddSeriesReader<StemClient>().AddStemClient(o => (o.BaseAddress, o.ApiKey) = (emulators.Stem.BaseAddress, emulators.Stem.ApiKey));
services.AddSeriesReader<SundayaClient>().AddSundayaClient(o => o.BaseAddress = emulators.Sundaya.BaseAddress);
services.AddSeriesReader<IOTileClient>().AddIOTileClient(o =>
    (o.BaseAddress, o.UserName, o.Password) = (emulators.IOTile.BaseAddress, emulators.IOTile.UserName, emulators.IOTile.Password));
services.AddSeriesReader<FlexMeasuresClient>().AddFlexMeasuresClient(o =>
    (o.BaseAddress, o.Email, o.Password) = (emulators.FlexMeasures.BaseAddress, emulators.FlexMeasures.Email, emulators.FlexMeasures.Password));
services.AddOpenCecClient(o => (o.BaseAddress, o.ApiKey) = (emulators.OpenCec.BaseAddress, emulators.OpenCec.ApiKey));
await using var provider = services.BuildServiceProvider();

var stem = provider.GetRequiredService<StemClient>();
var owner = await stem.Clients.ListAsync().FirstAsync();
var site = await stem.Sites.ListAsync(owner.Id).FirstAsync();
var start = Instant.FromUtc(2024, 6, 10, 0, 0);
var day = new Interval(start, start + Duration.FromDays(1));
var opener = provider.GetRequiredService<SeriesOpener>();
var failures = 0;
await CheckAsync($"stem:/sites/{site.Id}/MONITOR", 96);
await CheckAsync("sundaya:/sites/999/harvest?period=hour", 24);
await CheckAsync("iotile:/s--0000-0001--0000-0000-0000-0001--5001", 96);
await CheckAsync("flexmeasures:/sensors/1", 288);
var listings = await provider.GetRequiredService<OpenCecClient>().Listings.ListAsync().CountAsync();
Console.WriteLine($"opencec: {listings} listings");
return failures == 0 && listings > 0 ? 0 : 1;

async Task CheckAsync(string address, int expected)
{
    var series = await opener.OpenAsync(SeriesUri.Parse(address), day);
    var days = await series.Resample(Duration.FromDays(1)).CountAsync();
    var count = await series.CountAsync();
    Console.WriteLine($"{series.Info.Identity}: {count} readings in {series.Info.Unit}, {days} day");
    failures += count == expected && days == 1 ? 0 : 1;
}
