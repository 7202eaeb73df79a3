using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya.Tests;

/// <summary>Corners of the server's rules: texts that hold numbers, and stamps.</summary>
public class DeviceRulesTests
{
    [Theory]
    [InlineData("\"1.5\"", null)]
    [InlineData("\" +2.50 \"", null)]
    [InlineData("\".5\"", null)]
    [InlineData("\"007\"", null)]
    [InlineData("\"1.50E+2\"", null)]
    [InlineData("\"0.1234567890123456789\"", "must be a safe number | 0.1234567890123456789")]
    [InlineData("\"5.\"", "must be a safe number | 5.")]
    [InlineData("\"00\"", "must be a safe number | 00")]
    [InlineData("\"1e400\"", "must be a safe number | 1e400")]
    [InlineData("\"1e21\"", "must be a safe number | 1e+21")]
    [InlineData("\"0.0\"", "must be a positive number | 0")]
    [InlineData("\"-0\"", "must be a positive number | 0")]
    [InlineData("\"-4e0\"", "must be a positive number | -4")]
    [InlineData("\"0x10\"", "must be a number | 0x10")]
    [InlineData("\"Infinity\"", "must be a number | Infinity")]
    [InlineData("\"\"", "must be a number | ")]
    [InlineData("\"１\"", "must be a number | １")]
    [InlineData("-1.2345678901234567e-5", "must be a positive number | -0.000012345678901234568")]
    public void FindViolation_TextForANumber_IsTakenOnlyWhereItSaysNoMoreThanTheNumber(string volts, string? expected) => Assert.Equal(
        expected is null ? null : "\"[0].data[0].battery.volts\" " + expected,
        Violation($$$"""[{"data":[{"battery":{"volts":{{{volts}}}}}]}]"""));

    [Fact]
    public void FindViolation_TooManyTextsForNumbers_ShowsTheNumbers() =>
        Assert.Equal("\"[0].data[0].load.volts\" must contain less than or equal to 2 items | 1.5,100,7", Violation("""[{"data":[{"load":{"volts":["1.50","1e2","007"]}}]}]"""));

    [Theory]
    [InlineData("[15,15]", "[0]\" must be less than or equal to 14 | 15")]
    [InlineData("[2,2,15]", "[2]\" must be less than or equal to 14 | 15")]
    [InlineData("[7,3,\"7.0\"]", "[2]\" contains a duplicate value | 7")]
    [InlineData("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,14]", "[14]\" contains a duplicate value | 14")]
    [InlineData("[null,null]", "[0]\" must be a number | null")]
    public void FindViolation_OpenCells_AreJudgedOneByOneBeforeTheyAreCompared(string open, string expected)
    {
        using var body = JsonDocument.Parse("[{\"data\":[{\"pack\":{\"cell\":{\"open\":" + open + "}}}]}]");
        Assert.Equal("\"[0].data[0].pack.cell.open" + expected, SundayaTelemetry.FindViolation(SundayaDatasetKind.Pms, body.RootElement));
    }

    [Theory]
    [InlineData("20240229T235959.9+0700", true)]
    [InlineData("20230229T235959.9+0700", false)]
    [InlineData("20240506T120000.032z", true)]
    [InlineData("20240506T120000.032+07", true)]
    [InlineData("20240506T120000.032-0330", true)]
    [InlineData("20240506T120000.032+070", false)]
    [InlineData("20240506T120000.032+7:00", false)]
    [InlineData("20240506T120000.032Z0", false)]
    [InlineData("20240506T250000.0+0700", true)]
    [InlineData("20240506T250000.0+07", false)]
    [InlineData("20240506T250000.0+2500", false)]
    [InlineData("20240506T240000.0009Z", true)]
    [InlineData("20240506T240000.001Z", false)]
    [InlineData("00000101T000000.0Z", true)]
    [InlineData("２0240506T120000.0Z", false)]
    public void FindViolation_Stamp_IsJudgedAsByTheServer(string stamp, bool isTaken) =>
        Assert.Equal(isTaken, Violation($$"""[{"data":[{"time_local":"{{stamp}}"}]}]""") is null);

    [Theory]
    [InlineData("8.64e15", null)]
    [InlineData("8.65e15", "\"[0].data[0].time_local\" must be a valid date | 8650000000000000")]
    public void FindViolation_StampAsNumber_IsMillisecondsThatADateCanHold(string number, string? expected) =>
        Assert.Equal(expected, Violation($$"""[{"data":[{"time_local":{{number}}}]}]"""));

    [Theory]
    [InlineData("6.9", 6.0)]
    [InlineData(" 12x", 12.0)]
    [InlineData("1e2", 1.0)]
    [InlineData("0x10", 16.0)]
    [InlineData("+3", 3.0)]
    public void Csv_Dock_IsTheWholeNumberInFront(string text, double expected)
    {
        var document = SundayaPmsCsv.Read(Csv("pack.dock", text));
        Assert.Equal(expected, (double)document.Datasets[0]!["data"]![0]!["pack"]!["dock"]!);
        Assert.Null(document.Violation);
    }

    [Theory]
    [InlineData("pack.dock", ".5", "\"[0].data[0].pack.dock\" must be a number | NaN")]
    [InlineData("pack.amps", "-Infinity", "\"[0].data[0].pack.amps\" cannot be infinity | -Infinity")]
    [InlineData("pack.amps", "1e400", "\"[0].data[0].pack.amps\" cannot be infinity | Infinity")]
    [InlineData("pack.amps", "infinity", "\"[0].data[0].pack.amps\" must be a number | NaN")]
    public void Csv_NumberThatIsNone_IsRefusedInTheServersWords(string column, string text, string expected) =>
        Assert.Equal(expected, SundayaPmsCsv.Read(Csv(column, text)).Violation);

    [Fact]
    public void Csv_Flags_AreSetByTheWholeNumberInFront()
    {
        var document = SundayaPmsCsv.Read(Csv("cell.open.3", "0x1").Replace(",,,,,,,,,,,25,25", ",0.9,-1,1e-2,,,,,,,,25,25", StringComparison.Ordinal));
        Assert.Equal("[3,6,7]", document.Datasets[0]!["data"]![0]!["pack"]!["cell"]!["open"]!.ToJsonString());
    }

    private static string Csv(string column, string text)
    {
        string[] names = SundayaPmsCsv.Header.Split(',');
        var cells = names.Select(name => name == column ? text : name switch
        {
            "pms_id" or "pack.id" => "P",
            "status.code" => "0001",
            "time_local" => "20240506T070809.000+0700",
            _ when name.Contains(".open.", StringComparison.Ordinal) => "",
            "pack.dock" => "1",
            _ => "25",
        });
        return SundayaPmsCsv.Header + "\n" + string.Join(',', cells);
    }

    private static string? Violation(string datasets)
    {
        using var body = JsonDocument.Parse(datasets);
        return SundayaTelemetry.FindViolation(SundayaDatasetKind.Mppt, body.RootElement);
    }
}
