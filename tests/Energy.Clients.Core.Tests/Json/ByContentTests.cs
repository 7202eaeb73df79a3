using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Tests.Json;

public class ByContentTests
{
    public static TheoryData<object?, object?> Same => new()
    {
        { null, null },
        { new List<string> { "a", "b" }, (string[])["a", "b"] },
        { new List<double?> { 1.5, null }, (double?[])[1.5, null] },
        { new List<int>(), Array.Empty<int>() },
        { new Dictionary<string, long> { ["a"] = 1, ["b"] = 2 }, new Dictionary<string, long> { ["b"] = 2, ["a"] = 1 } },
        { new Dictionary<string, IReadOnlyList<int>> { ["a"] = [1, 2] }, new Dictionary<string, IReadOnlyList<int>> { ["a"] = new List<int> { 1, 2 } } },
        { JsonElement.Parse("""{"a":1,"b":[2]}"""), JsonElement.Parse("""{ "b": [2.0], "a": 1 }""") },
        { JsonNode.Parse("""{"a":1}"""), JsonNode.Parse("""{ "a": 1 }""") },
        { new ReadOnlyMemory<byte>([1, 2]), new ReadOnlyMemory<byte>([1, 2, 3])[..2] },
        { new Dictionary<string, JsonElement> { ["a"] = JsonElement.Parse("[1]") }, new Dictionary<string, JsonElement> { ["a"] = JsonElement.Parse("[ 1 ]") } },
        { default(JsonElement), default(JsonElement) },
    };

    public static TheoryData<object?, object?> Different => new()
    {
        { null, new List<string>() },
        { new List<string> { "a", "b" }, new List<string> { "b", "a" } },
        { new List<double?> { 1.5, null }, new List<double?> { 1.5, 0 } },
        { new List<int> { 1 }, new List<int> { 1, 1 } },
        { new List<int> { 1, 1 }, new List<int> { 1 } },
        { new Dictionary<string, long> { ["a"] = 1 }, new Dictionary<string, long> { ["a"] = 2 } },
        { new Dictionary<string, long> { ["a"] = 1 }, new Dictionary<string, long> { ["b"] = 1 } },
        { new Dictionary<string, IReadOnlyList<int>> { ["a"] = [1, 2] }, new Dictionary<string, IReadOnlyList<int>> { ["a"] = [1] } },
        { JsonElement.Parse("[1,2]"), JsonElement.Parse("[2,1]") },
        { JsonElement.Parse("1"), default(JsonElement) },
        { JsonNode.Parse("1"), JsonNode.Parse("2") },
        { new ReadOnlyMemory<byte>([1, 2]), new ReadOnlyMemory<byte>([1, 3]) },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void ByContent_OfTheSameContent_IsEqual(object? one, object? other)
    {
        Assert.True(new ByContent<object?>(one) == new ByContent<object?>(other));
        Assert.Equal(new ByContent<object?>(one).GetHashCode(), new ByContent<object?>(other).GetHashCode());
        Assert.Equal(new Optional<object?>(one), new Optional<object?>(other));
    }

    [Theory]
    [MemberData(nameof(Different))]
    public void ByContent_OfOtherContent_IsNotEqual(object? one, object? other)
    {
        Assert.True(new ByContent<object?>(one) != new ByContent<object?>(other));
        Assert.NotEqual(new Optional<object?>(one), new Optional<object?>(other));
    }

    [Fact]
    public void ByContent_GivesBackTheObjectItself()
    {
        var list = new List<int> { 1 };

        Assert.Same(list, new ByContent<IReadOnlyList<int>>(list).Value);
    }

    // Of lists and bytes the first eight count, and of bytes their number: enough to tell them apart, however long they are.
    [Fact]
    public void Hash_TellsByTheFirstEight()
    {
        int[] eight = [1, 2, 3, 4, 5, 6, 7, 8];
        byte[] bytes = [1, 2, 3, 4, 5, 6, 7, 8];
        static int OfBytes(byte[] value) => Content.HashOf(new ReadOnlyMemory<byte>(value));

        Assert.NotEqual(Content.HashOf(eight), Content.HashOf<int[]>([1, 2, 3, 4, 5, 6, 7, 9]));
        Assert.NotEqual(Content.HashOf(eight), Content.HashOf(eight[..7]));
        Assert.Equal(Content.HashOf<int[]>([.. eight, 9]), Content.HashOf<int[]>([.. eight, 10]));
        Assert.NotEqual(OfBytes(bytes), OfBytes([1, 2, 3, 4, 5, 6, 7, 9]));
        Assert.NotEqual(OfBytes(bytes), OfBytes([.. bytes, 9]));
        Assert.Equal(OfBytes([.. bytes, 9]), OfBytes([.. bytes, 10]));
    }
}
