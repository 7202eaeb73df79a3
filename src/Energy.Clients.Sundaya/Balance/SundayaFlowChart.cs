namespace Energy.Clients.Sundaya;

/// <summary>
/// The stacked bar flow chart of Sundaya's documentation: for each interval a bar of sources above the line (harvest green, grid black, store blue) and a bar of sinks below it
/// (yield red, grid black, store blue), all bars to one scale.
/// </summary>
public sealed class SundayaFlowChart
{
    // From the line outwards, as the documentation stacks them.
    private static readonly SundayaFlow[] Top = [SundayaFlow.Harvest, SundayaFlow.StoreOut, SundayaFlow.Buy];
    private static readonly SundayaFlow[] Bottom = [SundayaFlow.Yield, SundayaFlow.StoreIn, SundayaFlow.Sell];

    private readonly IReadOnlyList<SundayaFlowInterval> _intervals;

    /// <summary>Creates a chart.</summary>
    /// <param name="intervals">The bars, in order of time; may be none.</param>
    /// <exception cref="ArgumentException">A flow is negative or not a number: the sign lies in the flow's name.</exception>
    public SundayaFlowChart(IEnumerable<SundayaFlowInterval> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        _intervals = [.. intervals];
        foreach (var interval in _intervals)
        {
            foreach (var flow in SundayaFlow.All)
            {
                if (!(interval.Balance[flow] >= 0) || double.IsInfinity(interval.Balance[flow]))
                {
                    throw new ArgumentException(
                        string.Create(CultureInfo.InvariantCulture, $"{flow} is {interval.Balance[flow]} at {interval.Range.Start}. Flows are magnitudes, zero or positive."),
                        nameof(intervals));
                }
            }
        }
    }

