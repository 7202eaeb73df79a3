using System.Text.Json;
using NodaTime;
using Parquet;
using Parquet.Schema;

namespace Energy.Clients.Parquet;

/// <summary>Readings as the three columns of a row group.</summary>
internal static class ReadingColumns
{
    /// <summary>The key of the metadata that says what is known of the series.</summary>
    private const string SeriesKey = "energy_clients.series";

    private static readonly DateTimeDataField Start = new("start", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false);
    private static readonly DateTimeDataField End = new("end", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false);
    private static readonly DataField<double> Value = new("value", nullable: true);
    private static readonly ParquetSchema Schema = new(Start, End, Value);

    /// <summary>Refuses what the columns do not hold, before anything is written.</summary>
    /// <exception cref="SeriesException">The readings are not ascending, or one has times or a value that cannot be stored.</exception>
    public static void Check(SeriesInfo series, ReadOnlySpan<Reading> readings)
    {
        for (var i = 0; i < readings.Length; i++)
        {
            ref readonly var reading = ref readings[i];
            if (i > 0 && reading.Start < readings[i - 1].Start)
            {
                throw new SeriesException(series.Identity,
                    $"{Show(readings[i - 1])} is followed by {Show(reading)}, which comes before it; readings must be ascending. Nothing of the batch was stored.", readings[i - 1],
                    reading);
            }

            if (!IsWhole(reading.Start) || !IsWhole(reading.End) || reading.Value is { } value && !double.IsFinite(value))
            {
                throw new SeriesException(series.Identity,
                    $"{Show(reading)} cannot be stored as it is: the columns hold whole microseconds of the years 1 to 9999 and numbers. Round its times, or leave the value "
                        + $"missing. Nothing of the batch was stored.", reading);
            }
        }
    }

    /// <summary>Writes a row group, and the footer with all row groups.</summary>
    public static async Task WriteAsync(Stream file, bool append, SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken)
    {
        var (starts, ends, values) = (new DateTime[readings.Length], new DateTime[readings.Length], new double?[readings.Length]);
        for (var i = 0; i < readings.Length; i++)
        {
            ref readonly var reading = ref readings.Span[i];
            (starts[i], ends[i], values[i]) = (reading.Start.ToDateTimeUtc(), reading.End.ToDateTimeUtc(), reading.Value);
        }

        var writer = await ParquetWriter.CreateAsync(Schema, file, null, append, cancellationToken).ConfigureAwait(false);
        await using var _ = writer.ConfigureAwait(false);
        writer.CustomMetadata = new Dictionary<string, string> { [SeriesKey] = JsonSerializer.Serialize(series, ParquetJsonContext.Default.SeriesInfo) };
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<DateTime>(Start, starts, cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<DateTime>(End, ends, cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<double>(Value, (ReadOnlyMemory<double?>)values, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a row group.</summary>
    public static async Task<Reading[]> ReadAsync(ParquetReader reader, int index, CancellationToken cancellationToken)
    {
        using var group = reader.OpenRowGroupReader(index);
        var count = (int)group.RowCount;
        var starts = await ColumnAsync<DateTime>(reader, group, Start.Name, cancellationToken).ConfigureAwait(false);
        var ends = await ColumnAsync<DateTime>(reader, group, End.Name, cancellationToken).ConfigureAwait(false);
        var values = await ColumnAsync<double>(reader, group, Value.Name, cancellationToken).ConfigureAwait(false);
        var readings = new Reading[count];
        for (var i = 0; i < count; i++)
        {
            readings[i] = starts[i] is { } start && ends[i] is { } end
                ? new Reading(InstantOf(start), InstantOf(end), values[i])
                : throw new InvalidDataException($"Row {i} of row group {index} has no start or no end, so it is no reading. Leave such rows out when the file is made.");
        }

        return readings;
    }

    /// <summary>Refuses a file of other columns.</summary>
    /// <exception cref="InvalidDataException">A column is missing or of another type.</exception>
    public static void CheckColumns(ParquetReader reader, string path)
    {
        foreach (var (name, type, what) in ((string, Type, string)[])[(Start.Name, typeof(DateTime), "a timestamp"), (End.Name, typeof(DateTime), "a timestamp"),
            (Value.Name, typeof(double), "a double")])
        {
            var field = reader.Schema.DataFields.FirstOrDefault(f => f.Path.ToString() == name);
            if (field is null || field.ClrType != type || field.IsArray)
            {
                var has = string.Join(", ", reader.Schema.DataFields.Select(static f => $"{f.Path} ({f.ClrType.Name})"));
                throw new InvalidDataException(
                    $"'{path}' has no column '{name}' of {what}, so it holds no readings; it has {has}. Rename or convert its columns to start, end and value.");
            }
        }
    }

    /// <summary>What the file says of its series; <see langword="null"/> where it says nothing.</summary>
    public static SeriesInfo? InfoOf(ParquetReader reader, string path)
    {
        if (!reader.CustomMetadata.TryGetValue(SeriesKey, out var text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, ParquetJsonContext.Default.SeriesInfo);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"What '{path}' says of its series ({SeriesKey}) cannot be read: it was changed, or a newer version wrote it. Open it with a SeriesInfo of your own.", e);
        }
    }

    // A required column has no definition levels. The library's nullable read takes what lies in a pooled buffer for them, so that values go missing by chance.
    private static async Task<T?[]> ColumnAsync<T>(ParquetReader reader, ParquetRowGroupReader group, string name, CancellationToken cancellationToken)
        where T : struct
    {
        var field = reader.Schema.DataFields.First(f => f.Path.ToString() == name);
        var column = new T?[(int)group.RowCount];
        if (field.MaxDefinitionLevel > 0)
        {
            await group.ReadAsync<T>(field, column.AsMemory(), null, cancellationToken).ConfigureAwait(false);
            return column;
        }

        var values = new T[column.Length];
        await group.ReadAsync<T>(field, values.AsMemory(), null, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = values[i];
        }

        return column;
    }

    // Files of others may say nothing of a zone: their times are taken for UTC.
    private static Instant InstantOf(DateTime time) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static bool IsWhole(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks) == instant
            && ticks % 10 == 0 && ticks >= DateTime.MinValue.Ticks - DateTime.UnixEpoch.Ticks && ticks <= DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks;
    }

    private static string Show(in Reading reading) =>
        FormattableString.Invariant(
            $"the reading {reading.Start} to {reading.End} ({(reading.Value is { } value ? value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : "no value")})");
}
