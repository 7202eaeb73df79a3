using System.Text;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.Stem.Tests.Streams;

/// <summary>Rows in the documented form are read by their bytes, all others token by token: what is read, and what is refused, is the same.</summary>
public class PlainRowTests
{
    private static readonly Instant Midnight = Instant.FromUtc(2024, 5, 1, 0, 0);
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    /// <summary>The row from 00:30 to 00:45, behind two plain ones and before one more; null where it holds no value.</summary>
    public static TheoryData<string, double?> Rows => new()
    {
        { Row("2.5"), 2.5 },
        { Row("2.5").Replace(":\"", ": \"", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal), 2.5 },
        { Row(" 2.5"), 2.5 },
        { Row("  2.5"), 2.5 },
        { Row("2.5 "), 2.5 },
        { Row("\n2.5\t"), 2.5 },
        { Row("2.5").Replace("{", "{ ", StringComparison.Ordinal), 2.5 },
        { Row("0"), 0 },
        { Row("-0.0"), -0.0 },
        { Row("-0"), -0.0 },
        { Row("-17"), -17 },
        { Row("0.061728349999999"), 0.061728349999999 },
        { Row("9007199254740993"), 9007199254740992 },
        { Row("9007199254740993.00000000000000000000001"), 9007199254740994 },
        { Row("25e-1"), 2.5 },
        { Row("2.5E+2"), 250 },
        { Row("null"), null },
        { Row("null "), null },
        { Row("2.5,\"quality\":\"good\""), 2.5 },
        { Row("1,\"kw_total_avg\":2.5"), 2.5 },
        { Row("2.5").Replace("kw_total_avg", "kw_total\\u005favg", StringComparison.Ordinal), 2.5 },
        { Row("2.5").Replace("00:30:01Z", "00:30:01.000Z", StringComparison.Ordinal), 2.5 },
        { Row("2.5").Replace("00:30:01Z", "02:30:01+02:00", StringComparison.Ordinal), 2.5 },
        { Row("2.5").Replace("00:30:01Z", "00:30:01\\u005a", StringComparison.Ordinal), 2.5 },
        { """{"kw_total_avg":2.5,"end_datetime":"2024-05-01T00:45:00Z","start_datetime":"2024-05-01T00:30:01Z"}""", 2.5 },
    };

    /// <summary>Rows that are no rows, or no JSON, and where that shows: the text at which the reading stopped.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { Row("007"), "07" },
        { Row("-01"), "1}" },
        { Row("00"), "0}" },
        { Row("1."), "}" },
        { Row(".5"), ".5" },
        { Row("-"), "}" },
        { Row("+1"), "+1" },
        { Row("NaN"), "NaN" },
        { Row("nullx"), "x}" },
        { Row("1e400"), "1e400" },
        { Row("\"2\""), "\"2\"" },
        { Row("2.5,"), "}" },
        { Row(""), "}" },
        { Row("2.5").Replace("00:45:00", "00:30:00", StringComparison.Ordinal), "}" },
        { Row("2.5").Replace("00:30:01", "24:00:00", StringComparison.Ordinal), "\"2024-05-01T24" },
        { Row("2.5").Replace("00:30:01", "00:60:01", StringComparison.Ordinal), "\"2024-05-01T00:60" },
        { Row("2.5").Replace("05-01T00:30", "02-30T00:30", StringComparison.Ordinal), "\"2024-02-30" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Row_InAnyForm_IsReadAndSoAreItsNeighbours(string row, double? value)
    {
        var readings = await ReadAsync(Body(Wire.Quarter(0, 1), Wire.Quarter(1, 2), row, Wire.Quarter(3, 4)));

        Assert.Equal([At(0, 1), At(1, 2), At(2, value), At(3, 4)], readings);
        Assert.Equal(double.IsNegative(value ?? 0), double.IsNegative(readings[2].Value ?? 0));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task FaultyRow_BehindPlainOnes_FailsWithItsPlaceAndItsByte(string row, string stop)
    {
        var body = Body(Wire.Quarter(0, 1), Wire.Quarter(1, 2), row, Wire.Quarter(3, 4));

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => ReadAsync(body));

        Assert.StartsWith("$.stream_types[0].streams[2]", failure.JsonPath, StringComparison.Ordinal);
        var begin = body.IndexOf(row, StringComparison.Ordinal);
        Assert.InRange(failure.BytePosition!.Value, begin, begin + row.IndexOf(stop, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RowsOfSeveralDays_KeepTheirDay()
    {
        var rows = Enumerable.Range(0, 96 * 3).Select(i => Midnight + (Quarter * i)).Select((start, i) =>
            Wire.Interval(InstantText.Format(start + Duration.FromSeconds(1)), InstantText.Format(start + Quarter), i)).ToArray();

        var readings = await ReadAsync(Body(rows));

        Assert.Equal(Enumerable.Range(0, 96 * 3).Select(i => At(i, i)), readings);
    }

    [Fact]
    public async Task RowsOfAnotherType_BetweenPlainOnes_AreNotTaken()
    {
        var readings = await ReadAsync(Wire.Streams(
            ("MONITOR", Wire.Quarter(0, 1) + "," + Wire.Quarter(1, 2)), ("CONVERTER", Wire.Quarter(2, 50) + "," + Wire.Quarter(3, 60)),
            ("MONITOR", Wire.Quarter(2, 3) + "," + Wire.Quarter(3, 4))));

        Assert.Equal([At(0, 1), At(1, 2), At(2, 3), At(3, 4)], readings);
    }

    [Fact]
    public async Task Body_ThatEndsAnywhere_IsNeverAnAnswer()
    {
        var body = Body(Wire.Quarter(0, 1), Wire.Quarter(1, 2), Wire.Quarter(2, 3));
        for (var length = 0; length < body.Length; length++)
        {
            var failure = await Record.ExceptionAsync(() => ReadAsync(body[..length]));
            Assert.True(failure is EnergyTransportException, $"{length}: {failure}");
        }

        Assert.Equal(3, (await ReadAsync(body)).Count);
    }

    private static string Row(string value) => $$"""{"start_datetime":"2024-05-01T00:30:01Z","end_datetime":"2024-05-01T00:45:00Z","kw_total_avg":{{value}}}""";

    private static string Body(params string[] rows) => Wire.Streams((Wire.Monitor, string.Join(',', rows)));

    private static Reading At(int quarter, double? value) => new(Midnight + (Quarter * quarter), Midnight + (Quarter * (quarter + 1)), value);

    private static async Task<List<Reading>> ReadAsync(string body)
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(_ => new HttpResponseMessage { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
        using var stem = new StemClient(new StemClientOptions { ApiKey = "k-1", MaxRetries = 0 }, mock);
        var query = new StemStreamQuery { Range = new Interval(Midnight, Midnight + Duration.FromDays(4)) };
        return await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, query).ToListAsync();
    }
}
