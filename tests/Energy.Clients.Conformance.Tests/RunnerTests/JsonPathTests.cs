namespace Energy.Clients.Conformance.Tests;

public sealed class JsonPathTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("a.b", "a.b", true)]
    [InlineData("a.b", "a.bc", false)]
    [InlineData("a.b", "a.b.c", false)]
    [InlineData("a[0]", "a[0]", true)]
    [InlineData("a[0]", "a[10]", false)]
    [InlineData("a[*].b", "a[12].b", true)]
    [InlineData("a[*].b", "a.b", false)]
    [InlineData("a.*", "a.b", true)]
    [InlineData("a.*", "a['b.c']", true)]
    [InlineData("a.*", "a[0]", false)]
    [InlineData("**.at", "at", true)]
    [InlineData("**.at", "a[3].b.at", true)]
    [InlineData("**.at", "a.that", false)]
    [InlineData("a.**", "a", true)]
    [InlineData("a.**", "a[0].b", true)]
    [InlineData("['x.y'].z", "['x.y'].z", true)]
    [InlineData("[*].z", "[4].z", true)]
    public void Matches_ConcretePath_FollowsThePattern(string pattern, string concrete, bool expected) =>
        Assert.Equal(expected, JsonPath.Parse(pattern).Matches(concrete));

    [Theory]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a['b")]
    public void Parse_NoPath_Throws(string text) => Assert.Throws<FormatException>(() => JsonPath.Parse(text));

    [Theory]
    [InlineData("a", "[1,{\"b\":2}]")]
    [InlineData("a[1].b", "2")]
    [InlineData("**.b", "2|3")]
    [InlineData("a[*]", "1|{\"b\":2}")]
    [InlineData("*.b", "3")]
    [InlineData("['d.e']", "4")]
    [InlineData("none.there", "")]
    [InlineData("", "{\"a\":[1,{\"b\":2}],\"c\":{\"b\":3},\"d.e\":4}")]
    public void Select_MadeUpDocument_GivesTheValuesInOrder(string path, string expected)
    {
        var root = JsonText.Parse("""{"a":[1,{"b":2}],"c":{"b":3},"d.e":4}""");
        Assert.Equal(expected, string.Join('|', JsonPath.Parse(path).Select(root).Select(value => value.GetRawText())));
    }

    [Fact]
    public void Leaves_EveryPath_SelectsItsOwnLeaf()
    {
        var root = JsonText.Parse("""{"a":[1,{"b":null}],"c.d":{"":"x"},"e":[],"f":{}}""");
        foreach (string leaf in JsonCompare.Leaves(root))
        {
            Assert.Single(JsonPath.Parse(leaf).Select(root));
        }

        Assert.Equal(["a[0]", "a[1].b", "['c.d']['']", "e", "f"], JsonCompare.Leaves(root));
    }
}
