using System.Globalization;
using System.Xml.Linq;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

public class SundayaFlowChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // The hours of the example in the user's document: battery only; half battery, half grid; grid only; the sun rises; … charging in the tenth hour.
    private static readonly SundayaBalance[] Example =
    [
        new() { StoreOut = 8, Yield = 8 },
        new() { StoreOut = 4, Buy = 4, Yield = 8 },
        new() { Buy = 8, Yield = 8 },
        new() { Buy = 7, Harvest = 1, Yield = 8 },
        new() { Buy = 6, Harvest = 3, Yield = 9 },
        new() { Buy = 4, Harvest = 5, Yield = 9 },
        new() { Buy = 3, Harvest = 7, Yield = 10 },
        new() { Buy = 1, Harvest = 9, Yield = 10 },
        new() { Harvest = 10, Yield = 10 },
        new() { Harvest = 14, Yield = 10, StoreIn = 4 },
        new() { Harvest = 16, Yield = 10, StoreIn = 4, Sell = 2 },
    ];

    private const double Scale = (420 - 36 - 34) / 32.0;

    [Fact]
    public void Svg_OfTheDocumentsExample_HasTheRightTiersColoursAndHeights()
    {
        var bars = Rects(Chart().ToSvg());

        Assert.Equal([("store.out", "source", 8.0), ("yield", "sink", 8.0)], Bar(bars, 0));
        Assert.Equal([("store.out", "source", 4.0), ("buy", "source", 4.0), ("yield", "sink", 8.0)], Bar(bars, 1));
        Assert.Equal([("buy", "source", 8.0), ("yield", "sink", 8.0)], Bar(bars, 2));
        Assert.Equal([("harvest", "source", 1.0), ("buy", "source", 7.0), ("yield", "sink", 8.0)], Bar(bars, 3));
        Assert.Equal([("harvest", "source", 14.0), ("yield", "sink", 10.0), ("store.in", "sink", 4.0)], Bar(bars, 9));
        Assert.Equal([("harvest", "source", 16.0), ("yield", "sink", 10.0), ("store.in", "sink", 4.0), ("sell", "sink", 2.0)], Bar(bars, 10));
        Assert.All(bars, r => Assert.Equal(Number(r, "data-value") * Scale, Number(r, "height"), 0.002));
        Assert.All(bars, r => Assert.Equal(ColourOf((string)r.Attribute("data-flow")!), (string)r.Attribute("fill")!));
    }

    [Fact]
    public void Svg_StacksSourcesUpAndSinksDownFromTheLineWithoutGap()
    {
        var document = XDocument.Parse(Chart().ToSvg());
        var zero = Number(document.Root!.Elements(Svg + "line").Single(), "y1");
        foreach (var bar in Rects(document.ToString()).GroupBy(r => (string)r.Attribute("data-bar")!))
        {
            var y = zero;
            foreach (var rect in bar.Where(r => (string)r.Attribute("data-tier")! == "source"))
            {
                y -= Number(rect, "height");
                Assert.Equal(y, Number(rect, "y"), 0.01);
            }

            y = zero;
            foreach (var rect in bar.Where(r => (string)r.Attribute("data-tier")! == "sink"))
            {
                Assert.Equal(y, Number(rect, "y"), 0.01);
                y += Number(rect, "height");
            }
        }
    }

    [Fact]
    public void Svg_OfAnything_IsWellFormedAndInsideItsFrame()
    {
        var svg = Chart().ToSvg(new SundayaFlowChartOptions { Width = 300, Height = 200, Title = "A <b> & \"c\"" });
        var document = XDocument.Parse(svg);

        Assert.Equal("A <b> & \"c\"", document.Root!.Elements(Svg + "text").First().Value);
        Assert.All(Rects(svg), r => Assert.True(Number(r, "y") >= 0 && Number(r, "y") + Number(r, "height") <= 200.01 && Number(r, "x") + Number(r, "width") <= 300.01));
        Assert.Empty(Rects(new SundayaFlowChart([]).ToSvg()));
    }

    [Fact]
    public void Text_OfTheDocumentsExample_HasSinksLeftAndSourcesRight()
    {
        var rows = Chart().ToText(60).Split('\n');

        Assert.Matches("^00:00 +y+\\|s+$", rows[0]);
        Assert.Matches("^01:00 +y+\\|s+g+$", rows[1]);
        Assert.Matches("^02:00 +y+\\|g+$", rows[2]);
        Assert.Matches("^09:00 +s+y+\\|h+$", rows[9]);
        Assert.InRange(rows[1].Count(c => c == 's') - rows[1].Count(c => c == 'g'), -1, 1);
        Assert.All(rows.Take(11), row => Assert.True(row.Length <= 60));
        Assert.Contains("\u001b[32m", Chart().ToText(60, colour: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Chart_OfNegativeFlows_IsRefused()
    {
        var bad = new SundayaFlowInterval { Range = new Interval(Instant.MinValue, Instant.MaxValue), Balance = new SundayaBalance { Sell = -1 } };

        Assert.Contains("sell", Assert.Throws<ArgumentException>(() => new SundayaFlowChart([bad])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart().ToSvg(new SundayaFlowChartOptions { Width = 10 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart().ToText(10));
    }

    internal static SundayaFlowChart Chart()
    {
        var start = Instant.FromUtc(2024, 6, 3, 0, 0);
        return new(Example.Select((b, i) => new SundayaFlowInterval { Range = new Interval(start + Duration.FromHours(i), start + Duration.FromHours(i + 1)), Balance = b }));
    }

    private static List<XElement> Rects(string svg) =>
        [.. XDocument.Parse(svg).Descendants(Svg + "rect").Where(r => ((string?)r.Attribute("class"))?.StartsWith("flow ", StringComparison.Ordinal) == true)];

    private static List<(string, string, double)> Bar(List<XElement> rects, int bar) =>
        [.. rects.Where(r => Number(r, "data-bar") == bar).Select(r => ((string)r.Attribute("data-flow")!, (string)r.Attribute("data-tier")!, Number(r, "data-value")))];

    private static string ColourOf(string flow) => flow switch
    {
        "harvest" => "#28a745",
        "buy" => "#000000",
        "sell" => "#343a40",
        "store.out" => "#007bff",
        "store.in" => "#20a0ff",
        _ => "#dc3545",
    };

    private static double Number(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
}
