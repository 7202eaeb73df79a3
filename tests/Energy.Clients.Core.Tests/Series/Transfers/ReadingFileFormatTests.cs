using System.Buffers;
using System.Text;
using NodaTime;
using NodaTime.Text;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Transfers;

public sealed class ReadingFileFormatTests
{
    // Years before the first of the framework's calendar, and parts of a tick, are written by another way than the rest.
    [Theory]
    [InlineData("2024-03-01T00:00:00Z")]
    [InlineData("2024-03-01T00:00:00.5Z")]
    [InlineData("2024-03-01T00:00:00.0000001Z")]
    [InlineData("2024-03-01T00:00:00.1234567Z")]
    [InlineData("2024-03-01T00:00:00.000000001Z")]
    [InlineData("2024-03-01T00:00:00.123456789Z")]
    [InlineData("1969-12-31T23:59:59.25Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0000-12-31T23:59:59Z")]
    [InlineData("0000-12-31T23:59:59.9999999Z")]
    [InlineData("-9998-01-01T00:00:00.000000001Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    public void Instant_IsWrittenWithAllItsDigits(string text)
    {
        var at = InstantPattern.ExtendedIso.Parse(text).Value;
        var reading = new Reading(at, at, -2.2250738585072014E-308);

        Assert.Equal($"{text},{text},-2.2250738585072014E-308\n", Row(ReadingFileFormat.Csv, reading));
        Assert.Equal($$"""{"start":"{{text}}","end":"{{text}}","value":-2.2250738585072014E-308}{{'\n'}}""", Row(ReadingFileFormat.JsonLines, reading));
        Assert.Equal($"{text},{text},\n", Row(ReadingFileFormat.Csv, reading with { Value = null }));
        Assert.Equal($$"""{"start":"{{text}}","end":"{{text}}","value":null}{{'\n'}}""", Row(ReadingFileFormat.JsonLines, reading with { Value = null }));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Value_ThatIsNoNumber_IsRefused(double value)
    {
        Assert.Throws<InvalidDataException>(() => Row(ReadingFileFormat.Csv, R(0, 15, value)));
        Assert.Throws<InvalidDataException>(() => Row(ReadingFileFormat.JsonLines, R(0, 15, value)));
    }

    private static string Row(ReadingFileFormat format, Reading reading)
    {
        var rows = new ExactWriter();
        format.WriteRow(rows, Power, reading);
        return Encoding.UTF8.GetString(rows.Written);
    }

    /// <summary>Gives no more room than is asked for, as a writer may.</summary>
    private sealed class ExactWriter : IBufferWriter<byte>
    {
        private byte[] _room = [];

        public byte[] Written { get; private set; } = [];

        public void Advance(int count) => Written = [.. Written, .. _room[..count]];

        public Memory<byte> GetMemory(int sizeHint = 0) => _room = new byte[sizeHint];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
