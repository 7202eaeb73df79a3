using System.CommandLine;
using Energy.Clients.Authoring;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Energy.Clients.IOTile;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Cli.IOTile;

/// <summary>IOTile Cloud in the tool.</summary>
internal sealed class IOTileCliVendor : ICliVendor
{
    internal const string Section = "IOTile";

    private static readonly Duration QuarterHour = Duration.FromMinutes(15);

    public string Name => "iotile";

    public string SettingsSection => Section;

    public IReadOnlyList<(string Thing, string Example)> Things { get; } =
    [
        ("a stream, by its slug in any form (value is output, stored or raw)", "iotile:/s--0000-0005--0000-0000-0000-000a--5001?value=output"),
        ("a project, a device, a stream for energy iotile", "p--0000-0005, d--000a, s--5--a--5001"),
    ];

    public EnergyClient? FindClient(IServiceProvider services) => services.GetService<IOTileClient>();

    public async Task<string> SignInAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        $"signed in as {(await CliConnection.Client<IOTileClient>(services, Section).Session.GetAccountAsync(cancellationToken)).Username}";

    public bool TryAddClient(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(Section) is not { } section || !section.Exists())
        {
            return false;
        }

        services.AddIOTileClient(section);
        services.AddSeriesReader<IOTileClient>();
        return true;
    }

    public void AddEmulatedClient(IServiceCollection services, EnergyEmulators emulators)
    {
        services.AddIOTileClient(options =>
        {
            options.BaseAddress = emulators.IOTile.BaseAddress;
            options.UserName = emulators.IOTile.UserName;
            options.Password = emulators.IOTile.Password;
        });
        services.AddSeriesReader<IOTileClient>();
    }

    public VendorEmulatorOptions EmulatorOptions(EnergyEmulatorOptions options) => options.IOTile;

    public IEnumerable<(string Setting, string Value)> EmulatorSettings(EnergyEmulators emulators) =>
        [($"{Section}:{nameof(IOTileClientOptions.BaseAddress)}", emulators.IOTile.BaseAddress.ToString()),
            ($"{Section}:{nameof(IOTileClientOptions.UserName)}", emulators.IOTile.UserName), ($"{Section}:{nameof(IOTileClientOptions.Password)}", emulators.IOTile.Password)];

    public IEnumerable<Command> CreateListCommands(CliIo io) =>
    [
        List(io, "orgs", "Your organisations.", ["slug", "name"], static (c, ct) => c.Organizations.ListAsync(null, ct).Select(static o => Row(o.Slug, o.Name))),
        List(io, "projects", "The projects of your organisations.", ["slug", "id", "org", "name"], static (c, ct) =>
            c.Projects.ListAsync(null, ct).Select(static p => Row(p.Slug.ToString(), p.Id.ToString(), p.Org, p.Name))),
        List(io, "devices", "The active devices of your organisations.", ["slug", "label", "org"], static (c, ct) =>
            c.Devices.ListAsync(null, ct).Select(static d => Row(d.Slug.ToString(), d.Label, d.Org))),
        List(io, "streams", "The streams of those devices.", ["slug", "variable", "unit"], static (c, ct) =>
            c.Streams.ListAsync(null, ct).Select(static s => Row(s.Slug.ToString(), s.VarName, s.OutputUnit?.UnitShort))),
    ];

    public IEnumerable<Command> CreateOwnCommands(CliIo io) => [CreateSum(io), .. IOTileUploadCommands.Create(io)];

    public async Task<ReadingSeries?> OpenDemoSeriesAsync(IServiceProvider services, EnergyEmulators emulators, Interval day, CancellationToken cancellationToken)
    {
        // What the meter and the battery see together, as the other vendors show it: bought and discharged, less sold and charged.
        var site = emulators.World.Sites[0];
        var client = services.GetRequiredService<IOTileClient>();
        var sums = new SortedDictionary<Instant, (double Sum, int Count)>();
        var streams = 0;

        // A meter's row stands at the end of its quarter hour.
        var query = new IOTileStreamDataQuery { Range = new Interval(day.Start + Duration.FromSeconds(1), day.End + Duration.FromSeconds(1)) };
        var device = new DeviceSlug(site.Number);
        await foreach (var stream in client.Streams.ListAsync(new IOTileStreamQuery { Device = device }, cancellationToken))
        {
            var sign = stream.VarName is "Grid import" or "Discharge" ? 1 : stream.VarName is "Grid export" or "Charge" ? -1 : 0;
            if (sign == 0)
            {
                continue;
            }

            streams++;
            await foreach (var reading in client.Streams.ReadAsync(stream, query, cancellationToken).SkipMissing())
            {
                var (sum, count) = sums.GetValueOrDefault(reading.Start);
                sums[reading.Start] = (sum + (sign * reading.Value!.Value), count + 1);
            }
        }

        return ReadingSeries.FromReadings(
            new SeriesInfo
            {
                Identity = $"iotile:/{device}",
                Unit = Unit.KilowattHour,
                Kind = SeriesKind.Energy,
                Resolution = QuarterHour,
                Positive = PositiveDirection.Consumption
            },
            [.. sums.Select(s => new Reading(s.Key - QuarterHour, s.Key, s.Value.Count == streams ? s.Value.Sum : null))]);
    }

    private static string?[] Row(params string?[] values) => values;

    private static Command List(CliIo io, string name, string description, IReadOnlyList<string> columns,
        Func<IOTileClient, CancellationToken, IAsyncEnumerable<IReadOnlyList<string?>>> rows)
    {
        var command = new Command(name, description);
        var output = new ListOutput(command);
        var connection = new CliConnection(io, command);
        command.SetAction((parsed, ct) => connection.RunAsync(
            parsed, async (services, token) => await output.WriteAsync(io, parsed, columns, rows(CliConnection.Client<IOTileClient>(services, Section), token), token), ct));
        return command;
    }

    private static Command CreateSum(CliIo io)
    {
        var sources = new Argument<string[]>("sources") { Description = "Slugs of projects, devices and streams.", Arity = ArgumentArity.OneOrMore };
        var days = new Option<int?>("--days") { Description = "How many days back from --to; 1 without it and without --from." };
        var range = new RangeOptions("--days");
        var command =
            new Command("sum",
                "Adds up the output values of streams: the accumulation report. Example: energy iotile sum p--0000-0005 --from 2026-01-01 --to 2026-02-01") { sources, days };
        range.AddTo(command);
        var output = new ListOutput(command);
        command.SetAction(new IOTileSignIn(io, command).Run(async (parsed, client, token) =>
        {
            if (parsed.GetValue(days) is { } given && (range.HasStart(parsed) || given <= 0))
            {
                throw new CliUsageException(given <= 0 ? $"--days {given} is not a number of days: use 1 or more." : "Give --from or --days, not both.");
            }

            // The server's clock decides what "now" is.
            var now = range.HasEnd(parsed) ? default : (await client.Server.GetAsync(token)).Now;
            var report = await AccumulateAsync(client, parsed.GetValue(sources)!, range.Read(parsed, now, Duration.FromDays(parsed.GetValue(days) ?? 1)), token);
            foreach (var skipped in report.Skipped)
            {
                await io.Error.WriteLineAsync($"energy: {skipped.Source} is not in the sum: {skipped.Reason}");
            }

            var code = await output.WriteAsync(io, parsed, ["stream", "sum", "unit"], Rows(report).ToAsyncEnumerable(), token);
            return code == CliExit.Success && report.Skipped.Count > 0 ? CliExit.Partly : code;
        }));
        return command;
    }

    private static async Task<IOTileAccumulation> AccumulateAsync(IOTileClient client, string[] sources, Interval range, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Reports.AccumulateAsync(sources, range, cancellationToken);
        }
        catch (InvalidOperationException e) when (e is not SeriesException)
        {
            throw new CliUsageException(e.Message, CliExit.NotFound);
        }
    }

    private static IEnumerable<IReadOnlyList<string?>> Rows(IOTileAccumulation report) =>
    [
        .. report.Streams.Select(static s => Row(s.Stream.ToString(), s.Sum.ToString("R", CultureInfo.InvariantCulture), s.Units)),
        Row("total", report.Total.ToString("R", CultureInfo.InvariantCulture), ""),
    ];
}
