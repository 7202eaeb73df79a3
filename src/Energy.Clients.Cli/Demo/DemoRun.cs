using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli.Demo;

/// <summary>Reads what the demo shows, over HTTP from the emulators.</summary>
/// <param name="emulators">The emulators.</param>
/// <param name="services">A container with a client of every vendor.</param>
internal sealed class DemoRun(EnergyEmulators emulators, IServiceProvider services)
{
    private const int BreakAfter = 37;
    private static readonly LocalDate Date = new(2026, 6, 15);

    private readonly SimulatedSite _site = emulators.World.Sites[0];

    /// <summary>A container with the clients, in a hurry: the demo's servers are near.</summary>
    public static ServiceProvider NewServices(EnergyEmulators emulators)
    {
        var services = new ServiceCollection();
        foreach (var vendor in CliVendors.All)
        {
            vendor.AddEmulatedClient(services, emulators);
        }

        services.Configure<StemClientOptions>(static o => o.RetryBaseDelay = TimeSpan.FromMilliseconds(20));
        return services.BuildServiceProvider();
    }

    /// <summary>The day of the building, through every vendor.</summary>
    public async Task<DemoDay> ReadDayAsync(CancellationToken cancellationToken)
    {
        var day = RangeOf(Date);
        var columns = new List<DemoColumn>();
        var notRead = new List<string>();
        foreach (var vendor in CliVendors.All)
        {
            if (await vendor.OpenDemoSeriesAsync(services, emulators, day, cancellationToken) is { } series)
            {
                columns.Add(await DemoColumn.ReadAsync(vendor.Name, series, day, cancellationToken));
            }
            else
            {
                notRead.Add(vendor.Name);
            }
        }

        var flows = await services.GetRequiredService<SundayaClient>().Flows.ReadBalancesAsync(new SundayaSite(_site.Key), PeriodKind.Hour, day, cancellationToken)
            .ToListAsync(cancellationToken);
        return new DemoDay(_site, Date, day, columns, notRead, flows);
    }

    /// <summary>What goes wrong with interval data, and what becomes of it.</summary>
    public async Task<IReadOnlyList<DemoShow>> ShowAsync(CancellationToken cancellationToken)
    {
        var all = await Monitor(RangeOf(Date), cancellationToken).ToListAsync(cancellationToken);

        // The gap stays in the emulator, so it comes last.
        return
        [
            await ClocksAsync(cancellationToken),
            await FaultAsync(all, cancellationToken),
            await ResumeAsync(all, cancellationToken),
            await GapAsync(cancellationToken),
        ];
    }

    private Interval RangeOf(LocalDate date) => new(_site.Zone.AtStartOfDay(date).ToInstant(), _site.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant());

    private ReadingSeries Monitor(Interval range, CancellationToken cancellationToken) =>
        services.GetRequiredService<StemClient>().Streams.ReadAsync(SiteId, StemStreamType.Monitor, new StemStreamQuery { Range = range }, cancellationToken);

    private string SiteId => _site.IdFor("stem").ToString();

    // The last two days on which the building's clocks were changed.
    private async Task<DemoShow> ClocksAsync(CancellationToken cancellationToken)
    {
        var present = _site.Zone.GetZoneInterval(_site.Zone.AtStartOfDay(Date).ToInstant());
        var changes = new[] { _site.Zone.GetZoneInterval(present.Start - Duration.Epsilon).Start, present.Start };
        var words = new List<string>();
        var isRight = true;
        foreach (var date in changes.Select(c => c.InZone(_site.Zone).Date))
        {
            var range = RangeOf(date);
            var day = await Monitor(range, cancellationToken).ToEnergy(Unit.KilowattHour).Resample(TimeStep.Days(_site.Zone)).Steps.FirstOrDefaultAsync(cancellationToken);
            var expected = (int)(range.Duration / Duration.FromMinutes(15));
            isRight &= day.Count == expected && day.Value is not null && day.Length == range.Duration && expected != 96;
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{date:uuuu-MM-dd}: {day.Length.TotalHours:0} hours, {day.Count} readings"));
        }

        return new DemoShow("clocks", string.Join("; ", words), isRight);
    }

    private async Task<DemoShow> FaultAsync(List<Reading> all, CancellationToken cancellationToken)
    {
        var before = emulators.Stem.Requests.Total;
        emulators.Stem.Faults.Next(Fault.Status(503));
        emulators.Stem.Faults.Next(Fault.CutBody(afterBytes: 1_000));
        var again = await Monitor(RangeOf(Date), cancellationToken).ToListAsync(cancellationToken);
        var requests = emulators.Stem.Requests.Total - before;
        return new DemoShow(
            "a fault",
            string.Create(CultureInfo.InvariantCulture, $"stem: 503, then an answer cut off; {requests} requests, the same {again.Count} readings"),
            again.SequenceEqual(all) && requests == 3);
    }

    private async Task<DemoShow> ResumeAsync(List<Reading> all, CancellationToken cancellationToken)
    {
        var read = new List<Reading>();
        var token = "";
        await foreach (var tracked in Monitor(RangeOf(Date), cancellationToken).WithTokens(cancellationToken))
        {
            read.Add(tracked.Item);
            if (read.Count == BreakAfter)
            {
                token = tracked.GetToken().ToString();
                break;
            }
        }

        var rest = await Monitor(RangeOf(Date), cancellationToken).StartingAt(PageToken.Parse(token)).ToListAsync(cancellationToken);
        return new DemoShow(
            "resumed",
            string.Create(CultureInfo.InvariantCulture, $"stopped after {read.Count} readings; its token gives the other {rest.Count}, none twice"),
            read.Concat(rest).SequenceEqual(all) && rest.Count > 0);
    }

    private async Task<DemoShow> GapAsync(CancellationToken cancellationToken)
    {
        var day = RangeOf(Date);
        var hidden = new Interval(day.Start + Duration.FromHours(6), day.Start + Duration.FromMinutes(435));
        emulators.Stem.State.Hide(SiteId, StemStreamType.Monitor.Name, hidden);
        var gaps = await Monitor(day, cancellationToken).Gaps(day).ToListAsync(cancellationToken);
        var sum = await Monitor(day, cancellationToken).ToEnergy(Unit.KilowattHour).Resample(TimeStep.Days(_site.Zone)).FirstOrDefaultAsync(cancellationToken);
        return new DemoShow(
            "a gap",
            string.Create(CultureInfo.InvariantCulture,
                $"stem lost {string.Join(", ", gaps.Select(g => $"{Time(g.Start)} to {Time(g.End)}"))}: told, and the day's sum is "
                    + $"{(sum.Value is null ? "missing, not less" : "wrong")}"),
            gaps is [var gap] && gap.Interval == hidden && sum.Value is null);
    }

    private string Time(Instant instant) => instant.InZone(_site.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}
