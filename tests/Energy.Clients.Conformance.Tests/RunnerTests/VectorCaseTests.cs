using System.Text.Json;
using Xunit.Abstractions;

namespace Energy.Clients.Conformance.Tests;

public sealed class VectorCaseTests
{
    [Theory]
    [InlineData("""{"x":1,"name":"first\nline\tand é"}""", "first line and ?")]
    [InlineData("[1, 2]", "[1, 2]")]
    [InlineData("""{"input":{"a":1}}""", """{"a":1}""")]
    [InlineData("""{"name":"\ud800 lone"}""", @"""\ud800 lone""")]
    public void ToString_Row_EndsWithAPrintableHint(string json, string hint) =>
        Assert.Equal($"made-up#0 {hint}", new VectorCase("made-up", JsonText.Parse(json)).ToString());

    [Fact]
    public void Theirs_ErrorMember_IsARefusal()
    {
        Assert.True(Row("""{"error":"Type: text"}""").Theirs("output").IsRefused);
        Assert.Equal(JsonValueKind.Null, Row("""{"output":null}""").Theirs("output").Json.ValueKind);
        Assert.Throws<KeyNotFoundException>(() => Row("{}").Theirs("output"));
    }

    [Fact]
    public void Outcome_ExceptionsOfThreeKinds_AreToldApart()
    {
        Assert.True(Outcome.Of(() => throw new FormatException()).IsRefused);
        Assert.True(Outcome.Of(() => throw new TimeoutException(), typeof(TimeoutException)).IsRefused);
        Assert.Throws<InvalidOperationException>(() => Outcome.Of(() => throw new InvalidOperationException()));
    }

    [Fact]
    public void Rows_AllShapes_AreFound()
    {
        Assert.Equal(2, VectorFile.Rows(JsonText.Parse("[1,2]"), null).Count);
        Assert.Single(VectorFile.Rows(JsonText.Parse("""{"cases":[1]}"""), null));
        Assert.Single(VectorFile.Rows(JsonText.Parse("""{"verify":[1],"hash":[]}"""), "verify"));
        Assert.Empty(VectorFile.Rows(JsonText.Parse("""{"verify":[1]}"""), "other"));
        Assert.Empty(VectorFile.Rows(JsonText.Parse("7"), null));
    }

    [Fact]
    public void Theory_FileThatIsNotThere_IsSkippedWithAMessage()
    {
        Assert.NotNull(new VectorTheoryAttribute("stem", "vectors/there-is-no-such-file.json").Skip);
        Assert.NotNull(new ExchangeTheoryAttribute("there-is-no-such-vendor").Skip);
        Assert.NotNull(new CorpusFactAttribute("there-is-no-such-vendor").Skip);
    }

    [Fact]
    public void Case_SerialisedAndBack_NamesTheSameRow()
    {
        var info = new Values();
        new VectorCase("stem", "a.json", "group", 7).Serialize(info);
        var back = new VectorCase();
        back.Deserialize(info);
        Assert.Equal(("stem", "a.json", "group", 7), (back.Vendor, back.File, back.Group, back.Index));
    }

    private static VectorCase Row(string json) => new("made-up", JsonText.Parse(json));

    private sealed class Values : IXunitSerializationInfo
    {
        private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

        public void AddValue(string key, object value, Type? type = null) => _values[key] = value;

        public object GetValue(string key, Type type) => _values[key]!;

        public T GetValue<T>(string key) => (T)_values[key]!;
    }
}
