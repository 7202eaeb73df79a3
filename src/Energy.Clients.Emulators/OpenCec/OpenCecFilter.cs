using System.Numerics;

namespace Energy.Clients.Emulators;

/// <summary>A filter of a list as the database understands it.</summary>
internal static class OpenCecFilter
{
    /// <summary>Makes the filter; false where the database fails over the value.</summary>
    internal static bool TryCreate(string column, OpenCecMatch match, string value, [NotNullWhen(true)] out Func<OpenCecRow, bool>? keep)
    {
        keep = null;
        if (match == OpenCecMatch.EntityRole)
        {
            // Two fixed ids behind two fixed words; any other word filters nothing.
            int? id = value switch { "client" => 1, "server" => 2, _ => null };
            keep = row => id is null || row.Values["entity_type_id"] is int found && found == id;
            return true;
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        switch (match)
        {
            case OpenCecMatch.Number:
                if (!TryReadInteger(value, out var number))
                {
                    return false;
                }

                keep = row => row.Values[column] is int found && found == number;
                return true;
            case OpenCecMatch.Contains:
                keep = row => row.Values[column] is string text && IsLike(text, "%" + value + "%");
                return true;
            default:
                keep = row => row.Values[column] is string text && text == value;
                return true;
        }
    }

    /// <summary>SQL's ILIKE: % is any characters, _ one, \ takes the next as it is; case does not matter.</summary>
    internal static bool IsLike(string text, string pattern)
    {
        Rune[] letters = [.. text.EnumerateRunes().Select(Rune.ToLowerInvariant)];
        var steps = new List<(char Kind, Rune Letter)>();
        var runes = pattern.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            steps.Add(runes[i].Value switch
            {
                '%' => ('%', default),
                '_' => ('_', default),
                '\\' when i + 1 < runes.Length => ('=', Rune.ToLowerInvariant(runes[++i])),
                _ => ('=', Rune.ToLowerInvariant(runes[i])),
            });
        }

        // reached[j]: the steps so far can end before letter j.
        var reached = new bool[letters.Length + 1];
        reached[0] = true;
        foreach (var (kind, letter) in steps)
        {
            var next = new bool[letters.Length + 1];
            for (var j = 0; j <= letters.Length; j++)
            {
                if (kind == '%')
                {
                    next[j] = reached[j] || (j > 0 && next[j - 1]);
                }
                else if (j > 0)
                {
                    next[j] = reached[j - 1] && (kind == '_' || letters[j - 1] == letter);
                }
            }

            reached = next;
        }

        return reached[^1];
    }

    // What the database takes as a 32-bit integer: spaces around, a sign, digits with single underscores between.
    private static bool TryReadInteger(string value, out int number)
    {
        number = 0;
        var digits = value.Trim(' ', '\t', '\n', '\v', '\f', '\r');
        var body = digits.TrimStart('+', '-');
        return digits.Length - body.Length <= 1
            && OpenCecInput.AreDigits(body)
            && BigInteger.TryParse(digits.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big)
            && big >= int.MinValue && big <= int.MaxValue
            && int.TryParse(big.ToString(CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
