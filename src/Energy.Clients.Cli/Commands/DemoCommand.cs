using System.CommandLine;
using System.Globalization;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spectre.Console;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy demo</c>: the emulators, one day of one building through every vendor, a table, a chart and the day's energy.</summary>
internal static class DemoCommand
{
    private static readonly LocalDate Day = new(2026, 6, 15);

    public static Command Create(CliIo io)
    {
        var seed = new Option<int>("--seed") { Description = "The seed of the simulated world; the same seed gives the same readings.", DefaultValueFactory = static _ => 42 };
        var json = JsonLine.CreateOption();
        var command = new Command("demo", "Starts the emulators, reads a day of one building from every vendor over HTTP, and shows it.") { seed, json };
        command.SetAction((parsed, ct) => RunAsync(io, parsed.GetValue(seed), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliIo io, int seed, bool json, CancellationToken cancellationToken)
    {
        await using var emulators = await EnergyEmulators.StartAsync(o => o.Seed = seed, cancellationToken);
        var services = new ServiceCollection();
        foreach (var vendor in CliVendors.All)
        {
            vendor.AddEmulatedClient(services, emulators);
        }

        await using var provider = services.BuildServiceProvider();
        var site = emulators.World.Sites[0];
        var day = new Interval(site.Zone.AtStartOfDay(Day).ToInstant(), site.Zone.AtStartOfDay(Day.PlusDays(1)).ToInstant());
        if (!json)
        {
            io.Console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{site.Name}[/], {Day:uuuu-MM-dd}, {site.Zone.Id}: the same building through {CliVendors.All.Count} vendor(s)");
        }

        var columns = new List<DemoColumn>();
        foreach (var vendor in CliVendors.All)
        {
            if (await vendor.OpenDemoSeriesAsync(provider, emulators, day, cancellationToken) is { } series)
            {
                columns.Add(await DemoColumn.ReadAsync(vendor.Name, series, day, cancellationToken));
            }
        }

        if (json)
        {
            columns.ForEach(c => io.Output.WriteLine(ToJson(c, day)));
            return ExitCodeOf(columns);
        }

        PrintTable(io, columns, day, site.Zone);
        PrintChart(io, columns[0], day, site.Zone);
        foreach (var column in columns)
        {
            io.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{column.Vendor}: {column.Readings} readings over HTTP, {column.Hours.Sum():0.00} kWh on the day ({column.What})"));
        }

        return ExitCodeOf(columns);
    }

    private static int ExitCodeOf(List<DemoColumn> columns) => columns.All(static c => c.Readings > 0) ? CliExit.Success : CliExit.Failed;

    private static string ToJson(DemoColumn column, Interval day) => JsonLine.Of(writer =>
    {
        writer.WriteString("vendor", column.Vendor);
        writer.WriteString("series", column.What);
        writer.WriteString("from", InstantText.Format(day.Start));
        writer.WriteString("to", InstantText.Format(day.End));
        writer.WriteNumber("readings", column.Readings);
        writer.WriteNumber("kWh", column.Hours.Sum());
        writer.WriteStartArray("kWhByHour");
        foreach (var hour in column.Hours)
        {
            writer.WriteNumberValue(hour);
        }

        writer.WriteEndArray();
    });

    private static void PrintTable(CliIo io, List<DemoColumn> columns, Interval day, DateTimeZone zone)
    {
        var table = io.NewTable().AddColumn("hour");
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape($"{column.Vendor} kWh")).RightAligned());
        }

        for (var hour = 0; hour < columns[0].Hours.Count; hour++)
        {
            table.AddRow([HourLabel(day, hour, zone), .. columns.Select(c => c.Hours[hour].ToString("0.00", CultureInfo.InvariantCulture))]);
        }

        io.Console.Write(table);
    }

    private static void PrintChart(CliIo io, DemoColumn column, Interval day, DateTimeZone zone)
    {
        var chart = new BarChart().Width(90).Label($"{column.Vendor}, kWh by hour").LeftAlignLabel();
        for (var hour = 0; hour < column.Hours.Count; hour++)
        {
            chart.AddItem(HourLabel(day, hour, zone), Math.Round(column.Hours[hour], 1), Color.Green);
        }

        io.Console.Write(chart);
    }

    private static string HourLabel(Interval day, int hour, DateTimeZone zone) =>
        (day.Start + Duration.FromHours(hour)).InZone(zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}
