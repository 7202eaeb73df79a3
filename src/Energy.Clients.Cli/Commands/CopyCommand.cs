using System.CommandLine;
using Energy.Clients.Cli.Output;
using Energy.Clients.Cli.Sinks;
using Microsoft.Extensions.Configuration;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy copy &lt;source&gt; &lt;sink&gt;</c>: a series into a file or a database, so that a crash loses and doubles nothing.</summary>
internal static class CopyCommand
{
    public static Command Create(CliIo io)
    {
        var source = new Argument<string>("source") { Description = "The series, for example stem:/sites/b1a2c3/MONITOR." };
        var sink = new Argument<string>("sink") { Description = $"Where to: {string.Join("; ", CliSinks.All.Select(static k => $"{k.Example} ({k.What})"))}." };
        var resume = new Option<bool>("--resume")
        {
            Description =
            "Go on where the last copy stopped, or begin. Without it, a sink that has some of the series already is left alone."
        };
        var since = new Option<string?>("--since")
        {
            Description =
            "Where the copy begins, 2026-01-31T00:00:00Z or 2026-01-31 (UTC midnight). Without it, where the last copy stopped, or 24 hours before --until."
        };
        var until = new Option<string?>("--until") { Description = "Where it ends, exclusive. Without it, now." };
        var lookBack =
            new Option<string?>("--look-back")
            {
                Description =
                "How far behind the last copied reading to read again, for corrections that come late: PT6H, P2D. For sinks that replace readings."
            };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be read, in how many requests; nothing is stored." };
        var json = JsonLine.CreateOption();
        var command =
            new Command("copy",
                "Copies a series into a file or a database, and goes on from there the next time. Example: energy copy stem:/sites/b1a2c3/MONITOR meter.csv --since 2026-01-01 "
                    + "--resume")
        {
            source, sink, resume, since, until, lookBack, dryRun, json,
        };
        var connection = new CliConnection(io, command);
        command.SetAction((parsed, ct) =>
        {
            var asked = new Asked(
                SeriesUri.Parse(parsed.GetValue(source)!),
                parsed.GetValue(since) is { } sinceText ? RangeOptions.ParseInstant("--since", sinceText) : null,
                parsed.GetValue(until) is { } untilText ? RangeOptions.ParseInstant("--until", untilText) : null,
                parsed.GetValue(resume));
            var options =
                new TransferOptions { LookBack = parsed.GetValue(lookBack) is { } text ? Steps.ParseDuration("--look-back", text) : Duration.Zero, TimeProvider = io.TimeProvider };
            return connection.RunAsync(
                parsed,
                async (services, settings, token) =>
                {
                    await using var opened = await CliSinks.OpenAsync(parsed.GetValue(sink)!, services, settings, token);
                    var (transfer, from) = await SourceAsync(io, services, opened, asked, options, token);
                    return parsed.GetValue(dryRun)
                        ? await PlanAsync(io, opened, transfer, from, RateOf(settings, asked.Series), parsed.GetValue(json), token)
                        : await RunAsync(io, opened, transfer, from, parsed.GetValue(json), token);
                },
                ct);
        });
        return command;
    }

    private static async Task<(Transfer Transfer, TransferSource Source)> SourceAsync(CliIo io, IServiceProvider services, CliSink sink, Asked asked, TransferOptions options,
        CancellationToken cancellationToken)
    {
        var reader = CliSeries.ReaderOf(services, asked.Series);
        var transfer = sink.NewTransfer(options);
        var checkpoint = await sink.GetCheckpointAsync(asked.Series.ToString(), cancellationToken);
        if (checkpoint is not null && !asked.Resume)
        {
            throw new CliUsageException(
                $"{sink.Name} has {asked.Series} already{(checkpoint.Through is { } through ? $", through {InstantText.Format(through)}" : "")}. Give --resume to go on from "
                    + $"there.");
        }

        // What was read last decides: a beginning after it would leave a hole.
        var now = Instant.FromDateTimeOffset(io.TimeProvider.GetUtcNow());
        var usual = (asked.Until ?? now) - Duration.FromHours(24);
        var since = asked.Since ?? checkpoint?.Through - options.LookBack ?? checkpoint?.ReadFrom ?? usual;
        if (asked.Until is { } end && since > end)
        {
            throw new CliUsageException($"The copy ends ({end}) before it begins ({since}). Correct --since or --until.");
        }

        return (transfer, TransferSource.Growing(reader, asked.Series, since, asked.Until));
    }

