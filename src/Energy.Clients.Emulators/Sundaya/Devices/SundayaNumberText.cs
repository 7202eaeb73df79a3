using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Emulators;

/// <summary>How the validator takes a text for a number: it reads the number, writes it again, and refuses a text that did not say just that.</summary>
internal static partial class SundayaNumberText
{
    /// <summary>The value as it is taken: the number of a text that is one, anything else as it stands. <see langword="false"/> for a number that is not said exactly.</summary>
    public static bool TryTake(JsonNode? node, out JsonNode? taken)
    {
        taken = node;
        if (SundayaJson.AsText(node) is not { } text || Number().Match(text) is not { Success: true } parts)
        {
            return true;
        }

        var number = double.Parse(parts.Groups["all"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        number = number == 0 ? 0 : number;
        var (sign, digits, power) = (parts.Groups["sign"].Value == "-" ? "-" : "", parts.Groups["digits"].Value, parts.Groups["power"].Value);
        taken = JsonValue.Create(number);
        return IsSaidExactly(number, sign, digits, power);
    }

    private static bool IsSaidExactly(double number, string sign, string digits, string power)
    {
        if (power.Length > 0)
        {
            // What stands before the power alone; padding behind its point may be left out, in front of its digits too.
            var mantissa = number / Math.Pow(10, double.Parse(power, CultureInfo.InvariantCulture));
            var (whole, fraction) = Split(digits);
            return Show(mantissa) == sign + WithoutZeros(whole) + (fraction?.TrimEnd('0') is { Length: > 0 } rest ? "." + rest : "");
        }

        // Numbers that are written with a power are beyond this check.
        var shown = Show(number);
        if (shown.Contains('e', StringComparison.Ordinal))
        {
            return true;
        }

        var (before, behind) = Split(digits);
        var said = behind is null ? before : behind.Length > 0 && behind.Trim('0').Length == 0 ? before : before + "." + behind.TrimEnd('0');
        said = sign + (said.StartsWith('.') ? "0" + said : WithoutZeros(said));
        return shown == said || (shown == "0" && said == "-0");
    }

    // Zeros in front go where another digit follows them.
    private static string WithoutZeros(string digits) => digits.TrimStart('0') is [>= '0' and <= '9', ..] rest ? rest : digits;

    private static (string Whole, string? Fraction) Split(string digits) =>
        digits.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? (digits[..point], digits[(point + 1)..]) : (digits, null);

    private static string Show(double number) => SundayaJson.Show(JsonValue.Create(number));

    [GeneratedRegex(@"^\s*(?<all>(?<sign>[+-]?)(?<digits>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE](?<power>[+-]?[0-9]+))?)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
