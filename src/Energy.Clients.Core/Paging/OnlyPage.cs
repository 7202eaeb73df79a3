namespace Energy.Clients.Authoring;

/// <summary>The one page of a query that has no other. For authors of vendor clients.</summary>
public sealed record OnlyPage : PagePosition
{
    private const string Text = "all";

    private OnlyPage()
    {
    }

    /// <summary>The position.</summary>
    public static OnlyPage Instance { get; } = new();

    /// <summary>Reads the position.</summary>
    /// <param name="text">The text of a token.</param>
    /// <param name="position">The position.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out PagePosition? position) => (position = text == Text ? Instance : null) is not null;

    /// <inheritdoc/>
    public override string ToText() => Text;
}
