namespace Energy.Clients.Conformance.Tests;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/a b/c", "/a%20b/c")]
    [InlineData("/é#x?y=ü", "/%C3%A9%23x?y=%C3%BC")]
    [InlineData("/a%2Fb?c=%41", "/a%2Fb?c=%41")]
    public void Escape_Target_EncodesOnlyWhatCannotBeSent(string raw, string expected) => Assert.Equal(expected, RequestTarget.Escape(raw));

    [Fact]
    public void Canonical_TwoSpellings_AreOne()
    {
        Assert.Equal(RequestTarget.CanonicalPath("/a%3ab/c"), RequestTarget.CanonicalPath("/a:b/c?x"));
        Assert.NotEqual(RequestTarget.CanonicalPath("/a%2Fb"), RequestTarget.CanonicalPath("/a/b"));
        Assert.Equal(RequestTarget.CanonicalQuery("/?b=1&a=x%3Ay"), RequestTarget.CanonicalQuery("/?a=x:y&b=1"));
        Assert.NotEqual(RequestTarget.CanonicalQuery("/?a=1"), RequestTarget.CanonicalQuery("/?a=1&a=1"));
    }

    [Theory]
    [InlineData("/s/{id}/x", "/s/a%20b/x?q=1", "a b")]
    [InlineData("/s/{id}/x", "/s//x", null)]
    [InlineData("/s/{id}/x", "/s/1/x/", null)]
    [InlineData("/s/{id}/x", "/t/1/x", null)]
    [InlineData("/s/{*id}", "/s/1/2", "1/2")]
    public void Match_Template_GivesTheDecodedSegment(string template, string target, string? id) =>
        Assert.Equal(id, RequestTarget.Match(template, target)?["id"]);
}
