using System.Text.RegularExpressions;

namespace Energy.Clients.FlexMeasures;

/// <summary>The search terms of a filter, split as the server does: like a shell, with quotes and backslashes.</summary>
public static partial class FlexMeasuresFilter
{
    /// <summary>Splits a filter into its terms.</summary>
    /// <param name="filter">The filter: terms between spaces; quotes group, a backslash takes the next character as it is (inside single quotes it is itself).</param>
    /// <returns>The terms.</returns>
    /// <exception cref="ArgumentException">A quote is not closed, or a backslash ends the text.</exception>
    public static IReadOnlyList<string> Split(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var match = Terms().Match(filter);
        return match.Success
            ? [.. match.Groups["term"].Captures.Select(static term => Parts().Replace(term.Value, Unquote))]
            : throw new ArgumentException(
                $"The filter '{filter}' has a quote that is not closed, or ends with a backslash. Close the quote, put a backslash before it, or double the backslash.",
                nameof(filter));
    }

    // Between double quotes a backslash takes only a quote and another backslash.
    private static string Unquote(Match part) =>
        part.Groups["double"].Success ? Escapes().Replace(part.Groups["double"].Value, "${it}") : part.Groups["single"].Value + part.Groups["it"].Value;

    [GeneratedRegex("""^[ \t\r\n]*((?<term>(?>[^ \t\r\n"'\\]|\\.|"([^"\\]|\\.)*"|'[^']*')+)([ \t\r\n]+|\z))*\z""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Terms();

    [GeneratedRegex(""""
        "(?<double>([^"\\]|\\.)*)"|'(?<single>[^']*)'|\\(?<it>.)
        """", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex("""\\(?<it>["\\])""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Escapes();
}
