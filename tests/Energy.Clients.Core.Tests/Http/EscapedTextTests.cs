namespace Energy.Clients.Tests.Http;

/// <summary>What counts as an escape, and where it ends: the forms in which servers echo a key are in <c>SecretFormTests</c>.</summary>
public class EscapedTextTests
{
    [Theory]
    [InlineData("a=%6b%65%79%2d%31%32;", "a=***;")]
    [InlineData("a=%6b%65%79%2d%31%32", "a=***")]
    [InlineData("key%2d12 and key-12", "*** and ***")]
    [InlineData("key%2-12", "key%2-12")]
    [InlineData("key%2", "key%2")]
    [InlineData("p%C3%A4ss-%F0%9F%98%80", "***")]
    [InlineData("p%C3ss-%F0%9F%98%80", "p%C3ss-%F0%9F%98%80")]
    [InlineData("""key\u002d12""", "***")]
    [InlineData("""key-1\u0032""", "***")]
    [InlineData("""key-1\x32""", "***")]
    [InlineData("""key-1\x3""", """key-1\x3""")]
    [InlineData("""key-1\u32""", """key-1\u32""")]
    [InlineData("""key-1\u""", """key-1\u""")]
    [InlineData("""key-1\""", """key-1\""")]
    [InlineData("""key\-12""", "***")]
    [InlineData("""a\tb\nc\rd\be\ff""", "***")]
    [InlineData("key&#45;12", "***")]
    [InlineData("key&#x2d;12", "***")]
    [InlineData("key&#X2D;12", "***")]
    [InlineData("1&lt;2&gt;3&amp;4&quot;5&apos;6", "***")]
    [InlineData("1xlt;2&gt;3&amp;4&quot;5&apos;6", "1xlt;2&gt;3&amp;4&quot;5&apos;6")]
    [InlineData("key&#0000045;12", "***")]
    [InlineData("key&#00000045;12", "key&#00000045;12")]
    [InlineData("key&#-45;12", "key&#-45;12")]
    [InlineData("key&dash;12", "key&dash;12")]
    [InlineData("key&", "key&")]
    [InlineData("key%252d12", "***")]
    [InlineData("key%2526#45;12", "***")]
    [InlineData("", "")]
    public void Word_IsFoundBehindEscapes_AndNothingElseIs(string text, string expected) =>
        Assert.Equal(expected, EscapedText.Replace(text, new Words(["KEY-12", "päss-😀", "a\tb\nc\rd\be\ff", "1<2>3&4\"5'6"]), "***"));

    [Fact]
    public void Text_WithoutAWord_IsTheSameText()
    {
        var words = new Words(["key-12"]);
        foreach (var text in new[] { "nothing here", "100%25 of key-1", new string('x', 300) + "key-1" })
        {
            Assert.Same(text, EscapedText.Replace(text, words, "***"));
        }
    }

    // Only what is behind an ellipsis may be cut: at least three letters of a word before it, or before half an escape.
    [Theory]
    [InlineData("it is key-1…", "it is ***…")]
    [InlineData("it is key…", "it is ***…")]
    [InlineData("it is ke…", "it is ke…")]
    [InlineData("it is key-1", "it is key-1")]
    [InlineData("key%2…", "***%2…")]
    [InlineData("key\\u00…", "***\\u00…")]
    [InlineData("key&#x0…", "***&#x0…")]
    [InlineData("key&#x00002…", "***&#x00002…")]
    [InlineData("key&#x000002…", "key&#x000002…")]
    [InlineData("long-secret and long-s… and key…", "*** and ***… and ***…")]
    public void Word_ThatIsCut_IsFoundByItsBeginning(string text, string expected) =>
        Assert.Equal(expected, EscapedText.Replace(text, new Words(["key-12", "long-secret"]), "***"));

    [Theory]
    [InlineData(150)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(5_000)]
    public void Words_AreFoundInTextsOfEveryLength_TheLongerOneWhereTwoBegin(int length)
    {
        var words = new Words(["key", "key-12", "KEY-12", "other"]);
        foreach (var at in new[] { 0, 17, length - 6 })
        {
            var text = new string('x', at) + "Key-12" + new string('x', length - 6 - at);

            Assert.True(words.AreIn(text));
            Assert.Equal([(at, 6)], words.FindIn(text));
            Assert.Equal(text.Replace("Key-12", "***", StringComparison.Ordinal), EscapedText.Replace(text, words, "***"));
        }

        Assert.False(words.AreIn(new string('x', length)));
        Assert.True(words.AreIn(new string('x', length) + "…"));
        Assert.Equal([(0, 3), (3, 6), (8, 5)], new Words(["key", "key-12", "2othe"]).FindIn("keykey-12othe"));
    }
}
