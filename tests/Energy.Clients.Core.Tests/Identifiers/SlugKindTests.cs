using System.Text;

namespace Energy.Clients.Tests;

public class SlugKindTests
{
    [Theory]
    [InlineData("p--0000-0005", SlugKind.Project)]
    [InlineData("d--000a", SlugKind.Device)]
    [InlineData("b--0001-0000-0000-0c31", SlugKind.Block)]
    [InlineData("v--5--5001", SlugKind.Variable)]
    [InlineData("s----a--5001", SlugKind.Stream)]
    [InlineData("t--a--1", SlugKind.Streamer)]
    [InlineData("g--1", SlugKind.Fleet)]
    [InlineData("a--1", SlugKind.Alias)]
    [InlineData("f--5----5001", SlugKind.Filter)]
    [InlineData("z--2", SlugKind.Script)]
    [InlineData("ptv--1--5000", SlugKind.TemplateVariable)]
    [InlineData("d--not a device", SlugKind.Device)]
    [InlineData("p--", SlugKind.Project)]
    public void Identify_OfAKnownPrefix_TellsTheKind(string text, SlugKind expected)
    {
        Assert.True(Slug.TryIdentify(text, out var kind));
        Assert.Equal(expected, kind);
        Assert.True(Slug.TryIdentify(Encoding.UTF8.GetBytes(text), out kind));
        Assert.Equal(expected, kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("p-")]
    [InlineData("p-0007")]
    [InlineData("P--0007")]
    [InlineData("PTV--1--5000")]
    [InlineData("0005")]
    [InlineData("x--0005")]
    [InlineData("in--water--gallons")]
    [InlineData(" p--0005")]
    public void Identify_OfAnotherText_IsNone(string text)
    {
        Assert.False(Slug.TryIdentify(text, out var kind));
        Assert.Equal(SlugKind.None, kind);
        Assert.False(Slug.TryIdentify(Encoding.UTF8.GetBytes(text), out kind));
        Assert.Equal(SlugKind.None, kind);
    }
}
