using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>What a read of messages gives is what the server holds: any zone across a clock change, at each resolution of an asset and multiples of it, in windows of any
/// size.</summary>
public sealed class MessageReadLawTests
{
    public static TheoryData<string, string> Zones => new()
    {
        { "Etc/UTC", "2024-03-31" },
        { "Asia/Kolkata", "2024-03-31" },
        { "Asia/Kathmandu", "2024-03-31" },
        { "Europe/Amsterdam", "2024-03-31" },
        { "Australia/Adelaide", "2024-04-07" },
        { "Australia/Lord_Howe", "2023-10-01" },
        { "America/St_Johns", "2023-11-05" },
        { "Pacific/Apia", "2011-12-30" },
    };

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Read_GivesTheSetThatTheServerHolds(string zoneId, string date)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var midnight = zone.AtLeniently(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value.AtMidnight()).ToInstant();
        await using var fixture = await FlexMeasuresFixture.StartAsync(o => o.SpeaksMessages = true);
        foreach (var minutes in new[] { 5, 15, 30, 60, 1440 })
        {
            var (slot, connection) = (Duration.FromMinutes(minutes), await AddAsync(fixture, minutes));
            var first = midnight - (slot * 6);

            // Twenty-four slots, of which the server lacks the fifth and sixth.
            foreach (var (from, count) in new[] { (0, 4), (6, 18) })
            {
                await fixture.Client.Messages.PostMeterDataAsync(FlexMeasuresApiVersion.V20, new FlexMeasuresMessage
                {
                    Groups = [new FlexMeasuresMessageGroup { Targets = [connection], Values = [.. Enumerable.Range(from, count).Select(static i => (double)i)] }],
                    Start = (first + (slot * from)).WithOffset(Offset.Zero),
                    Duration = new IsoDuration(slot * count),
                    Unit = "MW",
                    Prior = Instant.FromUtc(2024, 6, 1, 0, 0).WithOffset(Offset.Zero),
                });
            }

            // Of a coarser slot the server gives the mean of what it has in it.
            foreach (var times in new[] { 1, 2, 3 })
            {
                var held = Enumerable.Range(0, 24).Where(static i => i is not (4 or 5)).GroupBy(i => i / times)
                    .Select(g => new Reading(first + (slot * times * g.Key), first + (slot * times * (g.Key + 1)), g.Average())).ToList();
                foreach (var size in new[] { 1, 2, 3, 10_000 })
                {
                    // Asked with the offset of the zone's clock at the time.
                    var query = new FlexMeasuresMessageQuery
                    {
                        Start = first.InZone(zone).ToOffsetDateTime(),
                        Duration = new IsoDuration(slot * 24),
                        Resolution = new IsoDuration(slot * times),
                        PageSize = size,
                    };
                    var read = await fixture.Client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V20, connection, query).Where(static r => r.Value is not null).ToListAsync();
                    Assert.True(held.SequenceEqual(read), $"{zoneId}, {minutes} min, {times} at once, windows of {size}: {string.Join("; ", read)}");
                }
            }
        }
    }

    private static async Task<string> AddAsync(FlexMeasuresFixture fixture, int minutes)
    {
        var name = $"meter of {minutes} minutes";
        await fixture.Client.Messages.CreateAssetAsync(new FlexMeasuresNewMessageAsset
        {
            Name = name,
            Unit = "MW",
            AssetTypeName = "battery",
            OwnerId = 1,
            MarketId = 301,
            CapacityInMegawatts = 100,
            EventResolutionMinutes = minutes,
            Latitude = 52.1,
            Longitude = 4.9,
        });
        var connections = await fixture.Client.Messages.GetConnectionsAsync(FlexMeasuresApiVersion.V20);
        return connections.Addresses[connections.Names.ToList().IndexOf(name)];
    }
}
