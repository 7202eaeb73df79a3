using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Energy.Clients.Cli.Output;

/// <summary>Writes the readings of a series as they arrive; only the table is kept until its end, for its columns.</summary>
internal static class ReadingWriter
{
    public static Task WriteAsync(CliIo io, ReadingSeries series, ReadingFormat format, CancellationToken cancellationToken) => format switch
    {
        ReadingFormat.Csv => WriteCsvAsync(io, series, cancellationToken),
        ReadingFormat.JsonL => WriteJsonLinesAsync(io, series, cancellationToken),
        _ => WriteTableAsync(io, series, cancellationToken),
    };

    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static async Task WriteCsvAsync(CliIo io, ReadingSeries series, CancellationToken cancellationToken)
    {
        await io.Output.WriteLineAsync($"start,end,value_{series.Info.Unit.Symbol}");
        await foreach (var reading in series.WithCancellation(cancellationToken))
        {
            await io.Output.WriteLineAsync($"{InstantText.Format(reading.Start)},{InstantText.Format(reading.End)},{Number(reading.Value)}");
        }
    }

    private static async Task WriteJsonLinesAsync(CliIo io, ReadingSeries series, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await foreach (var reading in series.WithCancellation(cancellationToken))
        {
            buffer.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                writer.WriteString("start", InstantText.Format(reading.Start));
                writer.WriteString("end", InstantText.Format(reading.End));
                if (reading.Value is { } value)
                {
                    writer.WriteNumber("value", value);
                }
                else
                {
                    writer.WriteNull("value");
                }

                writer.WriteString("unit", series.Info.Unit.Symbol);
                writer.WriteEndObject();
            }

            await io.Output.WriteLineAsync(Encoding.UTF8.GetString(buffer.WrittenSpan));
        }
    }

    private static async Task WriteTableAsync(CliIo io, ReadingSeries series, CancellationToken cancellationToken)
    {
        var table = io.NewTable().AddColumns("start (UTC)", "end (UTC)").AddColumn(new TableColumn(Markup.Escape(series.Info.Unit.Symbol)).RightAligned());
        var missing = 0;
        await foreach (var reading in series.WithCancellation(cancellationToken))
        {
            missing += reading.Value is null ? 1 : 0;
            table.AddRow(InstantText.Format(reading.Start), InstantText.Format(reading.End), reading.Value is null ? "missing" : Number(reading.Value));
        }

        io.Console.Write(table);
        await io.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{series.Info.Identity}: {table.Rows.Count} readings, {missing} without a value; {series.Info.Kind}, positive is {(series.Info.Positive.Name is { Length: > 0 } name ? name : "not told")}."));
    }
}
