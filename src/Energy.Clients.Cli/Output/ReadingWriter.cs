using System.Buffers;
using Energy.Clients.Authoring;
using Spectre.Console;

namespace Energy.Clients.Cli.Output;

/// <summary>Writes the readings of a series: rows as they arrive, tables and pictures at the end.</summary>
/// <param name="io">The outputs.</param>
/// <param name="info">What is known of the series.</param>
/// <param name="zone">The zone of the times that people see; UTC unless given.</param>
internal sealed class ReadingWriter(CliIo io, SeriesInfo info, DateTimeZone? zone = null)
{
    private const int MostLines = 500;

    private readonly DateTimeZone _zone = zone ?? DateTimeZone.Utc;

    /// <summary>Whether a format shows nothing before the last reading has come.</summary>
    public static bool Collects(ReadingFormat format) => format is not (ReadingFormat.Csv or ReadingFormat.JsonL);

    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Writes them.</summary>
    /// <param name="readings">The readings.</param>
    /// <param name="format">How.</param>
    /// <param name="picture">The file of a picture; the standard output unless given.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task WriteAsync(IAsyncEnumerable<Reading> readings, ReadingFormat format, FileInfo? picture, CancellationToken cancellationToken)
    {
        switch (format)
        {
            case ReadingFormat.Csv:
                await WriteCsvAsync(readings, cancellationToken);
                break;
            case ReadingFormat.JsonL:
                await WriteJsonLinesAsync(readings, cancellationToken);
                break;
            case ReadingFormat.Chart:
                await WriteChartAsync(await readings.ToListAsync(cancellationToken));
                break;
            case ReadingFormat.Svg:
                var svg = ReadingPicture.ToSvg(info, await readings.ToListAsync(cancellationToken), _zone);
                if (picture is null)
                {
                    await io.Output.WriteLineAsync(svg);
                }
                else
                {
                    await File.WriteAllTextAsync(picture.FullName, svg, cancellationToken);
                }

                break;
            case ReadingFormat.Png:
                var output = picture is null ? io.OpenBinary("Give --out picture.png, or redirect the output to a file.") : null;
                var png = ReadingPicture.ToPng(info, await readings.ToListAsync(cancellationToken), _zone);
                if (output is not null)
                {
                    await using (output)
                    {
                        await output.WriteAsync(png, cancellationToken);
                    }
                }
                else
                {
                    await File.WriteAllBytesAsync(picture!.FullName, png, cancellationToken);
                }

                break;
            default:
                await WriteTableAsync(readings, cancellationToken);
                break;
        }
    }

    private async Task WriteCsvAsync(IAsyncEnumerable<Reading> readings, CancellationToken cancellationToken)
    {
        await io.Output.WriteLineAsync($"start,end,{CsvText.Cell($"value_{info.Unit.Symbol}")}");
        await foreach (var reading in readings.WithCancellation(cancellationToken))
        {
            await io.Output.WriteLineAsync($"{InstantText.Format(reading.Start)},{InstantText.Format(reading.End)},{Number(reading.Value)}");
            await io.RowWrittenAsync();
        }
    }

    private async Task WriteJsonLinesAsync(IAsyncEnumerable<Reading> readings, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await foreach (var reading in readings.WithCancellation(cancellationToken))
        {
            buffer.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                writer.WriteString("start", InstantText.Format(reading.Start));
                writer.WriteString("end", InstantText.Format(reading.End));
                if (reading.Value is { } value)
                {
                    writer.WriteNumber("value", double.IsFinite(value)
                        ? value
                        : throw new FormatException($"The reading that starts at {InstantText.Format(reading.Start)} is {Number(value)}, which JSON cannot say. Read it as CSV."));
                }
                else
                {
                    writer.WriteNull("value");
                }

                writer.WriteString("unit", info.Unit.Symbol);
                writer.WriteEndObject();
            }

            await io.Output.WriteLineAsync(Encoding.UTF8.GetString(buffer.WrittenSpan));
            await io.RowWrittenAsync();
        }
    }

    private async Task WriteTableAsync(IAsyncEnumerable<Reading> readings, CancellationToken cancellationToken)
    {
        var where = _zone == DateTimeZone.Utc ? "UTC" : _zone.Id;
        var table = io.NewTable().AddColumns($"start ({where})", $"end ({where})").AddColumn(new TableColumn(CliIo.Cell(info.Unit.Symbol)).RightAligned());
        var missing = 0;
        await foreach (var reading in readings.WithCancellation(cancellationToken))
        {
            missing += reading.Value is null ? 1 : 0;
            table.AddRow(Time(reading.Start), Time(reading.End), reading.Value is null ? "missing" : Number(reading.Value));
        }

        io.Console.Write(table);
        await io.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture,
                $"{VisibleText.OfLine(info.Identity)}: {table.Rows.Count} readings, {missing} without a value; {info.Kind}, positive is "
                    + $"{(info.Positive.Name is { Length: > 0 } name ? name : "not told")}."));
    }

    private async Task WriteChartAsync(List<Reading> readings)
    {
        if (readings.Count > MostLines)
        {
            throw new CliUsageException(
                string.Create(CultureInfo.InvariantCulture,
                    $"{readings.Count} readings are too many for a chart of one line each. Add --resample P1D, or draw a picture with --format svg."));
        }

        await io.Output.WriteLineAsync($"{VisibleText.OfLine(info.Identity)}, {VisibleText.OfLine(info.Unit.Symbol)}");
        if (readings.Count == 0)
        {
            await io.Output.WriteLineAsync("There is no reading.");
            return;
        }

        foreach (var line in TextChart.Lines([.. readings.Select(r => (Time(r.Start), r.Value))], io.Width))
        {
            await io.Output.WriteLineAsync(line);
        }
    }

    private string Time(Instant instant) =>
        _zone == DateTimeZone.Utc ? InstantText.Format(instant) : instant.InZone(_zone).ToString("uuuu-MM-dd'T'HH:mm:sso<g>", CultureInfo.InvariantCulture);
}
