namespace Energy.Clients.Cli.Output;

/// <summary>Bars of text, one a line, from a common zero to the right and, where values are negative, to the left.</summary>
internal static class TextChart
{
    private const char Bar = '█';

    /// <summary>The lines.</summary>
    /// <param name="rows">A label and a value each; a missing value has no bar.</param>
    /// <param name="width">How wide a line may be; 40 at least.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<(string Label, double? Value)> rows, int width)
    {
        var numbers = rows.Select(static r => r.Value is { } value ? Number(value) : "missing").ToList();
        var (labelWidth, numberWidth) = (rows.Max(static r => r.Label.Length), numbers.Max(static n => n.Length));
        var (lowest, highest) = (Math.Min(0, rows.Min(static r => r.Value) ?? 0), Math.Max(0, rows.Max(static r => r.Value) ?? 0));
        var room = Math.Max(10, Math.Max(40, width) - labelWidth - numberWidth - 4);
        var scale = highest > lowest ? room / (highest - lowest) : 0;
        var zero = (int)Math.Round(-lowest * scale);
        foreach (var ((label, value), number) in rows.Zip(numbers))
        {
            var length = (int)Math.Round(Math.Abs(value ?? 0) * scale);
            var bar = value < 0 ? new string(' ', Math.Max(0, zero - length)) + new string(Bar, Math.Min(zero, length)) : new string(' ', zero) + new string(Bar, length);
            yield return $"{label.PadRight(labelWidth)}  {number.PadLeft(numberWidth)}  {bar}".TrimEnd();
        }
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
