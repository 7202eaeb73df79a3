using System.CommandLine;
using Energy.Clients.Cli.Output;
using NodaTime.Text;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy gaps &lt;series&gt;</c>: what is missing in a range.</summary>
internal static class GapsCommand
{
    public static Command Create(CliIo io)
    {
        var series = new Argument<string>("series") { Description = "The series, for example flexmeasures:/sensors/42." };
        var range = new RangeOptions();
        var every = new Option<string?>("--every") { Description = "How far apart the readings are, where the series does not say it: PT15M." };
        var command =
            new Command("gaps",
                "Tells which stretches of a range have no reading or no value. Example: energy gaps stem:/sites/b1a2c3/MONITOR --from 2026-01-01 --to 2026-02-01") { series,
                every };
        range.AddTo(command);
        var output = new ListOutput(command);
        var connection = new CliConnection(io, command);
        command.SetAction((parsed, ct) =>
        {
            var asked = range.Read(parsed, io.TimeProvider);
            var address = SeriesUri.Parse(parsed.GetValue(series)!);
            var step = parsed.GetValue(every) is { } text ? Steps.ParseDuration("--every", text) : (Duration?)null;
            return connection.RunAsync(
                parsed,
                async (services, token) =>
                {
                    var readings = await CliSeries.ReaderOf(services, address).OpenAsync(address, asked, token);
                    readings = step is null ? readings : readings.WithInfo(readings.Info with { Resolution = step });
                    if (readings.Info is { Kind: SeriesKind.Instantaneous or SeriesKind.Cumulative, Resolution: null })
                    {
                        throw new CliUsageException(
                            $"{address} is of instants and does not say how far apart they are, so nothing says what is missing between two. Give --every PT15M, or what it is.");
                    }

                    var gaps = await ProgressBar.RunAsync(io, "Reading", async progress =>
                    {
                        var found = new List<Gap>();
                        await foreach (var gap in readings.Gaps(asked).WithCancellation(token))
                        {
                            found.Add(gap);
                            progress.Share = CliSeries.ShareOf(asked, gap.End);
                        }

                        return found;
                    });
                    var code = await output.WriteAsync(io, parsed, ["from", "to", "length", "reason"], Rows(gaps).ToAsyncEnumerable(), token);
                    await io.Error.WriteLineAsync(Summary(gaps, asked));
                    return code;
                },
                ct);
        });
        return command;
    }

    private static IEnumerable<IReadOnlyList<string?>> Rows(List<Gap> gaps) => gaps.Select(static g => (IReadOnlyList<string?>)
    [
        InstantText.Format(g.Start),
        InstantText.Format(g.End),
        PeriodPattern.NormalizingIso.Format(Period.FromNanoseconds(g.Length.ToInt64Nanoseconds()).Normalize()),
        g.Reason == GapReason.NoValue ? "no value" : "no reading",
    ]);

    private static string Summary(List<Gap> gaps, Interval range)
    {
        var missing = gaps.Aggregate(Duration.Zero, static (sum, g) => sum + g.Length);
        return string.Create(CultureInfo.InvariantCulture,
            $"{gaps.Count} gap{(gaps.Count == 1 ? "" : "s")}, {missing.TotalHours:0.##} of {range.Duration.TotalHours:0.##} hours missing.");
    }
}
