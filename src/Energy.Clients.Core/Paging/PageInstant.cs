namespace Energy.Clients.Authoring;

/// <summary>A page by the instant at which it starts, or ends where a query goes back in time. For authors of vendor clients.</summary>
/// <param name="At">The instant.</param>
public sealed record PageInstant(Instant At) : PagePosition
{
    /// <summary>Reads a position.</summary>
    /// <param name="text">The text of a token.</param>
    /// <param name="position">The position.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out PagePosition? position) =>
        (position = InstantText.TryParse(Encoding.UTF8.GetBytes(text), out var at) ? new PageInstant(at) : null) is not null;

    /// <inheritdoc/>
    public override string ToText() => InstantText.Format(At);
}
