using System.Globalization;

namespace Energy.Clients.Tests.Http;

public class EnergyPathTests
{
    private static readonly EnergyPath Claim = new("api/v1/org/{slug}/device/{device}/claim/");

    [Fact]
    public void Expand_FillsThePlacesInOrderAndKeepsWhatIsBetween() =>
        Assert.Equal("api/v1/org/arch/device/d--0000-0000-0000-0c31/claim/", Claim.Expand("arch", DeviceSlug.Parse("d--c31")));

    [Fact]
    public void Expand_OfATextWithDelimiters_KeepsItOneSegment() =>
        Assert.Equal("things/a%2Fb%3Fc%23d%20e", new EnergyPath("things/{id}").Expand("a/b?c#d e"));

    [Fact]
    public void Expand_OfNumbersInACultureWithAComma_WritesThemInvariantly()
    {
        var before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal("at/-1.5/1234567", new EnergyPath("at/{x}/{y}").Expand(-1.5, 1234567));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Expand_OfATemplateWithoutPlaces_IsTheTemplate() => Assert.Equal("api/health/", new EnergyPath("api/health/").Expand());

    [Fact]
    public void Expand_WithTooFewOrTooManyValues_SaysHowManyPlacesThereAre()
    {
        Assert.Contains("has 2 places, 1 values", Assert.Throws<ArgumentException>(() => Claim.Expand("arch")).Message, StringComparison.Ordinal);
        Assert.Contains("has 2 places, 3 values", Assert.Throws<ArgumentException>(() => Claim.Expand("arch", "d--1", "x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    public void Expand_WithATextThatIsNoSegment_NamesThePlace(string text) =>
        Assert.Equal("device", Assert.ThrowsAny<ArgumentException>(() => Claim.Expand("arch", text)).ParamName);

    [Fact]
    public void ExpandLeading_LeavesOutWhatFollowsTheLastValue()
    {
        var path = new EnergyPath("energy/{kind}/{period}/{site}");

        Assert.Equal("energy", path.ExpandLeading());
        Assert.Equal("energy/harvest", path.ExpandLeading("harvest"));
        Assert.Equal("energy/harvest/week", path.ExpandLeading("harvest", "week"));
        Assert.Equal("energy/harvest/week/999", path.ExpandLeading("harvest", "week", 999));
    }

    [Fact]
    public void ExpandLeading_WithMoreValuesThanPlaces_SaysHowManyPlacesThereAre() =>
        Assert.Contains("has 1 places, 2 values", Assert.Throws<ArgumentException>(() => new EnergyPath("things/{id}").ExpandLeading(1, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void Template_WithAnOpenBrace_IsRefused() =>
        Assert.Contains("not closed", Assert.Throws<ArgumentException>(() => new EnergyPath("things/{id")).Message, StringComparison.Ordinal);
}
