using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.Tests;

public class OptionalListTests
{
    [Fact]
    public void OptionalList_TakesACollectionExpression()
    {
        OptionalList<string> list = ["a", "b"];

        Assert.True(list.IsSet);
        Assert.Equal(["a", "b"], list.Value);
        Assert.Equal(new OptionalList<string>(new List<string> { "a", "b" }), list);
    }

    [Fact]
    public void OptionalList_OfNothing_IsSetAndNotLeftOut()
    {
        OptionalList<string> emptied = [];

        Assert.True(emptied.IsSet);
        Assert.Empty(emptied.Value);
        Assert.False(default(OptionalList<string>).IsSet);
        Assert.Throws<InvalidOperationException>(() => default(OptionalList<string>).Value);
        Assert.NotEqual(default, emptied);
    }

    [Theory]
    [InlineData("""{"Label":"a"}""")]
    [InlineData("""{"Label":null}""")]
    [InlineData("""{"Names":["a"]}""")]
    [InlineData("""{"Names":[]}""")]
    [InlineData("""{"Until":"2026-01-31","Pause":"PT15M"}""")]
    [InlineData("{}")]
    public void Update_ThroughAPlainSerializer_KeepsWhatIsLeftOutApart(string json)
    {
        var update = JsonSerializer.Deserialize<Update>(json);

        Assert.Equal(json, JsonSerializer.Serialize(update));
        Assert.Equal(update, JsonSerializer.Deserialize<Update>(json));
    }

    private sealed record Update
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<string?> Label { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public OptionalList<string> Names { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<LocalDate> Until { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<Duration> Pause { get; init; }
    }
}
