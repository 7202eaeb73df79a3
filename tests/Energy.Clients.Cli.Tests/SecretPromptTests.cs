namespace Energy.Clients.Cli.Tests;

public sealed class SecretPromptTests
{
    private static readonly ConsoleKeyInfo Enter = new('\r', ConsoleKey.Enter, false, false, false);
    private static readonly ConsoleKeyInfo Backspace = new('\b', ConsoleKey.Backspace, false, false, false);

    [Fact]
    public void Read_TypedSecret_IsReturnedAndShownNowhere()
    {
        var error = new StringWriter();

        var secret = Prompt(error, [.. Typed("pa$$ wörd"), Enter]).Read("Password of joe: ");

        Assert.Equal("pa$$ wörd", secret);
        Assert.Equal("Password of joe: " + Environment.NewLine, error.ToString());
    }

    [Fact]
    public void Read_BackspaceAndOtherKeys_EditAsOneExpects()
    {
        ConsoleKeyInfo[] keys =
        [
            Backspace, .. Typed("ab"), Backspace, .. Typed("c"), new('\u001b', ConsoleKey.Escape, false, false, false), new('\0', ConsoleKey.LeftArrow, false, false, false),
            new('\t', ConsoleKey.Tab, false, false, false), Enter,
        ];

        Assert.Equal("ac", Prompt(new StringWriter(), keys).Read(""));
    }

    [Fact]
    public void Read_EnterAtOnce_IsEmptyAndNotNobody() => Assert.Equal("", Prompt(new StringWriter(), [Enter]).Read(""));

    [Fact]
    public void Read_WithoutATerminal_AsksNobodyAndReadsNothing()
    {
        var error = new StringWriter();
        var prompt = new SecretPrompt(error, static () => false, static () => throw new InvalidOperationException("Nobody is there."));

        Assert.Null(prompt.Read("Password: "));
        Assert.Equal("", error.ToString());
    }

    [Theory]
    [InlineData('\u0003', ConsoleKey.C, false)]
    [InlineData('c', ConsoleKey.C, true)]
    public void Read_CtrlC_StopsTheCommand(char text, ConsoleKey key, bool control)
    {
        var error = new StringWriter();
        var prompt = Prompt(error, [.. Typed("half a sec"), new(text, key, false, false, control)]);

        Assert.Throws<OperationCanceledException>(() => prompt.Read("Password: "));
        Assert.Equal("Password: " + Environment.NewLine, error.ToString());
    }

    private static SecretPrompt Prompt(TextWriter error, IEnumerable<ConsoleKeyInfo> keys)
    {
        var queue = new Queue<ConsoleKeyInfo>(keys);
        return new SecretPrompt(error, static () => true, queue.Dequeue);
    }

    private static IEnumerable<ConsoleKeyInfo> Typed(string text) => text.Select(static c => new ConsoleKeyInfo(c, default, false, false, false));
}
