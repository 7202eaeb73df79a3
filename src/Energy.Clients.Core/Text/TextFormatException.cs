namespace Energy.Clients;

/// <summary>A text could not be read as a value of this family (a slug, an address, an epoch, a duration, a unit).</summary>
/// <remarks>
/// Thrown by every <c>Parse</c> of the package. It is a <see cref="FormatException"/>, so code that knows only the framework
/// catches it too; it adds where reading stopped and what would have been accepted there.
/// </remarks>
public sealed class TextFormatException : FormatException
{
    private const int LongestEcho = 120;

    /// <summary>Creates the exception for a text, the position at which reading stopped and what was expected there.</summary>
    /// <param name="subject">What the text should have been, with its article: <c>"a project slug"</c>.</param>
    /// <param name="text">The text as given. Its first 120 characters go into the message.</param>
    /// <param name="position">The zero-based index of the first character (or UTF-8 byte) that does not fit; equal to the length when the text ended too soon.</param>
    /// <param name="expected">What would have been accepted at <paramref name="position"/>.</param>
    public TextFormatException(string subject, string text, int position, string expected)
        : base(Describe(subject, text, position, expected))
    {
        Subject = subject;
        Text = text;
        Position = position;
        Expected = expected;
    }

    /// <summary>What the text should have been, with its article.</summary>
    public string Subject { get; }

    /// <summary>The whole text as given.</summary>
    public string Text { get; }

    /// <summary>The zero-based index of the first character (or UTF-8 byte) that does not fit; the text's length when it ended too soon.</summary>
    public int Position { get; }

    /// <summary>What would have been accepted at <see cref="Position"/>.</summary>
    public string Expected { get; }

    private static string Describe(string subject, string text, int position, string expected)
    {
        var echo = text.Length <= LongestEcho ? text : string.Concat(text.AsSpan(0, LongestEcho), "…");
        return string.Create(CultureInfo.InvariantCulture, $"'{echo}' is not {subject}: at position {position} expected {expected}.");
    }
}
