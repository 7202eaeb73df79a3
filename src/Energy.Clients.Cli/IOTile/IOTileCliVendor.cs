using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Energy.Clients.IOTile;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Energy.Clients.Cli.IOTile;

/// <summary>IOTile Cloud in the tool.</summary>
internal sealed class IOTileCliVendor : ICliVendor
{
    internal const string Section = "IOTile";

    private static readonly Duration QuarterHour = Duration.FromMinutes(15);

    public string Name => "iotile";

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
        [($"{Section}:{nameof(IOTileClientOptions.BaseAddress)}", emulators.IOTile.BaseAddress.ToString()), ($"{Section}:{nameof(IOTileClientOptions.UserName)}", emulators.IOTile.UserName), ($"{Section}:{nameof(IOTileClientOptions.Password)}", emulators.IOTile.Password)];

    public IEnumerable<Command> CreateListCommands(CliIo io) =>
    [
        List(io, "orgs", "Your organisations.", ["slug", "name"], static (c, ct) => c.Organizations.ListAsync(null, ct).Select(static o => Row(o.Slug, o.Name))),
        List(io, "projects", "The projects of your organisations.", ["slug", "id", "org", "name"], static (c, ct) => c.Projects.ListAsync(null, ct).Select(static p => Row(p.Slug.ToString(), p.Id.ToString(), p.Org, p.Name))),
        List(io, "devices", "The active devices of your organisations.", ["slug", "label", "org"], static (c, ct) => c.Devices.ListAsync(null, ct).Select(static d => Row(d.Slug.ToString(), d.Label, d.Org))),
        List(io, "streams", "The streams of those devices.", ["slug", "variable", "unit"], static (c, ct) => c.Streams.ListAsync(null, ct).Select(static s => Row(s.Slug.ToString(), s.VarName, s.OutputUnit?.UnitShort))),
    ];

    public IEnumerable<Command> CreateOwnCommands(CliIo io) => [CreateSum(io), .. IOTileUploadCommands.Create(io)];

    public async Task<ReadingSeries?> OpenDemoSeriesAsync(IServiceProvider services, EnergyEmulators emulators, Interval day, CancellationToken cancellationToken)
    {
        // What the meter and the battery see together, as the other vendors show it: bought and discharged, less sold and charged.
        var site = emulators.World.Sites[0];
        var client = services.GetRequiredService<IOTileClient>();
        var sums = new SortedDictionary<Instant, double>();

        // A meter's row stands at the end of its quarter hour.
        var query = new IOTileStreamDataQuery { Start = day.Start + Duration.FromSeconds(1), End = day.End + Duration.FromSeconds(1) };
        var device = new DeviceSlug(site.Number);
        await foreach (var stream in client.Streams.ListAsync(new IOTileStreamQuery { Device = device }, cancellationToken))
        {
            var sign = stream.VarName is "Grid import" or "Discharge" ? 1 : stream.VarName is "Grid export" or "Charge" ? -1 : 0;
            await foreach (var reading in client.Streams.ReadAsync(stream, query, cancellationToken).Where(r => sign != 0 && r.Value is not null))
            {
                sums[reading.Start] = sums.GetValueOrDefault(reading.Start) + (sign * reading.Value!.Value);
            }
        }

        return ReadingSeries.FromReadings(
            new SeriesInfo { Identity = $"iotile:/{device}", Unit = Unit.KilowattHour, Kind = SeriesKind.Energy, Resolution = QuarterHour, Positive = PositiveDirection.Consumption },
            [.. sums.Select(static s => new Reading(s.Key - QuarterHour, s.Key, s.Value))]);
    }

    private static string?[] Row(params string?[] values) => values;

    private static Command List(CliIo io, string name, string description, IReadOnlyList<string> columns, Func<IOTileClient, CancellationToken, IAsyncEnumerable<IReadOnlyList<string?>>> rows)
    {
        var command = new Command(name, description);
        var output = new ListOutput(command);
        var connection = new CliConnection(command);
        command.SetAction((parsed, ct) => connection.RunAsync(
            parsed, async (services, token) => await output.WriteAsync(io, parsed, columns, rows(CliConnection.Client<IOTileClient>(services, Section), token), token), ct));
        return command;
    }

    private static Command CreateSum(CliIo io)
    {
        var sources = new Argument<string[]>("sources") { Description = "Slugs of projects, devices and streams.", Arity = ArgumentArity.OneOrMore };
        var days = new Option<int>("--days") { Description = "How many days back from now.", DefaultValueFactory = static _ => 1 };
        var command = new Command("sum", "Adds up the output values of streams: the accumulation report.") { sources, days };
        var output = new ListOutput(command);
        command.SetAction(new IOTileSignIn(io, command).Run(async (parsed, client, token) =>
            await output.WriteAsync(io, parsed, ["stream", "sum", "unit"], SumAsync(client, parsed.GetValue(sources)!, parsed.GetValue(days), token), token)));
        return command;
    }

    private static async IAsyncEnumerable<IReadOnlyList<string?>> SumAsync(IOTileClient client, string[] sources, int days, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The server's clock decides what "now" is.
        var now = (await client.Server.GetAsync(cancellationToken)).Now;
        var report = await client.Reports.AccumulateAsync(sources, now - Duration.FromDays(days), now, cancellationToken);
        foreach (var stream in report.Streams)
        {
            yield return Row(stream.Stream.ToString(), stream.Sum.ToString("R", CultureInfo.InvariantCulture), stream.Units);
        }

        yield return Row("total", report.Total.ToString("R", CultureInfo.InvariantCulture), "");
    }
}
