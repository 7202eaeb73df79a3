using System.Text.RegularExpressions;

namespace Energy.Clients.Sundaya;

/// <summary>Numbers that are written as texts, as the server's check takes them: only where the text says no more, and nothing else, than the number does.</summary>
internal static partial class JsNumberText
{
    /// <summary>Whether a text is written like a number at all.</summary>
    public static bool IsNumber(string text) => Form().IsMatch(text);

    /// <summary>Reads a text of the form; <see langword="false"/> when digits would be lost, or the text is spelt as a number never is (<c>5.</c>, <c>00</c>).</summary>
    public static bool TryReadExactly(string text, out double number)
    {
        text = text.Trim();
        number = double.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture) + 0.0;
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            var exponent = text[(mark + 1)..];
            var scale = Math.Pow(10, double.Parse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            return WithoutPadding($"{JsTree.Text(number / scale)}e{exponent}") == WithoutPadding(text);
        }

        var shortest = JsTree.Text(number);
        return shortest.Contains('e', StringComparison.Ordinal) || shortest == Plain(text);
    }

    private static string Plain(string text)
    {
        text = LeadingZeros().Replace(BarePoint().Replace(NoFraction().Replace(text.TrimStart('+'), ""), "${sign}0.${rest}"), "${sign}${digit}");
        text = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0') : text;
        return text == "-0" ? "0" : text;
    }

    private static string WithoutPadding(string text)
    {
        text = FractionPadding().Replace(text.Replace('E', 'e'), ".${digits}e", 1);
        return LeadingZeros().Replace(text.Replace(".e", "e", StringComparison.Ordinal).Replace("e+", "e", StringComparison.Ordinal).TrimStart('+'), "${sign}${digit}");
    }

    [GeneratedRegex(@"^\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\.0+\z", RegexOptions.CultureInvariant)]
    private static partial Regex NoFraction();

    [GeneratedRegex(@"^(?<sign>-?)\.(?<rest>[^.]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex BarePoint();

    [GeneratedRegex("^(?<sign>-?)0+(?<digit>[1-9])", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingZeros();

    [GeneratedRegex(@"\.(?<digits>[0-9]*[1-9])?0+e", RegexOptions.CultureInvariant)]
    private static partial Regex FractionPadding();
}
