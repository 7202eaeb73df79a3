using System.CommandLine;
using Energy.Clients.Cli.Output;
using Energy.Clients.Fleet;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime.Text;
using Npgsql;
using Spectre.Console;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy fleet</c>: what a fleet reads, how it stands, and a process of it.</summary>
internal static class FleetCommand
{
    private const string Section = "Fleet";

    // Vendors without a key may stand beside the fleet's section, as for the other commands.
    private static readonly string[] Vendors = ["Stem", "Sundaya", "IOTile", "FlexMeasures"];

    public static Command Create(CliIo io) => new("fleet", "Reads many series on and on, from this machine or several.")
    {
        CreateAdd(io),
        CreateList(io),
        CreateRemove(io),
        CreateStatus(io),
        CreateRun(io),
    };

    private static Command CreateAdd(CliIo io)
    {
        var series = new Argument<string[]>("series")
        {
            Description =
            "The series, for example stem+north:/sites/<site id>/MONITOR; or - to read addresses from the input, one a line.",
            Arity = ArgumentArity.OneOrMore
        };
        var every = new Option<string>("--every") { Description = "How often each is read, as an ISO duration.", DefaultValueFactory = static _ => "PT15M" };
        var since = new Option<string?>("--since") { Description = "Where the first read begins, 2026-01-31T00:00:00Z or 2026-01-31. Default: 24 hours ago." };
        var lookBack =
            new Option<string>("--look-back") { Description = "How far behind the last reading it is read again, as an ISO duration.", DefaultValueFactory = static _ => "PT0S" };
        var sink = new Option<string?>("--sink") { Description = "The name of a sink that the processes have registered. Default: the fleet's own." };
        var command = new Command("add", "Adds series to what the fleet reads.") { series, every, since, lookBack, sink };
        var fleet = new Fleet(command);
        command.SetAction((parsed, ct) => fleet.RunAsync(
            parsed,
            async (register, token) =>
            {
                var from = parsed.GetValue(since) is { } text
                    ? RangeOptions.ParseInstant("--since", text) : Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) - Duration.FromHours(24);
                var (interval, back) = (ParseDuration("--every", parsed.GetValue(every)!), ParseDuration("--look-back", parsed.GetValue(lookBack)!));
                var all = Addresses(parsed.GetValue(series)!)
                    .Select(address => new FleetSeries { Series = address, Since = from, Every = interval, LookBack = back, Sink = parsed.GetValue(sink) }).ToList();
                var added = await register.AddAsync(all, token);
                await io.Output.WriteLineAsync(added == all.Count
                    ? $"{added} added." : $"{added} added; {all.Count - added} were there already and stay as they are (energy fleet status).");
                return CliExit.Success;
            },
            ct));
        return command;
    }

    private static Command CreateRemove(CliIo io)
    {
        var series = new Argument<string[]>("series") { Description = "The series; or - to read addresses from the input, one a line.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("remove", "Takes series out of what the fleet reads. Their readings stay.") { series };
        var fleet = new Fleet(command);
        command.SetAction((parsed, ct) => fleet.RunAsync(
            parsed,
            async (register, token) =>
            {
                var all = Addresses(parsed.GetValue(series)!);
                var removed = await register.RemoveAsync(all, token);
                await io.Output.WriteLineAsync(removed == all.Count ? $"{removed} taken out." : $"{removed} taken out; {all.Count - removed} were not there.");
                return removed > 0 ? CliExit.Success : CliExit.NotFound;
            },
            ct));
        return command;
    }

    private static Command CreateList(CliIo io)
    {
        var command = new Command("list", "What the fleet reads.");
        var output = new ListOutput(command);
        var fleet = new Fleet(command);
        command.SetAction((parsed, ct) => fleet.RunAsync(
            parsed,
            async (register, token) =>
            {
                var status = await register.GetStatusAsync(token);
                var rows = status.Series.Select(static s =>
                    (IReadOnlyList<string?>)[s.Series.Series.ToString(), Show(s.Series.Every), Show(s.Series.Since), Show(s.Series.LookBack), s.Series.Sink]);
                return await output.WriteAsync(io, parsed, ["series", "every", "since", "look back", "sink"], rows.ToAsyncEnumerable(), token);
            },
            ct));
        return command;
    }

    private static Command CreateStatus(CliIo io)
    {
        var all = new Option<bool>("--all") { Description = "Every series, and not only those that are not fine." };
        var json = JsonLine.CreateOption();
        var command = new Command("status", "How the fleet stands: processes, accounts, and what is not fine, with what to do.") { all, json };
        var fleet = new Fleet(command);
        command.SetAction((parsed, ct) => fleet.RunAsync(
            parsed,
            async (register, token) =>
            {
                var status = await register.GetStatusAsync(token);
                var shown = status.Series.Where(s => parsed.GetValue(all) || s.Remark is not null).ToList();
                if (parsed.GetValue(json))
                {
                    WriteJson(io, status, shown);
                }
                else
                {
                    WriteTables(io, status, shown);
                }

                return status.Series.All(static s => s.State is not (FleetState.Failing or FleetState.Late)) ? CliExit.Success : CliExit.Partly;
            },
            ct));
        return command;
    }

    private static Command CreateRun(CliIo io)
    {
        var command = new Command("run", "Runs one process of the fleet, until Ctrl+C.");
        var fleet = new Fleet(command);
        command.SetAction(async (parsed, ct) =>
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Logging.AddSimpleConsole(static o => o.SingleLine = true).AddFilter("Quartz", LogLevel.Warning);
            builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Services.AddEnergyFleet(fleet.SectionOf(parsed));
            using var host = builder.Build();
            await host.StartAsync(ct);
            await io.Error.WriteLineAsync("The fleet runs. See energy fleet status; press Ctrl+C to stop.");
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }
            catch (OperationCanceledException)
            {
                await host.StopAsync(CancellationToken.None);
                throw;
            }

            return CliExit.Success;
        });
        return command;
    }

    private static void WriteJson(CliIo io, FleetStatus status, List<FleetSeriesStatus> shown)
    {
        foreach (var process in status.Processes)
        {
            io.Output.WriteLine(
                JsonLine.Of([("process", process.Name), ("seen", Show(process.Seen)), ("accounts", string.Join(' ', process.Accounts)), ("remark", process.Remark)]));
        }

        foreach (var one in shown)
        {
            io.Output.WriteLine(JsonLine.Of(
                [("series", one.Series.Series.ToString()), ("state", Show(one.State)), ("through", Show(one.Through)), ("lastRun", Show(one.LastRun)),
                    ("failures", one.Failures.ToString(CultureInfo.InvariantCulture)), ("retryAt", Show(one.RetryAt)), ("remark", one.Remark)]));
        }
    }

    private static void WriteTables(CliIo io, FleetStatus status, List<FleetSeriesStatus> shown)
    {
        var processes = io.NewTable().AddColumns("process", "seen", "accounts", "remark");
        foreach (var process in status.Processes)
        {
            processes.AddRow(Cells(process.Name, Show(process.Seen), string.Join(' ', process.Accounts), process.Remark));
        }

        io.Console.Write(processes);
        var accounts = io.NewTable().AddColumns("account", "series", "fine", "waiting", "late", "failing", "behind, at most");
        foreach (var account in status.Series.GroupBy(static s => s.Series.Account).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var through = account.Min(static s => s.Through);
            accounts.AddRow(
                Cells(account.Key, Count(account, null), Count(account, FleetState.Fine), Count(account, FleetState.Waiting), Count(account, FleetState.Late),
                    Count(account, FleetState.Failing), through is { } oldest ? Show(status.At - oldest) : ""));
        }

        io.Console.Write(accounts);
        if (shown.Count > 0)
        {
            var table = io.NewTable().AddColumns("series", "state", "through", "tried again", "remark");
            foreach (var one in shown)
            {
                table.AddRow(Cells(one.Series.Series.ToString(), Show(one.State), Show(one.Through), Show(one.RetryAt), one.Remark));
            }

            io.Console.Write(table);
        }
    }

    private static Markup[] Cells(params string?[] cells) => [.. cells.Select(static c => new Markup(Markup.Escape(c ?? "")))];

    private static string Count(IEnumerable<FleetSeriesStatus> series, FleetState? state) =>
        series.Count(s => state is null || s.State == state).ToString(CultureInfo.InvariantCulture);

    private static string Show(FleetState state) => state switch
    {
        FleetState.Fine => "fine",
        FleetState.Late => "late",
        FleetState.Failing => "failing",
        _ => "waiting",
    };

    private static string? Show(Instant? at) => at is { } known ? InstantPattern.General.Format(known) : null;

    private static string Show(Duration duration) => new IsoDuration(Duration.FromSeconds((long)duration.TotalSeconds)).ToString();

    private static Duration ParseDuration(string option, string text) => IsoDuration.TryParse(text, out var duration) && !duration.HasCalendarParts
        ? duration.FixedPart
        : throw new CliUsageException($"{option} '{text}' is not a length of time. Write PT15M, PT1H or P1D.");

    private static List<SeriesUri> Addresses(string[] given) => [.. given
        .SelectMany(static text => text == "-" ? ReadLines() : [text])
        .Select(static text => text.Trim())
        .Where(static text => text.Length > 0)
        .Select(SeriesUri.Parse)];

    private static IEnumerable<string> ReadLines()
    {
        while (System.Console.In.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Where the commands find the fleet.</summary>
    private sealed class Fleet
    {
        private readonly Option<FileInfo?> _settings =
            new("--settings")
            {
                Description =
                "A JSON file with a section \"Fleet\": ConnectionString or Folder, Accounts. Values from the environment (ENERGY_Fleet__ConnectionString) go before it."
            };
        private readonly Option<string?> _folder = new("--folder") { Description = "The folder of a fleet without a database. Default: energy-fleet, or as configured." };

        public Fleet(Command command)
        {
            command.Options.Add(_settings);
            command.Options.Add(_folder);
        }

        public IConfigurationSection SectionOf(ParseResult parsed)
        {
            var configuration = new ConfigurationBuilder();
            if (parsed.GetValue(_settings) is { } file)
            {
                configuration.AddJsonFile(file.FullName, optional: false);
            }

            var root = configuration.AddEnvironmentVariables("ENERGY_").Build();
            Dictionary<string, string?> more = [];
            foreach (var (key, value) in Vendors.SelectMany(vendor => root.GetSection(vendor).AsEnumerable()).Where(static s => s.Value is not null))
            {
                more.TryAdd($"{Section}:{key}", value);
            }

            if (parsed.GetValue(_folder) is { } folder)
            {
                more[$"{Section}:Folder"] = folder;
            }

            return new ConfigurationBuilder()
                .AddInMemoryCollection(more).AddConfiguration(root).AddInMemoryCollection(more.Where(static m => m.Key == Section + ":Folder")).Build().GetSection(Section);
        }

        public async Task<int> RunAsync(ParseResult parsed, Func<IFleetRegister, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
        {
            var services = new ServiceCollection();
            services.AddEnergyFleetRegister(SectionOf(parsed));
            await using var provider = services.BuildServiceProvider();
            try
            {
                return await run(provider.GetRequiredService<IFleetRegister>(), cancellationToken);
            }
            catch (NpgsqlException e)
            {
                throw new CliUsageException($"The fleet's database: {e.Message.TrimEnd('.')}. Look at Fleet:ConnectionString, and whether the server runs.");
            }
        }
    }
}
