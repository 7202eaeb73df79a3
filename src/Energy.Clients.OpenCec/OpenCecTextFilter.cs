namespace Energy.Clients.OpenCec;

/// <summary>What a text must contain, in any case. A plain text converts to a literal search.</summary>
/// <remarks>
/// The server puts the text into a pattern as it is, so that <c>%</c> (any characters), <c>_</c> (one character) and <c>\</c> (escapes) act. A literal search escapes them;
/// <see cref="Pattern"/> lets them act.
/// </remarks>
/// <example>
/// <code>
/// var some = cec.Listings.ListAsync(new() { Model = OpenCecTextFilter.Contains("5K") });
/// </code>
/// </example>
[JsonConverter(typeof(OpenCecTextFilterJsonConverter))]
public readonly record struct OpenCecTextFilter
{
    private OpenCecTextFilter(string wireText) => WireText = wireText;

    /// <summary>The text as it is sent, special characters escaped where the search is literal; <see langword="null"/> for <c>default</c>, which filters nothing.</summary>
    public string? WireText { get; }

    /// <summary>Finds texts that contain this one as it stands.</summary>
    /// <param name="text">The text; an empty one finds everything.</param>
    /// <returns>The filter.</returns>
    public static OpenCecTextFilter Contains(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new OpenCecTextFilter(text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal));
    }

    /// <summary>Finds texts that contain a pattern: <c>%</c> is any characters, <c>_</c> is one, <c>\</c> takes the next character as it is.</summary>
    /// <param name="pattern">The pattern. A single <c>\</c> at its end makes the search for a percent sign, and so usually finds nothing.</param>
    /// <returns>The filter.</returns>
    public static OpenCecTextFilter Pattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new OpenCecTextFilter(pattern);
    }

    /// <summary>A literal search.</summary>
    /// <param name="text">The text; <see langword="null"/> gives the filter that keeps all.</param>
    /// <returns>The filter.</returns>
    public static OpenCecTextFilter FromString(string? text) => text is null ? default : Contains(text);

    /// <summary>A literal search.</summary>
    /// <param name="text">The text; <see langword="null"/> gives the filter that keeps all.</param>
    public static implicit operator OpenCecTextFilter(string? text) => FromString(text);

    /// <inheritdoc/>
    public override string ToString() => WireText ?? "";
}
