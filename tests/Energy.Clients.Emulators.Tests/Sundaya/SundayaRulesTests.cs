using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Emulators.Tests;

/// <summary>What the server's validator, its arithmetic and its content negotiation make of odd input.</summary>
public class SundayaRulesTests
{
    [Theory]
    [InlineData("\"2.50\"", null)]
    [InlineData("\"3e-2\"", null)]
    [InlineData("\"0.5E1\"", null)]
    [InlineData("\"012\"", null)]
    [InlineData("\".5e1\"", "must be a safe number | .5e1")]
    [InlineData("\"9.\"", "must be a safe number | 9.")]
    [InlineData("\"0.30000000000000004441\"", "must be a safe number | 0.30000000000000004441")]
    [InlineData("\"-1e1\"", "must be a positive number | -10")]
    [InlineData("\"-0.00\"", "must be a positive number | 0")]
    [InlineData("\"1 2\"", "must be a number | 1 2")]
    [InlineData("9007199254740992", "must be a safe number | 9007199254740992")]
    public void Validator_TextForANumber_IsTakenOnlyWhenTheNumberSaysTheSame(string volts, string? expected)
    {
        using var body = JsonDocument.Parse($$$"""[{"data":[{"battery":{"volts":{{{volts}}}}}]}]""");
        Assert.Equal(expected is null ? null : "\"[0].data[0].battery.volts\" " + expected, SundayaDatasetShape.Mppt.Shape.Check(SundayaJson.Read(body.RootElement)));
    }

    [Fact]
    public void Validator_ListOutOfBounds_ShowsWhatItTook()
    {
        using var body = JsonDocument.Parse("""[{"data":[{"grid":{"pf":["0.50",1,"1e-1","0.25"]}}]}]""");
        Assert.Equal("\"[0].data[0].grid.pf\" must contain less than or equal to 3 items | 0.5,1,0.1,0.25",
            SundayaDatasetShape.Inverter.Shape.Check(SundayaJson.Read(body.RootElement)));
    }

    [Theory]
    [InlineData("[3,3]", "[0]\" must be less than or equal to 2 | 3")]
    [InlineData("[1,\"1\"]", "[1]\" contains a duplicate value | 1")]
    [InlineData("[1,2,1]", "[2]\" contains a duplicate value | 1")]
    [InlineData("[{},{}]", "[0]\" must be a number | [object Object]")]
    public void Validator_OpenTransistors_AreJudgedOneByOneBeforeTheyAreCompared(string open, string expected)
    {
        using var body = JsonDocument.Parse("[{\"data\":[{\"pack\":{\"fet\":{\"open\":" + open + "}}}]}]");
        Assert.Equal("\"[0].data[0].pack.fet.open" + expected, SundayaDatasetShape.Pms.Shape.Check(SundayaJson.Read(body.RootElement)));
    }

    [Theory]
    [InlineData("20240506T120000.032z", true)]
    [InlineData("20240506T120000.032-11", true)]
    [InlineData("20240506T120000.032Z12", false)]
    [InlineData("20240506T126500.0+0700", true)]
    [InlineData("20240506T126500.0+07", false)]
    [InlineData("00000229T000000.0Z", true)]
    public void Stamp_Text_IsAcceptedAsByTheChecker(string stamp, bool expected) => Assert.Equal(expected, SundayaStamp.IsAccepted(stamp));

    [Theory]
    [InlineData(7.5625, 16.5, 124.7813)]
    [InlineData(7.5625, -16.5, -124.7813)]
    [InlineData(1.00005, 1, 1.0001)]
    [InlineData(0.00003, -1, 0)]
    public void Watts_Half_GoesAwayFromZero(double volts, double amps, double expected)
    {
        using var body =
            JsonDocument.Parse(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$$"""[{"mppt_id":"M","status":{"code":"0001"},"data":[{"time_local":"20240506T070809.000Z","pv":{"volts":[],"amps":[]},"battery":{"volts":{{{volts}}}"""
                        + $$$""","amps":{{{amps}}}},"load":{"volts":[],"amps":[]}}]}]"""));
        var message = Assert.Single(SundayaPublishing.Messages(SundayaDatasetShape.Mppt, SundayaJson.Read(body.RootElement), "S000", Instant.FromUtc(2024, 5, 6, 7, 8)));
        Assert.Equal(expected, (double)message.Value["battery"]!["watts"]!);
    }

    [Theory]
    [InlineData("*/*, text/html", "text/html")]
    [InlineData("text/*, text/plain", "text/plain")]
    [InlineData("text/plain;q=0.5;level=1", "text/plain")]
    [InlineData("text/plain;level=1;q=0.5", null)]
    [InlineData("text/plain;q=0, text/plain", "text/plain")]
    [InlineData("text/plain; q=\"0.3\", application/json;q=.25", "text/plain")]
    [InlineData("*", null)]
    public void Accept_Header_GoesByQualityThenByHowExactlyATypeIsNamed(string header, string? expected) => Assert.Equal(expected, SundayaAccept.Choose(header));
}
