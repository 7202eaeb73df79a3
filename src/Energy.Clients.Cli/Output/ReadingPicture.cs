using ScottPlot;

namespace Energy.Clients.Cli.Output;

/// <summary>A series as a picture: bars for amounts, steps for what lasts, and a hole where a value is missing.</summary>
internal static class ReadingPicture
{
    private const int Width = 1_000;
    private const int Height = 500;
    private const int MostBars = 400;
    private const string FontName = "DejaVu Sans Mono";
    private static readonly Color Colour = Color.FromHex("#1f77b4");

    static ReadingPicture()
    {
        // Shipped with the tool: where a machine has no fonts all text would be blank, without an error.
        ScottPlot.Fonts.AddFontFile(FontName, Path.Combine(AppContext.BaseDirectory, "Fonts", "DejaVuSansMono.ttf"));
    }

    /// <summary>The picture as SVG.</summary>
    public static string ToSvg(SeriesInfo info, IReadOnlyList<Reading> readings, DateTimeZone zone) => ToSvg(Draw(info, readings, zone));

    /// <summary>The picture as PNG.</summary>
    public static byte[] ToPng(SeriesInfo info, IReadOnlyList<Reading> readings, DateTimeZone zone) =>
        WithFont(Draw(info, readings, zone)).GetImageBytes(Width, Height, ImageFormat.Png);

    /// <summary>A picture of ours as SVG, with the tool's font.</summary>
    public static string ToSvg(Plot plot) => WithFont(plot).GetSvgXml(Width, Height);

    private static Plot WithFont(Plot plot)
    {
        plot.Font.Set(FontName);
        return plot;
    }

    private static Plot Draw(SeriesInfo info, IReadOnlyList<Reading> readings, DateTimeZone zone)
    {
        var plot = new Plot();
        var bars = info.Kind == SeriesKind.Energy && readings.Count <= MostBars;
        if (bars)
        {
            plot.Add.Bars(readings.Where(static r => r.Value is not null).Select(r => BarOf(r, zone)).ToArray());
        }
        else
        {
            foreach (var run in Runs(readings))
            {
                var line = plot.Add.ScatterLine(
                    run.SelectMany(r => new[] { Day(r.Start, zone), Day(r.End, zone) }).ToArray(),
                    run.SelectMany(static r => new[] { r.Value!.Value, r.Value.Value }).ToArray(),
                    Colour);
                line.LineWidth = 2;
            }
        }

        plot.Axes.DateTimeTicksBottom();
        plot.Title(VisibleText.OfLine(info.Identity), 14);
        plot.YLabel(VisibleText.OfLine(info.Unit.Symbol));
        plot.XLabel(zone.Id);
        return plot;
    }

    private static Bar BarOf(Reading reading, DateTimeZone zone)
    {
        var (start, end) = (Day(reading.Start, zone), Day(reading.End, zone));
        return new Bar { Position = (start + end) / 2, Size = (end - start) * 0.9, Value = reading.Value!.Value, FillColor = Colour, LineWidth = 0 };
    }

    // Stretches without a hole.
    private static IEnumerable<List<Reading>> Runs(IReadOnlyList<Reading> readings)
    {
        var run = new List<Reading>();
        foreach (var reading in readings)
        {
            if (run.Count > 0 && (reading.Value is null || (reading.Length > Duration.Zero && reading.Start > run[^1].End)))
            {
                yield return run;
                run = [];
            }

            if (reading.Value is not null)
            {
                run.Add(reading);
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static double Day(Instant instant, DateTimeZone zone) => instant.InZone(zone).ToDateTimeUnspecified().ToOADate();
}
