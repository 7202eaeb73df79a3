namespace Energy.Clients.Conformance.Tests;

public sealed class JsonCompareTests
{
    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1", "1e0")]
    [InlineData("-0.0", "0")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("\"a\"", "\"\\u0061\"")]
    [InlineData("{\"a\":1,\"b\":[true,null]}", "{\"b\":[true,null],\"a\":1}")]
    [InlineData("\"\\ud800\"", "\"\\ud800\"")]
    public void Compare_SameValue_IsEqual(string expected, string actual) => Assert.True(Compare(expected, actual).AreEqual);

    [Theory]
    [InlineData("1", "1.0000001")]
    [InlineData("1", "\"1\"")]
    [InlineData("12345678901234567890123", "12345678901234567890124")]
    [InlineData("true", "false")]
    [InlineData("null", "0")]
    [InlineData("null", "\"\"")]
    [InlineData("\"a\"", "\"A\"")]
    [InlineData("[]", "[1]")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("[1]", "{}")]
    [InlineData("{\"a\":1}", "{}")]
    [InlineData("{}", "{\"a\":1}")]
    [InlineData("\"\\ud800\"", "\"\\ud801\"")]
    [InlineData("{\"a\":null}", "{}")]
    public void Compare_OtherValue_Differs(string expected, string actual) => Assert.NotEmpty(Compare(expected, actual).Differences);

    [Fact]
    public void Compare_Differences_NameThePathAndBothValues()
    {
        Comparison comparison = Compare("""{"a":[{"b":1}]}""", """{"a":[{"b":2}]}""");
        Assert.Equal("a[0].b: expected 1, ours is 2", Assert.Single(comparison.Differences));
        Assert.Equal(["a[0].b"], comparison.DifferentPaths);
    }

    [Fact]
    public void Compare_Tolerance_IsRelative()
    {
        var options = new CompareOptions { RelativeTolerance = 1e-9 };
        Assert.True(Compare("100", "100.00000000000001", options).AreEqual);
        Assert.False(Compare("100", "100.001", options).AreEqual);
        Assert.False(Compare("0", "0.000000000001", options).AreEqual);
    }

    [Fact]
    public void Compare_NegativeZero_DiffersWhenAsked()
    {
        var options = new CompareOptions { DistinguishNegativeZero = true };
        Assert.False(Compare("-0.0", "0.0", options).AreEqual);
        Assert.True(Compare("-0.0", "-0.0", options).AreEqual);
    }

    [Fact]
    public void Compare_Instants_OnlyAtTheirPaths()
    {
        var options = new CompareOptions { InstantsAt = [JsonPath.Parse("at")] };
        const string Theirs = """{"at":"2031-05-01T12:00:00+02:00","text":"2031-05-01T12:00:00+02:00"}""";
        Comparison comparison = Compare(Theirs, """{"at":"2031-05-01T10:00:00Z","text":"2031-05-01T10:00:00Z"}""", options);
        Assert.Equal(["text"], comparison.DifferentPaths);
        Assert.False(Compare(Theirs, """{"at":"2031-05-01T10:00:01Z","text":"2031-05-01T12:00:00+02:00"}""", options).AreEqual);
    }

    [Fact]
    public void Compare_UnorderedArray_IsASetWithCounts()
    {
        var options = new CompareOptions { UnorderedAt = [JsonPath.Parse("")] };
        Assert.True(Compare("[1,{\"a\":2},1]", "[{\"a\":2},1,1]", options).AreEqual);
        Assert.False(Compare("[1,1,2]", "[1,2,2]", options).AreEqual);
        Assert.False(Compare("[1]", "[]", options).AreEqual);
    }

    [Fact]
    public void Compare_Volatile_CountsWhatItDoesNotCompare()
    {
        var options = new CompareOptions
        {
            Volatile = [new(JsonPath.Parse("at"), VolatileMode.Shape), new(JsonPath.Parse("secret"), VolatileMode.Ignored)],
        };
        Comparison comparison = Compare(
            """{"at":"2031-05-01T12:00:00Z","secret":{"x":1,"y":[2]},"n":3}""", """{"at":"2032-12-31T23:59:59Z","n":3}""", options);
        Assert.True(comparison.AreEqual);
        Assert.Equal((1, 1, 2), (comparison.ExactLeaves.Count, comparison.ShapeLeaves, comparison.IgnoredLeaves));
        Assert.False(Compare("""{"at":"2031-05-01T12:00:00Z"}""", """{"at":"today"}""", options).AreEqual);
        Assert.False(Compare("""{"at":"2031-05-01T12:00:00Z"}""", """{"at":null}""", options).AreEqual);
    }

    [Fact]
    public void Compare_Present_AsksThatTheMemberIsThereAndOfItsType()
    {
        var options = new CompareOptions { Volatile = [new(JsonPath.Parse("made_on"), VolatileMode.Present)] };
        Assert.True(Compare("""{"made_on":"2031-05-01T12:00:00Z"}""", """{"made_on":"today"}""", options).AreEqual);
        Assert.False(Compare("""{"made_on":"2031-05-01T12:00:00Z"}""", "{}", options).AreEqual);
        Assert.False(Compare("""{"made_on":"2031-05-01T12:00:00Z"}""", """{"made_on":null}""", options).AreEqual);
        Assert.False(Compare("{}", """{"made_on":"2031-05-01T12:00:00Z"}""", options).AreEqual);
    }

    [Fact]
    public void Compare_ExtraMembers_AreRefusedUnlessAllowedThere()
    {
        var options = new CompareOptions { ExtraMembersAt = [JsonPath.Parse("answer.**")] };
        Assert.True(Compare("""{"answer":{"a":[{}]}}""", """{"answer":{"a":[{"b":1}],"c":2}}""", options).AreEqual);
        Assert.False(Compare("""{"answer":{}}""", """{"answer":{},"more":1}""", options).AreEqual);
    }

    [Fact]
    public void Compare_NullMayBeMissing_OnlyForNull()
    {
        var options = new CompareOptions { NullMayBeMissing = true };
        Assert.True(Compare("""{"a":null}""", "{}", options).AreEqual);
        Assert.False(Compare("""{"a":0}""", "{}", options).AreEqual);
    }

    [Theory]
    [InlineData("2031-05-01T12:00:00.123Z", "0-0-a:0:0.0Z")]
    [InlineData("d41d8cd9-8f00", "a-a")]
    [InlineData("12 of 400", "0 a 0")]
    public void Form_Text_KeepsOnlyTheStructure(string text, string form) =>
        Assert.Equal(JsonCompare.Form(form.Replace("a", "T9", StringComparison.Ordinal)), JsonCompare.Form(text));

    private static Comparison Compare(string expected, string actual, CompareOptions? options = null) =>
        JsonCompare.Compare(JsonText.Parse(expected), JsonText.Parse(actual), options);
}
