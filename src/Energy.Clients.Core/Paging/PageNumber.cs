namespace Energy.Clients.Authoring;

/// <summary>A page by its number. For authors of vendor clients.</summary>
/// <param name="Number">The number.</param>
public sealed record PageNumber(int Number) : PagePosition
{
    /// <summary>The page behind this one.</summary>
    public PageNumber Next => new(Number + 1);

    /// <summary>Reads a position.</summary>
    /// <param name="text">The text of a token.</param>
    /// <param name="position">The position.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out PagePosition? position) =>
        (position = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue ? new PageNumber(number) : null) is not null;

    /// <inheritdoc/>
    public override string ToText() => Number.ToString(CultureInfo.InvariantCulture);
}
