using System.Buffers;
using System.Buffers.Text;

namespace Energy.Clients;

/// <summary>How readings are written as rows of text. No field ever needs quoting or escaping: instants and numbers only.</summary>
internal abstract class ReadingFileFormat
{
    private const int LongestNumber = 32;
    private const int LongestInstant = 40;

    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);

    public static ReadingFileFormat Csv { get; } = new CsvFormat();

    public static ReadingFileFormat JsonLines { get; } = new JsonLinesFormat();

    public abstract string Extension { get; }

    protected abstract byte[] Heading { get; }

    public void WriteHeading(IBufferWriter<byte> rows) => rows.Write(Heading);

    public abstract void WriteRow(IBufferWriter<byte> rows, SeriesInfo series, in Reading reading);

    private static int Write(Span<byte> row, in Reading reading, ReadOnlySpan<byte> beforeStart, ReadOnlySpan<byte> beforeEnd, ReadOnlySpan<byte> beforeValue,
        ReadOnlySpan<byte> missing, ReadOnlySpan<byte> behind)
    {
        var at = Put(row, 0, beforeStart);
        at = Put(row, Put(row, at, reading.Start), beforeEnd);
        at = Put(row, Put(row, at, reading.End), beforeValue);
        if (reading.Value is { } value)
        {
            if (!double.IsFinite(value))
            {
                throw new InvalidDataException($"{ReadingOrder.Show(reading)} is not a number, and is not written.");
            }

            Utf8Formatter.TryFormat(value, row[at..], out var written);
            at += written;
        }
        else
        {
            at = Put(row, at, missing);
        }

        return Put(row, at, behind);
    }

    private static int Put(Span<byte> row, int at, Instant instant)
    {
        // The framework writes without allocation, but to a tick only, and within its own calendar.
        if (instant >= First && instant.ToUnixTimeTicks() is var ticks && Instant.FromUnixTimeTicks(ticks) == instant)
        {
            var isWhole = ticks % NodaConstants.TicksPerSecond == 0;
            if (instant.ToDateTimeUtc().TryFormat(row[at..], out var written, isWhole ? "s" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture))
            {
                return Put(row, at + written, "Z"u8);
            }
        }

        return at + Encoding.UTF8.GetBytes(InstantText.Format(instant), row[at..]);
    }

    private static int Put(Span<byte> row, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(row[at..]);
        return at + text.Length;
    }

    private sealed class CsvFormat : ReadingFileFormat
    {
        public override string Extension => ".csv";

        protected override byte[] Heading { get; } = Encoding.UTF8.GetBytes("start,end,value\n");

        public override void WriteRow(IBufferWriter<byte> rows, SeriesInfo series, in Reading reading) =>
            rows.Advance(Write(rows.GetSpan((2 * LongestInstant) + LongestNumber + 8), reading, ""u8, ","u8, ","u8, ""u8, "\n"u8));
    }

    private sealed class JsonLinesFormat : ReadingFileFormat
    {
        public override string Extension => ".jsonl";

        protected override byte[] Heading => [];

        public override void WriteRow(IBufferWriter<byte> rows, SeriesInfo series, in Reading reading) =>
            rows.Advance(Write(rows.GetSpan((2 * LongestInstant) + LongestNumber + 40), reading, "{\"start\":\""u8, "\",\"end\":\""u8, "\",\"value\":"u8, "null"u8, "}\n"u8));
    }
}
