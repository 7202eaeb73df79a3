namespace Energy.Clients.Authoring;

/// <summary>Cells of comma-separated values (RFC 4180) that a spreadsheet shows as text, whoever wrote the text. For authors of vendor clients.</summary>
public static class CsvText
{
    /// <summary>A cell, quoted where it holds a comma, a quote or the end of a line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The cell. A text that a spreadsheet would run as a formula (it begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or the end of a line, and is no number)
    /// has an apostrophe before it.</returns>
    public static string Cell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isFormula = text.Length > 0 && "=+-@\t\r\n".Contains(text[0], StringComparison.Ordinal)
            && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number));
        var cell = isFormula ? "'" + text : text;
        return cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
