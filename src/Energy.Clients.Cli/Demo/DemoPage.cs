using System.Net;
using Energy.Clients.Cli.Output;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Cli.Demo;

/// <summary>The demo as one page that needs nothing beside it: pictures are inline SVG.</summary>
internal static class DemoPage
{
    public static string ToHtml(DemoDay day, IReadOnlyList<DemoShow> shows)
    {
        var page = new StringBuilder();
        var title = Text(string.Create(CultureInfo.InvariantCulture, $"{day.Site.Name}, {day.Date:uuuu-MM-dd}"));
        page.Append(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{{title}}</title>
            <style>
            body { font-family: sans-serif; max-width: 1000px; margin: 2em auto; color: #222; }
            svg { max-width: 100%; height: auto; }
            table { border-collapse: collapse; } td, th { padding: 0.2em 0.8em; border-bottom: 1px solid #ddd; } td.number, th.number { text-align: right; }
            dt { font-weight: bold; } dd { margin: 0 0 0.5em 0; }
            </style>
            </head>
            <body>
            <h1>{{title}}</h1>
            <p>One building in {{Text(day.Site.ZoneId)}}, simulated, read over HTTP from the emulators of {{day.Columns.Count}} clouds.</p>
            <h2>Where its energy came from and went</h2>

            """);
        page.Append(Inline(new SundayaFlowChart(day.Flows).ToSvg(new SundayaFlowChartOptions { Title = "MJ by hour, UTC" })));
        page.Append("\n<h2>The same energy through every cloud</h2>\n");
        page.Append(Inline(DemoPicture.ToSvg(day)));
        page.Append("\n<table id=\"clouds\"><tr><th>cloud</th><th>what it holds</th><th class=\"number\">readings</th><th class=\"number\">kWh on the day</th></tr>\n");
        foreach (var column in day.Columns)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{Text(column.Vendor)}</td><td>{Text(column.What)}</td><td class=\"number\">{column.Readings}</td><td "
                    + $"class=\"number\">{(column.Sum is { } sum ? sum.ToString("0.00", CultureInfo.InvariantCulture) : "missing")}</td></tr>\n");
        }

        page.Append("</table>\n<h2>The balance</h2>\n");
        AppendBalance(page, day.Balance);
        page.Append("<h2>What was shown</h2>\n<dl>\n");
        foreach (var (name, text) in DemoText.Lines(day, shows))
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{Text(name)}</dt><dd>{Text(text)}</dd>\n");
        }

        return page.Append("</dl>\n</body>\n</html>\n").ToString();
    }

    private static void AppendBalance(StringBuilder page, SundayaBalance sum)
    {
        (string Name, double In, string Other, double Out)[] rows =
            [("sun", sum.Harvest, "used", sum.Yield), ("from the battery", sum.StoreOut, "into the battery", sum.StoreIn), ("bought", sum.Buy, "sold", sum.Sell),
                ("all sources", sum.Sources, "all sinks", sum.Sinks)];
        page.Append("<table id=\"balance\"><tr><th>source</th><th class=\"number\">MJ</th><th>sink</th><th class=\"number\">MJ</th></tr>\n");
        foreach (var (name, input, other, output) in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td class=\"number\">{input:0.0}</td><td>{other}</td><td class=\"number\">{output:0.0}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    // What stands before the element belongs to a file of its own.
    private static string Inline(string svg) => svg[svg.IndexOf("<svg", StringComparison.Ordinal)..].TrimEnd();

    private static string Text(string text) => WebUtility.HtmlEncode(VisibleText.OfLine(text));
}
