using Energy.Clients.Cli.Output;
using ScottPlot;

namespace Energy.Clients.Cli.Demo;

/// <summary>All clouds on one axis: lines that lie on one another, each narrower than the one below.</summary>
internal static class DemoPicture
{
    private const float Widest = 12;
    private const float Narrower = 3;

    private static readonly Color[] Colours = [Color.FromHex("#1f77b4"), Color.FromHex("#ffbf00"), Color.FromHex("#2ca02c"), Color.FromHex("#d62728"), Color.FromHex("#9467bd")];

    public static string ToSvg(DemoDay day)
    {
        var plot = new Plot();
        foreach (var (place, column) in day.Columns.Index())
        {
            var points = column.Hours.Index()
                .Where(static h => h.Item is not null).SelectMany(h => new[] { (X: (double)h.Index, Y: h.Item!.Value), (X: h.Index + 1.0, Y: h.Item.Value) }).ToList();
            var line = plot.Add.ScatterLine(points.Select(static p => p.X).ToArray(), points.Select(static p => p.Y).ToArray(), Colours[place % Colours.Length]);
            line.LineWidth = Math.Max(1, Widest - (place * Narrower));
            line.LegendText = column.Vendor;
        }

        plot.Axes.Bottom.TickGenerator =
            new ScottPlot.TickGenerators.NumericManual([.. Enumerable.Range(0, (day.Columns[0].Hours.Count / 3) + 1).Select(static t => t * 3.0)],
                [.. Enumerable.Range(0, (day.Columns[0].Hours.Count / 3) + 1).Select(t => day.LabelOf(t * 3))]);
        plot.YLabel("kWh by hour");
        plot.XLabel(day.Site.ZoneId);
        plot.ShowLegend(Alignment.UpperRight);
        return ReadingPicture.ToSvg(plot);
    }
}