    /// <summary>Draws the chart as a scalable vector graphic.</summary>
    /// <param name="options">Size and texts; <see langword="null"/> takes the defaults.</param>
    /// <returns>
    /// A complete SVG document. Each flow that is not zero is a <c>rect</c> with <c>class="flow &lt;name&gt;"</c>, <c>data-flow</c>, <c>data-tier</c> (<c>source</c> or
    /// <c>sink</c>),
    /// <c>data-bar</c> (from 0) and <c>data-value</c>; its height is proportional to the value, to the same scale everywhere.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of its range.</exception>
    public string ToSvg(SundayaFlowChartOptions? options = null)
    {
        options ??= new SundayaFlowChartOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Width, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Height, 120);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Height, 10_000);
        const double Left = 64;
        const double Right = 16;
        var top = options.Title is null ? 36.0 : 58.0;
        const double Below = 34;
        var max = MaxSources + MaxSinks;
        var scale = max > 0 ? (options.Height - top - Below) / max : 0;
        var zero = top + (max > 0 ? MaxSources * scale : (options.Height - top - Below) / 2);
        var svg = new StringBuilder();
        Write(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"flow-chart\" width=\"{options.Width}\" height=\"{options.Height}\" viewBox=\"0 0 ");
        Write(svg, $"{options.Width} {options.Height}\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">\n");
        Write(svg, $"<rect class=\"background\" width=\"{options.Width}\" height=\"{options.Height}\" fill=\"#ffffff\"/>\n");
        if (options.Title is { } title)
        {
            Write(svg, $"<text class=\"title\" x=\"{Left:0.##}\" y=\"22\" font-size=\"15\">{Escape(title)}</text>\n");
        }

        WriteLegend(svg, Left, top - 20);
        Write(svg, $"<text class=\"axis\" x=\"{Left - 6:0.##}\" y=\"{top + 4:0.##}\" text-anchor=\"end\">{Axis(MaxSources)} {Escape(options.Unit)}</text>\n");
        Write(svg, $"<text class=\"axis\" x=\"{Left - 6:0.##}\" y=\"{zero + 4:0.##}\" text-anchor=\"end\">0</text>\n");
        Write(svg, $"<text class=\"axis\" x=\"{Left - 6:0.##}\" y=\"{options.Height - Below + 4:0.##}\" text-anchor=\"end\">-{Axis(MaxSinks)}</text>\n");
        var step = (options.Width - Left - Right) / Math.Max(1, _intervals.Count);
        var width = step * 0.8;
        var every = Math.Max(1, (int)Math.Ceiling(_intervals.Max(i => (double?)(Label(i).Length * 6.5)) / step ?? 1));
        for (var i = 0; i < _intervals.Count; i++)
        {
            var x = Left + (i * step) + ((step - width) / 2);
            WriteBar(svg, i, Top, _intervals[i].Balance, (x, width, zero, scale));
            WriteBar(svg, i, Bottom, _intervals[i].Balance, (x, width, zero, scale));
            if (i % every == 0)
            {
                Write(svg, $"<text class=\"label\" x=\"{x + (width / 2):0.##}\" y=\"{options.Height - 14}\" text-anchor=\"middle\">{Escape(Label(_intervals[i]))}</text>\n");
            }
        }

        Write(svg, $"<line class=\"zero\" x1=\"{Left:0.##}\" y1=\"{zero:0.###}\" x2=\"{options.Width - Right:0.##}\" y2=\"{zero:0.###}\" stroke=\"#6c757d\" ");
        Write(svg, $"stroke-width=\"1\"/>\n");
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Draws the chart with block characters, one row an interval: sinks to the left of the line, sources to the right.</summary>
    /// <param name="width">The characters a row may take, 40 to 400.</param>
    /// <param name="colour">Whether to colour with ANSI sequences; without, letters tell the flows: h harvest, s store, g grid, y yield.</param>
    /// <returns>The rows, and a legend below them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is out of its range.</exception>
    public string ToText(int width = 80, bool colour = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 40);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 400);
        var labels = _intervals.Select(Label).ToArray();
        var labelWidth = Math.Min(20, labels.Length == 0 ? 0 : labels.Max(l => l.Length));
        var half = (width - labelWidth - 2) / 2;
        var max = Math.Max(MaxSources, MaxSinks);
        var text = new StringBuilder();
        for (var i = 0; i < _intervals.Count; i++)
        {
            var balance = _intervals[i].Balance;
            var label = labels[i].Length > labelWidth ? labels[i][..labelWidth] : labels[i];
            var left = Runs(Bottom, balance, max, half);
            text.Append(label.PadRight(labelWidth)).Append(' ').Append(' ', half - left.Sum(r => r.Cells));
            Draw(text, left.Reverse(), colour);
            text.Append('|');
            Draw(text, Runs(Top, balance, max, half), colour);
            text.Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture,
            $"{new string(' ', labelWidth)} left: y yield, s store.in, g sell   right: h harvest, s store.out, g buy   full width: {Number(max)} MJ\n").ToString();
    }

    private double MaxSources => _intervals.Count == 0 ? 0 : _intervals.Max(i => i.Balance.Sources);

    private double MaxSinks => _intervals.Count == 0 ? 0 : _intervals.Max(i => i.Balance.Sinks);

    // Cut at the running sum, so that rounding does not lengthen the bar.
    private static (SundayaFlow Flow, int Cells)[] Runs(SundayaFlow[] flows, SundayaBalance balance, double max, int half)
    {
        var (sum, drawn) = (0.0, 0);
        return Array.ConvertAll(flows, flow =>
        {
            sum += balance[flow];
            var before = drawn;
            drawn = max > 0 ? (int)Math.Round(sum / max * half) : 0;
            return (flow, drawn - before);
        });
    }

    private static void Draw(StringBuilder text, IEnumerable<(SundayaFlow Flow, int Cells)> runs, bool colour)
    {
        foreach (var (flow, cells) in runs.Where(r => r.Cells > 0))
        {
            // Black cannot be seen on most terminals; bright black can.
            var (letter, ansi) = flow.Name switch
            {
                "harvest" => ('h', 32),
                "store.in" or "store.out" => ('s', 34),
                "yield" => ('y', 31),
                _ => ('g', 90),
            };
            _ = colour ? text.Append(CultureInfo.InvariantCulture, $"\u001b[{ansi}m{new string('\u2588', cells)}\u001b[0m") : text.Append(letter, cells);
        }
    }

    private static void WriteLegend(StringBuilder svg, double x, double y)
    {
        foreach (var flow in (ReadOnlySpan<SundayaFlow>)[.. Top, .. Bottom])
        {
            Write(svg, $"<rect class=\"legend\" x=\"{x:0.##}\" y=\"{y - 9:0.##}\" width=\"10\" height=\"10\" fill=\"{flow.Colour}\"/><text class=\"legend\" ");
            Write(svg, $"x=\"{x + 14:0.##}\" y=\"{y:0.##}\">{flow}</text>\n");
            x += 24 + (flow.Name.Length * 7);
        }
    }

    // From the line upwards or downwards, a rectangle on the other.
    private static void WriteBar(StringBuilder svg, int bar, SundayaFlow[] flows, SundayaBalance balance, (double Left, double Width, double Zero, double Scale) place)
    {
        var y = place.Zero;
        foreach (var flow in flows)
        {
            var height = balance[flow] * place.Scale;
            y -= flow.IsSource ? height : 0;
            if (balance[flow] > 0)
            {
                Write(svg, $"<rect class=\"flow {flow}\" data-bar=\"{bar}\" data-tier=\"{(flow.IsSource ? "source" : "sink")}\" data-flow=\"{flow}\" ");
                Write(svg, $"data-value=\"{balance[flow]:R}\" x=\"{place.Left:0.###}\" y=\"{y:0.###}\" width=\"{place.Width:0.###}\" height=\"{height:0.###}\" ");
                Write(svg, $"fill=\"{flow.Colour}\"><title>{flow} {Number(balance[flow])}</title></rect>\n");
            }

            y += flow.IsSource ? 0 : height;
        }
    }

    private static string Label(SundayaFlowInterval interval) => interval.Label.Length > 0 ? interval.Label : interval.Range.Start.ToString(
        interval.Range.Duration < Duration.FromDays(1) ? "HH:mm" : "uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    // Four digits are enough at an axis, and fit beside it.
    private static string Axis(double value) => value.ToString(value is >= 1e-3 and < 1e4 ? "G4" : "0.##E0", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static void Write(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
