using System.CommandLine;
using Energy.Clients.Cli.Demo;
using Energy.Clients.Cli.Output;
using Energy.Clients.Emulators;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy demo</c>: the emulators, one day of one building through every vendor, and what becomes of what goes wrong.</summary>
internal static class DemoCommand
{
    public static Command Create(CliIo io)
    {
        var seed = new Option<int>("--seed") { Description = "The seed of the simulated world; the same seed gives the same readings.", DefaultValueFactory = static _ => 42 };
        var all = new Option<bool>("--all") { Description = "Every hour, and a chart; without it, what fits on a screen of 24 lines." };
        var html = new Option<FileInfo?>("--html") { Description = "Write a page with pictures too, for a browser: report.html" };
        var json = JsonLine.CreateOption();
        var command =
            new Command("demo", "Starts the emulators, reads a day of one building from every vendor over HTTP, and shows it. Example: energy demo --html report.html") { seed, all,
                html, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var emulators = await EnergyEmulators.StartAsync(o => o.Seed = parsed.GetValue(seed), ct);
            return await RunAsync(io, emulators, parsed.GetValue(all), parsed.GetValue(html), parsed.GetValue(json), ct);
        });
        return command;
    }

    /// <summary>Reads and shows.</summary>
    /// <exception cref="CliUsageException">What was read is not what it should be; it was shown before.</exception>
    internal static async Task<int> RunAsync(CliIo io, EnergyEmulators emulators, bool all, FileInfo? html, bool json, CancellationToken cancellationToken)
    {
        await using var services = DemoRun.NewServices(emulators);
        var run = new DemoRun(emulators, services);
        var day = await run.ReadDayAsync(cancellationToken);
        var shows = await run.ShowAsync(cancellationToken);
        if (json)
        {
            WriteJson(io, day, shows);
        }
        else
        {
            DemoText.Write(io, day, shows, all);
        }

        if (html is not null)
        {
            await File.WriteAllTextAsync(html.FullName, DemoPage.ToHtml(day, shows), cancellationToken);
        }

        return (day.Disagreement() ?? shows.FirstOrDefault(static s => !s.IsRight)?.Text) is { } wrong
            ? throw new CliUsageException($"{wrong.TrimEnd('.')}. That is not as it should be.", CliExit.Failed)
            : CliExit.Success;
    }

    private static void WriteJson(CliIo io, DemoDay day, IReadOnlyList<DemoShow> shows)
    {
        foreach (var column in day.Columns)
        {
            io.Output.WriteLine(JsonLine.Of(writer =>
            {
                writer.WriteString("vendor", column.Vendor);
                writer.WriteString("series", column.What);
                writer.WriteString("from", InstantText.Format(day.Range.Start));
                writer.WriteString("to", InstantText.Format(day.Range.End));
                writer.WriteNumber("readings", column.Readings);
                Write("kWh", column.Sum);
                writer.WriteStartArray("kWhByHour");
                foreach (var hour in column.Hours)
                {
                    Value(hour);
                }

                writer.WriteEndArray();

                void Write(string name, double? value)
                {
                    writer.WritePropertyName(name);
                    Value(value);
                }

                void Value(double? value)
                {
                    if (value is { } number)
                    {
                        writer.WriteNumberValue(number);
                    }
                    else
                    {
                        writer.WriteNullValue();
                    }
                }
            }));
        }

        foreach (var vendor in day.NotRead)
        {
            io.Output.WriteLine(JsonLine.Of(writer =>
            {
                writer.WriteString("vendor", vendor);
                writer.WriteNumber("readings", 0);
                writer.WriteString("why", "it has no series");
            }));
        }

        io.Output.WriteLine(JsonLine.Of(writer =>
        {
            writer.WriteBoolean("agree", day.Disagreement() is null);
            writer.WriteNumber("largestDifference", day.LargestDifference);
        }));
        foreach (var show in shows)
        {
            io.Output.WriteLine(JsonLine.Of(writer =>
            {
                writer.WriteString("shown", show.Name);
                writer.WriteBoolean("isRight", show.IsRight);
                writer.WriteString("text", show.Text);
            }));
        }
    }
}
