using System.Text.Json;

namespace Energy.Clients.Conformance.Tests;

public sealed class KnownDifferencesTests
{
    private const string Odd =
        """{"id":"odd","side":"vector","operation":"op","when":[{"path":"n","in":[1,3]}],"ours":{"equals":"odd"},"reason":"theirs calls odd numbers even"}""";
    private const string Large =
        """{"id":"large","side":"vector","operation":["op","other"],"when":[{"path":"n","greaterThan":2}],"ours":"refused","reason":"theirs takes numbers that are too large"}""";

    [Fact]
    public void Judge_EqualWithoutRule_Passes() => Assert.Null(Judge("2", "\"even\"", "\"even\"").Failure);

    [Fact]
    public void Judge_EqualAlthoughARuleApplies_FailsNamingTheRule()
    {
        Verdict verdict = Judge("1", "\"odd\"", "\"odd\"");
        Assert.Contains("'odd' no longer differs", verdict.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_DifferentAsTheRuleSays_PassesAndNamesTheRule()
    {
        Verdict verdict = Judge("1", "\"odd\"", "\"even\"");
        Assert.Null(verdict.Failure);
        Assert.Equal("odd", verdict.Rule?.Id);
    }

    [Fact]
    public void Judge_DifferentButNotTheRulesAnswer_Fails() =>
        Assert.Contains("Known difference 'odd' applies, but", Judge("1", "\"strange\"", "\"even\"").Failure, StringComparison.Ordinal);

    [Fact]
    public void Judge_DifferentWithoutRule_FailsWithTheDifference() =>
        Assert.Contains("expected \"even\", ours is \"odd\"", Judge("2", "\"odd\"", "\"even\"").Failure, StringComparison.Ordinal);

    [Fact]
    public void Judge_TwoRulesApply_Fails() => Assert.Contains("odd, large", Judge("3", "\"odd\"", "\"even\"").Failure, StringComparison.Ordinal);

    [Fact]
    public void Judge_OtherOperationOrSide_RuleDoesNotApply()
    {
        Assert.NotNull(Judge("1", "\"odd\"", "\"even\"", operation: "other").Failure);
        Assert.NotNull(Judge("1", "\"odd\"", "\"even\"", side: "client").Failure);
    }

    [Fact]
    public void Judge_RefusedByRule_PassesOnlyWhenRefused()
    {
        KnownDifferences rules = KnownDifferences.Parse($"[{Large}]");
        var content = JsonText.Parse("""{"n":4}""");
        var theirs = Outcome.Value(JsonText.Parse("4"));
        var refused = Outcome.Refused("too large");
        Assert.Null(rules.Judge("vector", "other", content, refused, Check().Compare(theirs, refused)).Failure);
        var taken = Outcome.Value(JsonText.Parse("5"));
        Assert.NotNull(rules.Judge("vector", "other", content, taken, Check().Compare(theirs, taken)).Failure);
    }

    [Theory]
    [InlineData("""{"equals":{"a":1}}""", """{"a":1}""", true)]
    [InlineData("""{"equals":{"a":1}}""", """{"a":2}""", false)]
    [InlineData("""{"path":"a","equals":1}""", """{"a":1,"b":7}""", true)]
    [InlineData("""{"path":"c","equals":1}""", """{"a":1}""", false)]
    [InlineData("""{"path":"x[*]","equals":1}""", """{"x":[1,2]}""", false)]
    [InlineData("""{"path":"a","equalsPath":"n"}""", """{"a":7}""", true)]
    [InlineData("""{"equalsPath":"none"}""", "7", false)]
    [InlineData("""{"differsOnlyAt":["a"]}""", """{"a":1,"b":0}""", true)]
    [InlineData("""{"differsOnlyAt":["b"]}""", """{"a":1,"b":0}""", false)]
    [InlineData("""[{"differsOnlyAt":["a"]},{"path":"a","equals":5}]""", """{"a":1,"b":0}""", false)]
    [InlineData("\"refused\"", "1", false)]
    [InlineData("""{"assert":"self-test-is-one"}""", "1", true)]
    [InlineData("""{"assert":"self-test-is-one"}""", "2", false)]
    public void Expectation_Ours_HoldsOrNot(string expectation, string ours, bool holds)
    {
        var outcome = Outcome.Value(JsonText.Parse(ours));
        Comparison comparison = Check().Compare(Outcome.Value(JsonText.Parse("""{"a":0,"b":0}""")), outcome);
        string? failure = Expectation.Parse(JsonText.Parse(expectation)).Failure(JsonText.Parse("""{"n":7}"""), outcome, comparison);
        Assert.Equal(holds, failure is null);
    }

    [Theory]
    [InlineData("""{"path":"a","equals":1}""", true)]
    [InlineData("""{"path":"a","equals":2}""", false)]
    [InlineData("""{"path":"list[*].x","equals":2}""", true)]
    [InlineData("""{"path":"list[*].x","equals":3}""", false)]
    [InlineData("""{"path":"s","matches":"^T.*t$"}""", true)]
    [InlineData("""{"path":"a","matches":"^1$"}""", true)]
    [InlineData("""{"path":"none","exists":false}""", true)]
    [InlineData("""{"path":"none","exists":true}""", false)]
    [InlineData("""{"path":"nil","exists":true}""", true)]
    [InlineData("""{"path":"nil","type":"null"}""", true)]
    [InlineData("""{"path":"s","type":"number"}""", false)]
    [InlineData("""{"path":"a","lessThan":1}""", false)]
    [InlineData("""{"path":"a","atMost":1}""", true)]
    [InlineData("""{"path":"a","atLeast":1}""", true)]
    [InlineData("""{"path":"s","lessThan":1}""", false)]
    [InlineData("""{"path":"list","length":{"equals":2}}""", true)]
    [InlineData("""{"path":"s","length":{"greaterThan":4}}""", false)]
    [InlineData("""{"path":"a","in":[3,1]}""", true)]
    [InlineData("""{"path":"list[0].x","equalsPath":"a"}""", true)]
    [InlineData("""{"path":"list[1].x","equalsPath":"a"}""", false)]
    [InlineData("""{"any":[{"path":"a","equals":2},{"path":"s","matches":"ex"}]}""", true)]
    [InlineData("""{"all":[{"path":"a","equals":2},{"path":"s","matches":"ex"}]}""", false)]
    [InlineData("""{"not":{"path":"a","equals":2}}""", true)]
    [InlineData("""{"check":"self-test-has-s"}""", true)]
    public void Condition_Content_HoldsOrNot(string condition, bool holds)
    {
        var content = JsonText.Parse("""{"a":1,"s":"Text","nil":null,"list":[{"x":1},{"x":2}]}""");
        Assert.Equal(holds, Condition.Parse(JsonText.Parse(condition)).Holds(content));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[],"ours":"refused"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[],"ours":"refused","reason":" "}""")]
    [InlineData("""{"id":"x","side":"both","operation":"op","when":[],"ours":"refused","reason":"a good long reason"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[],"ours":"accepted","reason":"a good long reason"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[],"ours":{"assert":"nobody"},"reason":"a good long reason"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":{},"ours":"refused","reason":"a good long reason"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[{"path":"a","like":"b"}],"ours":"refused","reason":"a good long reason"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[{"path":"a","matches":"("}],"ours":"refused","reason":"a good long reason"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[{"path":"name","equals":"one"}],"ours":"refused","reason":"a good long reason"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[{"any":[{"path":"scenario","exists":true}]}],"ours":"refused","reason":"a good long reason"}""")]
    [InlineData("""{"id":"x","side":"vector","operation":"op","when":[],"ours":"refused","reason":"a good long reason","more":1}""")]
    public void Parse_MalformedRule_Throws(string rule) => Assert.Throws<FormatException>(() => KnownDifferences.Parse($"[{rule}]"));

    [Fact]
    public void Parse_TwoRulesOfOneId_Throws() => Assert.Throws<FormatException>(() => KnownDifferences.Parse($"[{Odd},{Odd}]"));

    private static CaseCheck Check() => new("made-up", "vector", "op", "case", JsonText.Parse("{}"));

    private static Verdict Judge(string n, string ours, string theirs, string operation = "op", string side = "vector")
    {
        KnownDifferences rules = KnownDifferences.Parse($"[{Odd},{Large}]");
        JsonElement content = JsonText.Parse($$"""{"n":{{n}}}""");
        var outcome = Outcome.Value(JsonText.Parse(ours));
        return rules.Judge(side, operation, content, outcome, Check().Compare(Outcome.Value(JsonText.Parse(theirs)), outcome));
    }
}
