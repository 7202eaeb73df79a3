namespace Energy.Clients.Tests.Options;

public class OptionalTests
{
    [Fact]
    public void Default_IsLeftOut()
    {
        Optional<string?> optional = default;

        Assert.False(optional.IsSet);
        Assert.False(optional.TryGetValue(out _));
        Assert.Throws<InvalidOperationException>(() => optional.Value);
        Assert.Equal("(left out)", optional.ToString());
    }

    [Fact]
    public void Null_IsSet()
    {
        Optional<string?> optional = null;

        Assert.True(optional.IsSet);
        Assert.True(optional.TryGetValue(out var value));
        Assert.Null(value);
        Assert.Equal("null", optional.ToString());
        Assert.NotEqual(default, optional);
    }

    [Fact]
    public void Value_ConvertsByItself()
    {
        Optional<int> optional = 7;

        Assert.Equal(7, optional.Value);
        Assert.Equal(new Optional<int>(7), optional);
    }
}