    private static async Task<int> RunAsync(CliIo io, CliSink sink, Transfer transfer, TransferSource source, bool json, CancellationToken cancellationToken)
    {
        var stored = default(TransferProgress);
        try
        {
            var range = new Interval(source.Since, Instant.Max(source.Since, source.Until ?? Instant.FromDateTimeOffset(io.TimeProvider.GetUtcNow())));
            var result = await ProgressBar.RunAsync(io, $"Copying to {sink.Name}", async progress => await transfer.RunAsync(
                source,
                new Told(p =>
                {
                    stored = p;
                    progress.Share = p.Through is { } through ? CliSeries.ShareOf(range, through) : double.NaN;
                }),
                cancellationToken));
            await TellAsync(io, sink, result, json);
            return CliExit.Success;
        }
        catch (Exception e) when (stored.Readings > 0 && CliFailures.ExitCodeOf(e) is not CliExit.Defect and var code)
        {
            throw new CliUsageException(
                string.Create(CultureInfo.InvariantCulture, $"{CliFailures.SentenceOf(e)} What was read before is stored ({stored.Readings} readings); go on with --resume."),
                code);
        }
    }

    private static async Task TellAsync(CliIo io, CliSink sink, TransferResult result, bool json)
    {
        var through = result.Checkpoint?.Through is { } instant ? InstantText.Format(instant) : null;
        await io.Output.WriteLineAsync(json
            ? JsonLine.Of(writer =>
            {
                writer.WriteString("source", result.Source);
                writer.WriteString("sink", sink.Name);
                writer.WriteNumber("readings", result.Readings);
                writer.WriteNumber("allReadings", result.Checkpoint?.Readings ?? 0);
                writer.WriteString("through", through);
            })
            : result.Readings == 0
                ? $"{result.Source}: nothing new{(through is null ? "" : $" since {through}")}."
                : string.Create(CultureInfo.InvariantCulture, $"{result.Source}: {result.Readings} readings to {sink.Name}, through {through}."));
    }

    private static async Task<int> PlanAsync(CliIo io, CliSink sink, Transfer transfer, TransferSource source, double? rate, bool json, CancellationToken cancellationToken)
    {
        var plan = (await transfer.PlanAsync([source], cancellationToken))[0];
        var least = rate is { } perSecond ? plan.AtLeast(perSecond) : null;
        var (from, to) = (plan.Range is { } range ? InstantText.Format(range.Start) : null, plan.Range is { } same ? InstantText.Format(same.End) : null);
        await io.Output.WriteLineAsync(json
            ? JsonLine.Of(writer =>
            {
                writer.WriteString("source", plan.Source);
                writer.WriteString("sink", sink.Name);
                writer.WriteString("from", from);
                writer.WriteString("to", to);
                writer.WritePropertyName("requests");
                if (plan.Requests is { } requests)
                {
                    writer.WriteNumberValue(requests);
                }
                else
                {
                    writer.WriteNullValue();
                }

                writer.WritePropertyName("secondsAtLeast");
                if (least is { } duration)
                {
                    writer.WriteNumberValue(duration.TotalSeconds);
                }
                else
                {
                    writer.WriteNullValue();
                }
            })
            : plan.IsUpToDate
                ? $"{plan.Source}: nothing to read."
                : string.Create(CultureInfo.InvariantCulture,
                    $"{plan.Source}: {from} to {to}, in "
                    + $"{(plan.Requests is { } count ? $"{count} request{(count == 1 ? "" : "s")}" : "a number of requests that its pages decide")}"
                    + $"{(least is { } time ? string.Create(CultureInfo.InvariantCulture, $", at least {time.TotalSeconds:0} seconds at the configured rate") : "")}; nothing "
                    + $"was stored."));
        return CliExit.Success;
    }

    // The budget that the account was given in the settings.
    private static double? RateOf(IConfiguration settings, SeriesUri address) => CliVendors.All.FirstOrDefault(v => v.Name == address.Scheme) is { } vendor
        && double.TryParse(settings[$"{vendor.SettingsSection}:{nameof(EnergyClientOptions.RequestsPerSecond)}"], NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
            && rate > 0
        ? rate
        : null;

    private sealed record Asked(SeriesUri Series, Instant? Since, Instant? Until, bool Resume);

    // The framework's own hands on later and on other threads, so that a failure would not know what was stored.
    private sealed class Told(Action<TransferProgress> tell) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => tell(value);
    }
}
