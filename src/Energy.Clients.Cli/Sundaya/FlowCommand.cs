using System.CommandLine;
using Energy.Clients.Cli.Commands;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Cli.Sundaya;

/// <summary><c>energy flow &lt;series&gt;</c>: the stacked bar chart of all flows of a site, with its balance.</summary>
internal static class FlowCommand
{
    public static Command Create(CliIo io)
    {
        var series = new Argument<string>("series")
        {
            Description =
            "The site, for example sundaya:/sites/999/hsy?period=hour; any flow may stand in place of hsy, all are drawn."
        };
        var range = new RangeOptions();
        var format = WordOption.Create("--format", "How it is drawn", ("text", FlowFormat.Text), ("svg", FlowFormat.Svg), ("jsonl", FlowFormat.JsonL));
        var json = new Option<bool>("--json") { Description = "The same as --format jsonl." };
        var command = new Command("flow", "Draws the energy flows of a site: sources on one side, sinks on the other, and their balance.") { series, format, json };
        range.AddTo(command);
        var connection = new CliConnection(io, command);
        command.SetAction((parsed, ct) =>
        {
            var asked = range.Read(parsed, io.TimeProvider);
            var (site, period) = Site(SeriesUri.Parse(parsed.GetValue(series)!));
            return connection.RunAsync(
                parsed,
                async (services, token) =>
                {
                    var sundaya = CliConnection.Client<SundayaClient>(services, SundayaCliVendor.Section);
                    var intervals = await sundaya.Flows.ReadBalancesAsync(new SundayaSite(site), period, asked, token).ToListAsync(token);
                    await WriteAsync(io, intervals, parsed.GetValue(json) ? FlowFormat.JsonL : parsed.GetValue(format), site);
                    return CliExit.Success;
                },
                ct);
        });
        return command;
    }

    private static (string Site, PeriodKind Period) Site(SeriesUri address)
    {
        if (address.Scheme != "sundaya" || address.Segments is not ["sites", var site, _])
        {
            throw new CliUsageException($"'{address}' is not a Sundaya site. Write sundaya:/sites/<site>/hsy?period=hour.");
        }

        var period = PeriodKind.Hour;
        foreach (var (name, value) in address.Query)
        {
            if (name != "period" || !PeriodKind.TryParse(value, out period))
            {
                throw new CliUsageException($"'{name}={value}' is not known here. Only period=hour, or another of the twelve period words, is.");
            }
        }

        return (site, period);
    }

    private static async Task WriteAsync(CliIo io, List<SundayaFlowInterval> intervals, FlowFormat format, string site)
    {
        switch (format)
        {
            case FlowFormat.Svg:
                await io.Output.WriteAsync(new SundayaFlowChart(intervals).ToSvg(new SundayaFlowChartOptions { Title = $"Site {site}" }));
                break;
            case FlowFormat.JsonL:
                foreach (var interval in intervals)
                {
                    await io.Output.WriteLineAsync(ToJson(interval));
                }

                break;
            default:
                var isTerminal = io.IsTerminal && io.Console.Profile.Capabilities.Ansi;
                await io.Terminal.WriteAsync(new SundayaFlowChart(intervals).ToText(io.Width, isTerminal));
                await io.Output.WriteLineAsync(Summary(intervals.Aggregate(SundayaBalance.Zero, static (sum, i) => sum + i.Balance)));
                break;
        }
    }

    private static string Summary(SundayaBalance sum) => string.Create(
        CultureInfo.InvariantCulture,
        $"sources {Rounded(sum.Sources)} MJ, sinks {Rounded(sum.Sinks)} MJ, residual {Rounded(sum.Residual)} MJ; net store {Rounded(sum.NetStore)} MJ, net buy "
            + $"{Rounded(sum.NetBuy)} MJ; grid share {Percent(sum.GridShare)}, self-sufficiency {Percent(sum.SelfSufficiency)}");

    // Adding zero makes a negative zero a plain one.
    private static double Rounded(double value) => Math.Round(value, 3) + 0.0;

    private static string Percent(double? share) => share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.#} %") : "-";

    private static string ToJson(SundayaFlowInterval interval)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("start", interval.Range.Start.ToString());
            json.WriteString("end", interval.Range.End.ToString());
            foreach (var flow in SundayaFlow.All)
            {
                json.WriteNumber(flow.Name, interval.Balance[flow]);
            }

            json.WriteNumber("residual", interval.Balance.Residual);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
