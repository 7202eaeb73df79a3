using Parquet;
using Parquet.Schema;
using CompressionCodec = Parquet.Meta.CompressionCodec;
using PhysicalType = Parquet.Meta.Type;
using TwelveBytes = Parquet.File.Values.Primitives.Interval;

namespace Energy.Clients.Parquet;

/// <summary>Readings as the three columns of a row group.</summary>
internal static class ReadingColumns
{
    private const int JulianDayOf1970 = 2_440_588;

    /// <summary>The key of the metadata that says what is known of the series.</summary>
    private const string SeriesKey = "energy_clients.series";

    private static readonly DateTimeDataField Start = new("start", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false);
    private static readonly DateTimeDataField End = new("end", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false);
    private static readonly DataField<double> Value = new("value", nullable: true);
    private static readonly ParquetSchema Schema = new(Start, End, Value);

    // The same columns as their bare numbers. Given a DateTime the library counts microseconds in the column and milliseconds in its statistics, by which readers skip row groups.
    private static readonly ParquetSchema Numbers = new(new DataField<long>("start"), new DataField<long>("end"));

    // Of no values at all the library's plain encoding says that the least and the greatest are 0; this one says nothing.
    private static readonly ParquetOptions NoValues = new() { ColumnEncodingHints = { ["value"] = EncodingHint.ByteSplitStream } };

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
        var (starts, ends, values) = (new long[readings.Length], new long[readings.Length], new double?[readings.Length]);
        var hasValues = false;
        for (var i = 0; i < readings.Length; i++)
        {
            ref readonly var reading = ref readings.Span[i];
            (starts[i], ends[i], values[i]) = (MicrosecondsOf(reading.Start), MicrosecondsOf(reading.End), reading.Value);
            hasValues |= reading.Value is not null;
        }

