using Energy.Clients.Cli.Output;
using Energy.Clients.Sundaya;
using Spectre.Console;

namespace Energy.Clients.Cli.Demo;

/// <summary>The demo on a screen of 24 lines, or with all it has.</summary>
internal static class DemoText
{
    private const int HoursARow = 4;
    private const double MegajoulesAKilowattHour = 3.6;

    public static void Write(CliIo io, DemoDay day, IReadOnlyList<DemoShow> shows, bool all)
    {
        io.Console.MarkupLine(
            string.Create(CultureInfo.InvariantCulture, $"[bold]{CliIo.Cell(day.Site.Name)}[/], {day.Date:uuuu-MM-dd}, {day.Site.ZoneId}, in kWh from {day.Columns.Count} clouds"));
        io.Console.Write(Table(io, day, all ? 1 : HoursARow));
        if (all)
        {
            io.Output.WriteLine($"{day.Columns[0].Vendor}, kWh by hour");
            foreach (var line in TextChart.Lines([.. day.Columns[0].Hours.Select((value, hour) => (day.LabelOf(hour), value))], io.Width))
            {
                io.Output.WriteLine(line);
            }
        }

        foreach (var (name, text) in Lines(day, shows))
        {
            io.Output.WriteLine($"{name,-10}{text}");
        }

        io.Output.WriteLine(all ? "more      energy demo --html report.html, energy --help" : "more      energy demo --all, energy demo --html report.html, energy --help");
    }

    /// <summary>What stands below the table.</summary>
    public static IEnumerable<(string Name, string Text)> Lines(DemoDay day, IReadOnlyList<DemoShow> shows)
    {
        yield return ("read", $"{string.Join(", ", day.Columns.Select(static c => string.Create(CultureInfo.InvariantCulture, $"{c.Vendor} {c.Readings}")))} readings");
        yield return ("not read", $"{string.Join(", ", day.NotRead)}: no series (see energy list)");
        yield return ("agree",
            day.Disagreement()
                ?? string.Create(CultureInfo.InvariantCulture,
                    $"within {day.LargestDifference * 1_000:0} Wh an hour ({string.Join(", ", day.Columns.Select(static c => c.What).Distinct())})"));
        yield return ("balance", BalanceOf(day.Balance));
        foreach (var show in shows)
        {
            yield return (show.Name, show.Text);
        }
    }

    private static string BalanceOf(SundayaBalance sum) => string.Create(
        CultureInfo.InvariantCulture,
        $"sun {Kwh(sum.Harvest)} + store {Kwh(sum.StoreOut)} + bought {Kwh(sum.Buy)} = used {Kwh(sum.Yield)} + store {Kwh(sum.StoreIn)} + sold {Kwh(sum.Sell)}");

    private static string Kwh(double megajoules) => (megajoules / MegajoulesAKilowattHour).ToString("0", CultureInfo.InvariantCulture);

    private static Table Table(CliIo io, DemoDay day, int hours)
    {
        var table = io.NewTable().AddColumn("from");
        foreach (var column in day.Columns)
        {
            table.AddColumn(new TableColumn(CliIo.Cell(column.Vendor)).RightAligned());
        }

        for (var first = 0; first < day.Columns[0].Hours.Count; first += hours)
        {
            table.AddRow([day.LabelOf(first), .. day.Columns.Select(c => Show(c.Hours.Skip(first).Take(hours)))]);
        }

        return table.AddRow(["day", .. day.Columns.Select(static c => Show(c.Hours))]);
    }

    private static string Show(IEnumerable<double?> hours) =>
        hours.Aggregate((double?)0, static (sum, hour) => sum + hour) is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "missing";
}
