namespace Energy.Clients.Tests;

public class PositiveDirectionTests
{
    /// <summary>Each has an opposite that has it for its own.</summary>
    [Theory]
    [InlineData("consumption")]
    [InlineData("import")]
    [InlineData("discharge")]
    [InlineData("")]
    public void SeriesInfo_OfAnyDirection_ReadsBackEqualWithAPlainSerializer(string name)
    {
        var info = new SeriesInfo { Identity = "test:/a", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Positive = new PositiveDirection(name) };

        Assert.Equal(info, System.Text.Json.JsonSerializer.Deserialize<SeriesInfo>(System.Text.Json.JsonSerializer.Serialize(info)));
    }

    [Fact]
    public void None_IsTheDefault()
    {
        Assert.Equal(default, PositiveDirection.None);
        Assert.Equal(default, new PositiveDirection(null!));
        Assert.Equal(PositiveDirection.None, new PositiveDirection("x") with { Name = "" });
        Assert.Equal("", default(PositiveDirection).Name);
        Assert.NotEqual(default, PositiveDirection.Charge);
        Assert.Equal("charge", PositiveDirection.Charge.ToString());
    }
}
