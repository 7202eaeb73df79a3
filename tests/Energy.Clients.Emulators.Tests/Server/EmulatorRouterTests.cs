using Energy.Clients.Emulators;

namespace Energy.Clients.Tests;

public class EmulatorRouterTests
{
    private static readonly Func<EmulatorExchange, Task> Nothing = _ => Task.CompletedTask;

    [Theory]
    [InlineData("/api/things", "/api/things", "")]
    [InlineData("/api/things/7", "/api/things/{id}", "id=7")]
    [InlineData("/api/things/a%20b%2Fc%3Fd%23%C3%A9", "/api/things/{id}", "id=a b/c?d#é")]
    [InlineData("/api/things/%7Bid%7D", "/api/things/{id}", "id={id}")]
    [InlineData("/files/a/b%2Fc", "/files/{**path}", "path=a/b/c")]
    [InlineData("/files", "/files/{**path}", "path=")]
    [InlineData("/api/Things", null, "")]
    [InlineData("/api/things/", null, "")]
    [InlineData("/api/things/7/more", null, "")]
    [InlineData("/api", null, "")]
    [InlineData("/mixed/DEEP/Down", "/mixed/deep/down", "")]
    [InlineData("/Mixed/deep/down", null, "")]
    public void Match_OfAPath_FindsTheTemplateAndTheValues(string path, string? template, string values)
    {
        var router = new EmulatorRouter(TrailingSlash.Refused)
            .Map("GET", "/api/things", Nothing)
            .Map("GET", "/api/things/{id}", Nothing)
            .Map("GET", "/files/{**path}", Nothing)
            .Map("GET", "/mixed/deep/down", Nothing, caseSensitiveSegments: 1);
        var match = router.Match("GET", path);
        Assert.Equal(template, match.Route?.Template);
        if (template is not null)
        {
            Assert.Equal(values, string.Join(',', match.Values.Select(v => $"{v.Key}={v.Value}")));
        }
    }

    [Fact]
    public void Match_OfAnotherMethod_ListsTheAllowedOnes()
    {
        var router = new EmulatorRouter(TrailingSlash.Tolerated).Map("GET", "/x", Nothing).Map("POST", "/x", Nothing);
        var match = router.Match("DELETE", "/x/");
        Assert.Equal(EmulatorMatchKind.MethodNotAllowed, match.Kind);
        Assert.Equal(["GET", "POST"], match.Allowed);
        Assert.Equal(EmulatorMatchKind.Found, router.Match("POST", "/x/").Kind);
    }

    [Fact]
    public void Match_WhereTheSlashIsRequired_TellsItsAbsenceFromAnUnknownPath()
    {
        var router = new EmulatorRouter(TrailingSlash.Required).Map("GET", "/x/{id}/", Nothing);
        Assert.Equal(EmulatorMatchKind.Found, router.Match("GET", "/x/1/").Kind);
        Assert.Equal(EmulatorMatchKind.SlashMissing, router.Match("PUT", "/x/1").Kind);
        Assert.Equal(EmulatorMatchKind.NotFound, router.Match("GET", "/y").Kind);
    }
}
