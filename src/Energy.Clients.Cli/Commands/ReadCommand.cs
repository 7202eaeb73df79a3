using System.CommandLine;
using Energy.Clients.Cli.Output;
using Energy.Clients.Parquet;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy read &lt;series&gt;</c>.</summary>
internal static class ReadCommand
{
    public static Command Create(CliIo io)
    {
        var series = new Argument<string>("series") { Description = "The series, by its address; energy list <vendor> tells the ids." };
        var range = new RangeOptions();
        var shape = new ReadingShape();
        var format = WordOption.Create(
            "--format",
            "How the readings are written",
            ("table", ReadingFormat.Table),
            ("csv", ReadingFormat.Csv),
            ("jsonl", ReadingFormat.JsonL),
            ("parquet", ReadingFormat.Parquet),
            ("chart", ReadingFormat.Chart),
            ("svg", ReadingFormat.Svg),
            ("png", ReadingFormat.Png));
        var file = new Option<FileInfo?>("--out") { Description = "The file for parquet, svg and png. Without it, pictures go to the standard output." };
        var json = new Option<bool>("--json") { Description = "The same as --format jsonl." };
        var command = new Command("read", $"Reads a series and writes its readings as they arrive.\n\n{CliHelp.Things(CliVendors.All)}") { series, format, json, file };
        range.AddTo(command);
        shape.AddTo(command);
        var connection = new CliConnection(io, command);
        command.SetAction((parsed, ct) =>
        {
            var zone = shape.ZoneOf(parsed);
            var asked = range.Read(parsed, io.TimeProvider, zone);
            var address = SeriesUri.Parse(parsed.GetValue(series)!);
            var how = parsed.GetValue(json) ? ReadingFormat.JsonL : parsed.GetValue(format);
            if (parsed.GetValue(file) is not null && how is not (ReadingFormat.Parquet or ReadingFormat.Svg or ReadingFormat.Png))
            {
                throw new CliUsageException("--out is for files that are no text (--format parquet, svg, png). For text redirect the output: energy read … > readings.csv");
            }

            if (how == ReadingFormat.Parquet && parsed.GetValue(file) is not { Exists: false })
            {
                throw new CliUsageException(parsed.GetValue(file) is { } there
                    ? $"'{there}' is there already. Give another --out; or go on with it: energy copy {address} {there} --resume"
                    : "A Parquet file cannot be written as it comes. Give --out readings.parquet.");
            }

            return connection.RunAsync(
                parsed,
                async (services, token) =>
                {
                    var readings = shape.Apply(parsed, await CliSeries.ReaderOf(services, address).OpenAsync(address, asked, token), asked);
                    var writer = new ReadingWriter(io, readings.Info, zone);

                    // On a terminal rows that come are progress enough.
                    if (io.IsTerminal && !ReadingWriter.Collects(how))
                    {
                        await writer.WriteAsync(readings, how, parsed.GetValue(file), token);
                    }
                    else
                    {
                        await ProgressBar.RunAsync(io, "Reading", async progress =>
                        {
                            if (how == ReadingFormat.Parquet)
                            {
                                await using var sink = ParquetSink.ToFile(parsed.GetValue(file)!.FullName);
                                await new Transfer(sink).RunAsync(TransferSource.Of(readings), cancellationToken: token);
                                return true;
                            }

                            await writer.WriteAsync(io.ShowsProgress ? readings.Tell(asked, progress, token) : readings, how, parsed.GetValue(file), token);
                            return true;
                        });
                    }

                    return CliExit.Success;
                },
                ct);
        });
        return command;
    }
}
