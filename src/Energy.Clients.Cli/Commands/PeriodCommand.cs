using System.CommandLine;
using Energy.Clients.Cli.Output;
using Spectre.Console;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy period &lt;kind&gt; &lt;epoch&gt;</c>: a period and its family, worked out offline.</summary>
internal static class PeriodCommand
{
    public static Command Create(CliIo io)
    {
        var kind = new Argument<string>("kind") { Description = "instant, second, minute, qtrhour, hour, timeofday, day, week, month, quarter, year or fiveyear." };
        var epoch = new Argument<string?>("epoch")
        {
            Description = "Where it begins, whole or in part (20190204, 2019, 20190204T09); what is left out is taken from now.",
            Arity = ArgumentArity.ZeroOrOne
        };
        var duration = new Option<int>("--duration") { Description = "How many periods; negative counts back.", DefaultValueFactory = static _ => 1 };
        var document = new Option<bool>("--document") { Description = "By the vendor's document instead of the live server, where the two differ." };
        var json = JsonLine.CreateOption();
        var command = new Command("period", "Prints a Sundaya period, its neighbours, parents and children.") { kind, epoch, duration, document, json };
        command.SetAction(parsed =>
        {
            var now = Instant.FromDateTimeOffset(io.TimeProvider.GetUtcNow());
            CheckEpoch(parsed.GetValue(epoch), now);
            var period = EnergyPeriod.Resolve(
                parsed.GetValue(epoch),
                PeriodKind.Parse(parsed.GetValue(kind)!),
                parsed.GetValue(duration),
                now,
                parsed.GetValue(document) ? PeriodProfile.Document : PeriodProfile.Server);
            if (parsed.GetValue(json))
            {
                io.Output.WriteLine(ToJson(period));
            }
            else
            {
                Print(io, period);
            }

            return CliExit.Success;
        });
        return command;
    }

    // The server takes any text that it cannot read for now, which would hide a slip of the keys.
    private static void CheckEpoch(string? epoch, Instant now)
    {
        var other = now + Duration.FromDays(1_000) + Duration.FromMilliseconds(12_345_678);
        if (!string.IsNullOrEmpty(epoch) && IsNow(now) && IsNow(other))
        {
            throw new CliUsageException(
                $"'{epoch}' is not an epoch: the server would take it for now. Write 20190204 or 20190204T0930, or the beginning of one (2019, 201902), or leave it out.");
        }

        bool IsNow(Instant clock) => EpochText.Blend(epoch, clock).ToUnixTimeMilliseconds() == clock.ToUnixTimeMilliseconds();
    }

    private static IEnumerable<(string Role, EnergyPeriod Period)> Family(EnergyPeriod period)
    {
        (string, EnergyPeriod?)[] all =
        [
            ("self", period),
            ("previous", period.Previous),
            ("next", period.Next),
            ("parent", period.Parent),
            ("alternate parent", period.AlternateParent),
            ("alternate child", period.AlternateChild),
            ("children", period.ChildSpan),
            ("grandchildren", period.GrandchildSpan),
        ];
        return all.Where(static r => r.Item2 is not null).Select(static r => (r.Item1, r.Item2!.Value));
    }

    private static void Print(CliIo io, EnergyPeriod period)
    {
        var table = io.NewTable().AddColumns("", "period", "epoch", "from (UTC)", "to, exclusive (UTC)", "title");
        foreach (var (role, shown) in Family(period))
        {
            table.AddRow(
                role,
                shown.Count == 1 ? shown.Kind.Name : string.Create(CultureInfo.InvariantCulture, $"{shown.Kind.Name} x {shown.Count}"),
                CliIo.Cell(shown.Epoch.ToString()),
                InstantText.Format(shown.Start),
                InstantText.Format(shown.End),
                CliIo.Cell(shown.Title));
        }

        io.Console.Write(table);
        io.Console.WriteLine(period.Prompt);
        if (period.Labels is { } labels)
        {
            io.Console.WriteLine(labels);
        }
    }

    private static string ToJson(EnergyPeriod period) => JsonLine.Of(json =>
    {
        foreach (var (role, shown) in Family(period))
        {
            json.WriteStartObject(role);
            json.WriteString("period", shown.Kind.Name);
            json.WriteNumber("count", shown.Count);
            json.WriteString("epoch", shown.Epoch.ToString());
            json.WriteString("from", InstantText.Format(shown.Start));
            json.WriteString("to", InstantText.Format(shown.End));
            json.WriteString("title", shown.Title);
            json.WriteEndObject();
        }

        json.WriteString("prompt", period.Prompt);
        json.WriteString("labels", period.Labels);
    });
}
