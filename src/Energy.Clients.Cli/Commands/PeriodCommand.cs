using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spectre.Console;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy period &lt;kind&gt; &lt;epoch&gt;</c>: a period and its family, worked out offline.</summary>
internal static class PeriodCommand
{
    public static Command Create(CliIo io)
    {
        var kind = new Argument<string>("kind") { Description = "instant, second, minute, qtrhour, hour, timeofday, day, week, month, quarter, year or fiveyear." };
        var epoch = new Argument<string?>("epoch") { Description = "Where it begins, whole or in part (20190204, 2019, 20190204T09); what is left out is taken from now.", Arity = ArgumentArity.ZeroOrOne };
        var duration = new Option<int>("--duration") { Description = "How many periods; negative counts back.", DefaultValueFactory = static _ => 1 };
        var document = new Option<bool>("--document") { Description = "By the vendor's document instead of the live server, where the two differ." };
        var command = new Command("period", "Prints a Sundaya period, its neighbours, parents and children.") { kind, epoch, duration, document };
        command.SetAction(parsed =>
        {
            var period = EnergyPeriod.Resolve(
                parsed.GetValue(epoch),
                PeriodKind.Parse(parsed.GetValue(kind)!),
                parsed.GetValue(duration),
                Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
                parsed.GetValue(document) ? PeriodProfile.Document : PeriodProfile.Server);
            Print(io, period);
            return CliExit.Success;
        });
        return command;
    }

    private static void Print(CliIo io, EnergyPeriod period)
    {
        var table = new Table().RoundedBorder().AddColumns("", "period", "epoch", "from (UTC)", "to, exclusive (UTC)", "title");
        Row("self", period);
        Row("previous", period.Previous);
        Row("next", period.Next);
        Row("parent", period.Parent);
        Row("alternate parent", period.AlternateParent);
        Row("alternate child", period.AlternateChild);
        Row("children", period.ChildSpan);
        Row("grandchildren", period.GrandchildSpan);
        io.Console.Write(table);
        io.Console.WriteLine(period.Prompt);
        if (period.Labels is { } labels)
        {
            io.Console.WriteLine(labels);
        }

        void Row(string role, EnergyPeriod? relative)
        {
            if (relative is { } shown)
            {
                table.AddRow(
                    role,
                    shown.Count == 1 ? shown.Kind.Name : string.Create(CultureInfo.InvariantCulture, $"{shown.Kind.Name} x {shown.Count}"),
                    Markup.Escape(shown.Epoch.ToString()),
                    InstantText.Format(shown.Start),
                    InstantText.Format(shown.End),
                    Markup.Escape(shown.Title));
            }
        }
    }
}
