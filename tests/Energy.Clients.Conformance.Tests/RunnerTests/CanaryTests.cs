namespace Energy.Clients.Conformance.Tests;

public sealed class CanaryTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("-0.5")]
    [InlineData("1e300")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("""{"a":[1,"x",{"b":true,"c.d":false}],"e":[],"f":{},"g":null}""")]
    public void Mutate_AnyLeaf_NoLongerEqualsTheOriginal(string json)
    {
        var original = JsonText.Parse(json);
        var loose = new CompareOptions { RelativeTolerance = 1e-6, InstantsAt = [JsonPath.Parse("**")] };
        foreach (string leaf in JsonCompare.Leaves(original))
        {
            var changed = Canary.Mutate(original, leaf);
            Comparison comparison = JsonCompare.Compare(changed, original, loose);
            Assert.Contains(leaf, comparison.DifferentPaths.Select(path => path.StartsWith(leaf, StringComparison.Ordinal) ? leaf : path));
        }
    }

    [Theory]
    [InlineData("2030-05-06T07:08:09Z", "2030-05-06T07:08:08Z")]
    [InlineData("unit kW", "unit lW")]
    [InlineData("wheel", "wheem")]
    [InlineData("fuzz", "fuzy")]
    [InlineData("", "canary")]
    [InlineData("Ω", "Ωcanary")]
    public void OtherText_AnyText_IsAnotherOfItsForm(string text, string other) => Assert.Equal(other, Canary.OtherText(text));

    [Theory]
    [InlineData("7", "8")]
    [InlineData("true", "false")]
    [InlineData("\"a1\"", "\"a2\"")]
    [InlineData("null", "\"canary\"")]
    public void MutateInKind_Leaf_StaysOfItsKind(string json, string other) =>
        Assert.Equal(other, Canary.MutateInKind(JsonText.Parse(json), "").GetRawText());

    [Fact]
    public void Mutate_NoSuchLeaf_Throws() => Assert.Throws<ArgumentException>(() => Canary.Mutate(JsonText.Parse("{}"), "a.b"));

    [Fact]
    public void For_SameCase_GivesTheSameChoices()
    {
        Assert.Equal(Canary.For("one").Next(), Canary.For("one").Next());
        Assert.NotEqual(Canary.For("one").Next(), Canary.For("two").Next());
    }

    [Fact]
    public void Verify_RuleThatAcceptsAnything_TurnsTheCaseRed()
    {
        var rules = KnownDifferences.Parse("""
            [{"id":"loose","side":"vector","operation":"op","when":[],"ours":{"differsOnlyAt":["**"]},"reason":"accepts whatever we answer"}]
            """);
        var check = new CaseCheck("made-up", "vector", "op", "case", JsonText.Parse("{}")) { Rules = rules, Report = new ConformanceReport("made-up") };

        // The mutants of ours still differ from theirs and the rule lets everything differ, except the one that would equal theirs.
        var failure = Assert.ThrowsAny<Exception>(() => check.Verify(Outcome.Value(JsonText.Parse("[1,2]")), Outcome.Value(JsonText.Parse("[9,9]"))));
        Assert.Contains("canary is alive", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ComparisonThatIgnoresEverything_StillTurnsRedByTheOutcome()
    {
        var options = new CompareOptions { Volatile = [new(JsonPath.Parse("**"), VolatileMode.Ignored)] };
        var check = new CaseCheck("made-up", "vector", "op", "case", JsonText.Parse("{}"))
        {
            Rules = new KnownDifferences([]),
            Report = new ConformanceReport("made-up"),
            Options = options,
        };
        check.Verify(Outcome.Value(JsonText.Parse("1")), Outcome.Value(JsonText.Parse("2")));
        Assert.Equal((0, 1), (check.Report.Side("vector").ExactLeaves, check.Report.Side("vector").IgnoredLeaves));
    }
}