        var writer = await ParquetWriter.CreateAsync(Schema, file, hasValues ? null : NoValues, append, cancellationToken).ConfigureAwait(false);
        await using var _ = writer.ConfigureAwait(false);
        writer.CustomMetadata = new Dictionary<string, string> { [SeriesKey] = JsonSerializer.Serialize(series, ParquetJsonContext.Default.SeriesInfo) };
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<long>(Numbers.DataFields[0], starts, cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<long>(Numbers.DataFields[1], ends, cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<double>(Value, (ReadOnlyMemory<double?>)values, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a row group.</summary>
    public static async Task<Reading[]> ReadAsync(ParquetReader reader, int index, CancellationToken cancellationToken)
    {
        using var group = reader.OpenRowGroupReader(index);
        var count = checked((int)group.RowCount);
        var starts = await TimesAsync(FieldOf(reader, Start.Name), group, cancellationToken).ConfigureAwait(false);
        var ends = await TimesAsync(FieldOf(reader, End.Name), group, cancellationToken).ConfigureAwait(false);
        var values = await ColumnAsync<double>(FieldOf(reader, Value.Name), group, cancellationToken).ConfigureAwait(false);
        var readings = new Reading[count];
        for (var i = 0; i < count; i++)
        {
            readings[i] = starts[i] is { } start && ends[i] is { } end
                ? new Reading(start, end, values[i])
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

    private static DataField FieldOf(ParquetReader reader, string name) => reader.Schema.DataFields.First(f => f.Path.ToString() == name);

    // Times as their bare numbers: the library's DateTime cuts nanoseconds off, and some encodings are read into numbers only.
    private static async Task<Instant?[]> TimesAsync(DataField field, ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        try
        {
            if (group.GetMetadata(field)?.MetaData?.Type == PhysicalType.INT96)
            {
                var times = await ColumnAsync<TwelveBytes>(Bare<TwelveBytes>(field), group, cancellationToken).ConfigureAwait(false);
                return Array.ConvertAll(times, static time => time is { } known ? InstantOf(known) : (Instant?)null);
            }

            if (field is not DateTimeDataField { DateTimeFormat: not (DateTimeFormat.Date or DateTimeFormat.Impala), Unit: var unit })
            {
                var times = await ColumnAsync<DateTime>(field, group, cancellationToken).ConfigureAwait(false);
                return Array.ConvertAll(times, static time => time is { } known ? InstantOf(known) : (Instant?)null);
            }

            var numbers = await ColumnAsync<long>(Bare<long>(field), group, cancellationToken).ConfigureAwait(false);
            return Array.ConvertAll(numbers, number => number is { } known ? InstantOf(known, unit) : (Instant?)null);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException(
                $"The column '{field.Name}' has a time outside the years -9998 to 9999, so it is no time of a reading. Leave such rows out when the file is made.", e);
        }
    }

    private static DataField<T> Bare<T>(DataField field)
    {
        var bare = new DataField<T>(field.Name, field.IsNullable);
        _ = new ParquetSchema(bare);
        return bare;
    }

    // Arrays of our own and the library's raw read. Its read for nullable columns takes what lies in a pooled buffer for the definition levels of a column that has none, so that
    // values go missing by chance.
    private static async Task<T?[]> ColumnAsync<T>(DataField field, ParquetRowGroupReader group, CancellationToken cancellationToken)
        where T : struct
    {
        CheckChunk(field, group);
        var column = new T?[checked((int)group.RowCount)];
        var values = new T[column.Length];
        if (field.MaxDefinitionLevel == 0)
        {
            await group.ReadRawAsync<T>(field, values, null, null, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = values[i];
            }

            return column;
        }

        var levels = new int[column.Length];
        await group.ReadRawAsync<T>(field, values, levels, null, cancellationToken).ConfigureAwait(false);
        var next = 0;
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = levels[i] == field.MaxDefinitionLevel ? values[next++] : null;
        }

        return column;
    }

    // What the library would read as something else.
    private static void CheckChunk(DataField field, ParquetRowGroupReader group)
    {
        var chunk = group.GetMetadata(field)?.MetaData ?? throw new InvalidDataException($"A row group has no column '{field.Name}'. The file is damaged: make it again.");
        if (chunk.NumValues != group.RowCount)
        {
            throw new InvalidDataException($"A row group has {group.RowCount} rows, and its column '{field.Name}' {chunk.NumValues} values. The file is damaged: make it again.");
        }

        if (chunk.Codec == CompressionCodec.LZ4)
        {
            // Most write it in frames, which the library takes for a bare block; of what it cannot decompress it hands out whatever the memory held.
            throw new InvalidDataException(
                $"The column '{field.Name}' is compressed with the older LZ4, which tools write in different forms. Use another compression: LZ4_RAW, Snappy or Zstd.");
        }
    }

    private static Instant InstantOf(long number, DateTimeTimeUnit unit) => unit switch
    {
        DateTimeTimeUnit.Millis => Instant.FromUnixTimeMilliseconds(number),
        DateTimeTimeUnit.Micros => InstantOf(number, perSecond: 1_000_000),
        DateTimeTimeUnit.Nanos => InstantOf(number, perSecond: 1_000_000_000),
        _ => throw new InvalidDataException($"Times in the unit {unit} cannot be read. Convert them to timestamps in microseconds."),
    };

    private static Instant InstantOf(long number, long perSecond)
    {
        var rest = number % perSecond;
        return Instant.FromUnixTimeSeconds(number / perSecond).PlusNanoseconds(rest * (1_000_000_000 / perSecond));
    }

    // A time of 96 bits: eight bytes of nanoseconds of the day, and four of the Julian day. The library cuts them to 100 ns; it has twelve bytes for intervals.
    private static Instant InstantOf(TwelveBytes time) =>
        NodaConstants.UnixEpoch + Duration.FromDays(time.Millis - (long)JulianDayOf1970) + Duration.FromNanoseconds(((long)time.Days << 32) | (uint)time.Months);

    // Files of others may say nothing of a zone: their times are taken for UTC.
    private static Instant InstantOf(DateTime time) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    // Whole ones, as Check has made sure.
    private static long MicrosecondsOf(Instant instant) => instant.ToUnixTimeTicks() / 10;

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
