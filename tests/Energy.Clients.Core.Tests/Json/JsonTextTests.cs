using System.Text;
using System.Text.Json;

namespace Energy.Clients.Tests.Json;

public class JsonTextTests
{
    [Theory]
    [InlineData("\"value\"", true)]
    [InlineData("\"v\\u0061lue\"", true)]
    [InlineData("\"values\"", false)]
    [InlineData("\"Value\"", false)]
    [InlineData("\"\"", false)]
    public void Text_IsTheSame_AsTheFrameworkSays(string json, bool expected)
    {
        var text = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        text.Read();
        var name = new Utf8JsonReader(Encoding.UTF8.GetBytes($"{{{json}:1}}"));
        name.Read();
        name.Read();

        Assert.Equal(expected, JsonText.Is(ref text, "value"u8));
        Assert.Equal(expected, text.ValueTextEquals("value"u8));
        Assert.Equal(expected, JsonText.Is(ref name, "value"u8));
    }

    [Fact]
    public void Number_HasNoText() => Assert.Throws<InvalidOperationException>(static () =>
    {
        var reader = new Utf8JsonReader("1"u8);
        reader.Read();
        JsonText.Is(ref reader, "1"u8);
    });
}
