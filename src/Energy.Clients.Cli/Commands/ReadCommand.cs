using System.CommandLine;
using System.Text;
using Energy.Clients.Cli.Output;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy read &lt;series&gt;</c>.</summary>
internal static class ReadCommand
{
    public static Command Create(CliIo io)
    {
        var series = new Argument<string>("series") { Description = "The series, for example stem:/sites/<site id>/MONITOR?resolution=900." };
        var from = new Option<string?>("--from") { Description = "The first instant, 2026-01-31T00:00:00Z or 2026-01-31 (UTC midnight). Default: 24 hours before --to." };
        var to = new Option<string?>("--to") { Description = "The end, exclusive. Default: now." };
        var format = new Option<ReadingFormat>("--format") { Description = "table, csv or jsonl.", DefaultValueFactory = static _ => ReadingFormat.Table };
        var json = new Option<bool>("--json") { Description = "The same as --format jsonl." };
        var command = new Command("read", "Reads a series and writes its readings as they arrive.") { series, from, to, format, json };
        var connection = new CliConnection(command);
        command.SetAction((parsed, ct) =>
        {
            var end = parsed.GetValue(to) is { } toText ? ParseInstant("--to", toText) : Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
            var start = parsed.GetValue(from) is { } fromText ? ParseInstant("--from", fromText) : end - Duration.FromHours(24);
            if (start > end)
            {
                throw new CliUsageException($"The range ends ({end}) before it starts ({start}). Swap --from and --to, or set both.");
            }

            var address = SeriesUri.Parse(parsed.GetValue(series)!);
            return connection.RunAsync(
                parsed,
                async (services, token) =>
                {
                    var opener = services.GetRequiredService<SeriesOpener>();
                    if (!opener.Schemes.Contains(address.Scheme))
                    {
                        throw new CliUsageException(CliVendors.All.Any(v => v.Name == address.Scheme)
                            ? $"'{address.Scheme}' is not configured. Set ENERGY_<Vendor>__… in the environment or pass --settings with a section of the vendor's name; or try --emulated."
                            : $"'{address.Scheme}' is no vendor. Known are {string.Join(", ", CliVendors.All.Select(static v => v.Name))}.");
                    }

                    var readings = await opener.OpenAsync(address, new Interval(start, end), token);
                    await ReadingWriter.WriteAsync(io, readings, parsed.GetValue(json) ? ReadingFormat.JsonL : parsed.GetValue(format), token);
                    return CliExit.Success;
                },
                ct);
        });
        return command;
    }

    internal static Instant ParseInstant(string option, string text)
    {
        if (InstantText.TryParse(Encoding.UTF8.GetBytes(text), out var instant))
        {
            return instant;
        }

        return LocalDatePattern.Iso.Parse(text) is { Success: true } date
            ? date.Value.AtMidnight().InUtc().ToInstant()
            : throw new CliUsageException($"{option} '{text}' is not a time. Write 2026-01-31T23:59:59Z, with an offset instead of Z, or 2026-01-31.");
    }
}
