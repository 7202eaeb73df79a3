using Energy.Clients.Cli.Output;
using NodaTime;

namespace Energy.Clients.Cli.Tests.Output;

/// <summary>What a reading without a value, and one that is no number, is shown as.</summary>
public sealed class ReadingWriterTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Fact]
    public async Task Table_OfAReadingWithoutAValue_SaysMissingAndNotZero()
    {
        var lines = (await WrittenAsync(ReadingFormat.Table, 1.5, null)).Split('\n');

        Assert.EndsWith("missing", lines.Single(static l => l.TrimStart().StartsWith("2026-01-01T01:00:00Z", StringComparison.Ordinal)).TrimEnd(), StringComparison.Ordinal);
        Assert.Contains(lines, static l => l.Contains("2 readings, 1 without a value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task JsonLines_OfAReadingWithoutAValue_SayNull() => Assert.Equal(
        """
        {"start":"2026-01-01T00:00:00Z","end":"2026-01-01T01:00:00Z","value":1.5,"unit":"kWh"}
        {"start":"2026-01-01T01:00:00Z","end":"2026-01-01T02:00:00Z","value":null,"unit":"kWh"}

        """.ReplaceLineEndings("\n"),
        await WrittenAsync(ReadingFormat.JsonL, 1.5, null));

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public async Task JsonLines_OfWhatIsNoNumber_AreRefusedWithTheRemedy(double value, string shown)
    {
        var failure = await Assert.ThrowsAsync<FormatException>(() => WrittenAsync(ReadingFormat.JsonL, value));

        Assert.Equal($"The reading that starts at 2026-01-01T00:00:00Z is {shown}, which JSON cannot say. Read it as CSV.", failure.Message);
        Assert.EndsWith($",{shown}\n", await WrittenAsync(ReadingFormat.Csv, value), StringComparison.Ordinal);
    }

    private static async Task<string> WrittenAsync(ReadingFormat format, params double?[] values)
    {
        using var output = new StringWriter();
        var series = ReadingSeries.FromReadings(new SeriesInfo { Identity = "x:/y", Unit = Unit.KilowattHour, Kind = SeriesKind.Unknown },
            [.. values.Select(static (value, i) => new Reading(Start + Duration.FromHours(i), Start + Duration.FromHours(i + 1), value))]);

        await new ReadingWriter(new CliIo(output, TextWriter.Null, false, static _ => null), series.Info).WriteAsync(series, format, null, CancellationToken.None);

        return output.ToString().ReplaceLineEndings("\n");
    }
}
