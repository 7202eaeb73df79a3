using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Energy.Clients.Cli.Commands;
using Energy.Clients.Sundaya;
using NodaTime;

namespace Energy.Clients.Cli.Sundaya;

/// <summary><c>energy flow &lt;series&gt;</c>: the stacked bar chart of all flows of a site, with its balance.</summary>
internal static class FlowCommand
{
    private const int PlainWidth = 100;

    public static Command Create(CliIo io)
    {
        var series = new Argument<string>("series") { Description = "The site, for example sundaya:/sites/999/hsy?period=hour; any flow may stand in place of hsy, all are drawn." };
        var from = new Option<string?>("--from") { Description = "The first instant, 2026-01-31T00:00:00Z or 2026-01-31 (UTC midnight). Default: 24 hours before --to." };
        var to = new Option<string?>("--to") { Description = "The end, exclusive. Default: now." };
        var format = new Option<FlowFormat>("--format") { Description = "text, svg or jsonl.", DefaultValueFactory = static _ => FlowFormat.Text };
        var json = new Option<bool>("--json") { Description = "The same as --format jsonl." };
        var command = new Command("flow", "Draws the energy flows of a site: sources on one side, sinks on the other, and their balance.") { series, from, to, format, json };
        var connection = new CliConnection(command);
        command.SetAction((parsed, ct) =>
        {
            var end = parsed.GetValue(to) is { } toText ? ReadCommand.ParseInstant("--to", toText) : Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
            var start = parsed.GetValue(from) is { } fromText ? ReadCommand.ParseInstant("--from", fromText) : end - Duration.FromHours(24);
            if (start > end)
            {
                throw new CliUsageException($"The range ends ({end}) before it starts ({start}). Swap --from and --to, or set both.");
            }

            var (site, period) = Site(SeriesUri.Parse(parsed.GetValue(series)!));
            return connection.RunAsync(
                parsed,
                async (services, token) =>
                {
                    var sundaya = CliConnection.Client<SundayaClient>(services, SundayaCliVendor.Section);
                    var intervals = await sundaya.Flows.ReadBalancesAsync(period, new Interval(start, end), site, token).ToListAsync(token);
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

    private static async Task WriteAsync(CliIo io, List<FlowInterval> intervals, FlowFormat format, string site)
    {
        switch (format)
        {
            case FlowFormat.Svg:
                await io.Output.WriteAsync(new EnergyFlowChart(intervals).ToSvg(new FlowChartOptions { Title = $"Site {site}" }));
                break;
            case FlowFormat.JsonL:
                foreach (var interval in intervals)
                {
                    await io.Output.WriteLineAsync(ToJson(interval));
                }

                break;
            default:
                var isTerminal = io.Console.Profile.Capabilities.Ansi;
                await io.Output.WriteAsync(new EnergyFlowChart(intervals).ToText(isTerminal ? Math.Clamp(io.Console.Profile.Width, 40, 400) : PlainWidth, isTerminal));
                await io.Output.WriteLineAsync(Summary(intervals.Aggregate(EnergyBalance.Zero, static (sum, i) => sum + i.Balance)));
                break;
        }
    }

    private static string Summary(EnergyBalance sum) => string.Create(
        CultureInfo.InvariantCulture,
        $"sources {Rounded(sum.Sources)} MJ, sinks {Rounded(sum.Sinks)} MJ, residual {Rounded(sum.Residual)} MJ; net store {Rounded(sum.NetStore)} MJ, net buy {Rounded(sum.NetBuy)} MJ; grid share {Percent(sum.GridShare)}, self-sufficiency {Percent(sum.SelfSufficiency)}");

    // Adding zero makes a negative zero a plain one.
    private static double Rounded(double value) => Math.Round(value, 3) + 0.0;

    private static string Percent(double? share) => share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.#} %") : "-";

    private static string ToJson(FlowInterval interval)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("start", interval.Start.ToString());
            json.WriteString("end", interval.End.ToString());
            foreach (var flow in EnergyFlow.All)
            {
                json.WriteNumber(flow.Name, interval.Balance[flow]);
            }

            json.WriteNumber("residual", interval.Balance.Residual);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
