namespace Energy.Clients.Tests.Http;

public class PathSegmentTests
{
    [Theory]
    [InlineData("a/b?c#d e", "a%2Fb%3Fc%23d%20e")]
    [InlineData("...", "...")]
    [InlineData("..a", "..a")]
    [InlineData("é", "%C3%A9")]
    public void Escape_OfAnyText_StaysOneSegmentThatGivesTheTextBack(string text, string expected)
    {
        Assert.Equal(expected, PathSegment.Escape(text, "id"));
        var address = new Uri(new Uri("https://vendor.example/api/things/"), expected + "/rows");
        Assert.Equal(["/", "api/", "things/", expected + "/", "rows"], address.Segments);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public void Escape_OfNothingOrOfAnotherPlace_IsRefusedByTheArgumentsName(string? text) =>
        Assert.Equal("id", Assert.ThrowsAny<ArgumentException>(() => PathSegment.Escape(text!, "id")).ParamName);
}
