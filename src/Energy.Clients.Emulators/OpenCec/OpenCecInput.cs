using System.Numerics;

namespace Energy.Clients.Emulators;

/// <summary>Judges ids and bodies as the server's validation does, in its lax mode and in its words.</summary>
internal static class OpenCecInput
{
    /// <summary>Reads an id of a query or path: digits with a sign, underscores, spaces around, zeros behind a point.</summary>
    /// <returns>False where it is none; a number beyond 32 bits is one that no row has.</returns>
    internal static bool TryReadId(string text, IReadOnlyList<object?> place, out BigInteger id, out OpenCecInputFault? fault)
    {
        fault = null;
        if (TryReadInteger(text, out id))
        {
            return true;
        }

        fault = NotParsed(place, text);
        return false;
    }

    /// <summary>Reads a body by a table's columns.</summary>
    /// <returns>The values that were given, and for a creation the defaults of those that were not.</returns>
    internal static Dictionary<string, object?> Read(OpenCecTable table, object? body, bool isUpdate, List<OpenCecInputFault> faults)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (body is not IReadOnlyDictionary<string, object?> members)
        {
            faults.Add(body is null
                ? new OpenCecInputFault("missing", ["body"], "Field required", null)
                : new OpenCecInputFault("model_attributes_type", ["body"], "Input should be a valid dictionary or object to extract fields from", body));
            return values;
        }

        foreach (var column in table.Columns)
        {
            if (isUpdate && !column.IsUpdatable)
            {
                continue;
            }

            if (!members.TryGetValue(column.Name, out var input))
            {
                if (!isUpdate && column.IsRequired)
                {
                    faults.Add(new OpenCecInputFault("missing", ["body", column.Name], "Field required", body));
                }
                else if (!isUpdate)
                {
                    values[column.Name] = column.Default;
                }
            }
            else if (input is null && (isUpdate || (!column.IsRequired && column.Default is null)))
            {
                values[column.Name] = null;
            }
            else if (ReadValue(column, input, ["body", column.Name], faults) is { } value)
            {
                values[column.Name] = value;
            }
        }

        return values;
    }

    internal static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text is digits, with single underscores between them.</summary>
    internal static bool AreDigits(string text) =>
        text.Length > 0 && text[0] != '_' && text[^1] != '_' && !text.Contains("__", StringComparison.Ordinal) && text.All(static c => char.IsAsciiDigit(c) || c == '_');

    private static object? ReadValue(OpenCecColumn column, object? input, IReadOnlyList<object?> place, List<OpenCecInputFault> faults)
    {
        switch (column.Kind)
        {
            case OpenCecColumnKind.Integer:
                return ReadInteger(input, place, faults);
            case OpenCecColumnKind.Text:
                return ReadText(input, column.MaxLength, place, faults);
            case OpenCecColumnKind.Choice:
                return ReadChoice(column, input, place, faults);
            case OpenCecColumnKind.Date:
                return OpenCecDate.Read(input, place, faults);
            default:
                if (input is not IReadOnlyList<object?> items)
                {
                    faults.Add(new OpenCecInputFault("list_type", place, "Input should be a valid list", input));
                    return null;
                }

                var before = faults.Count;
                var texts = items.Select((item, i) => (object?)ReadText(item, null, [.. place, i], faults)).ToArray();
                return faults.Count == before ? texts : null;
        }
    }

    private static BigInteger? ReadInteger(object? input, IReadOnlyList<object?> place, List<OpenCecInputFault> faults)
    {
        switch (input)
        {
            case bool truth:
                return truth ? BigInteger.One : BigInteger.Zero;
            case BigInteger number:
                return number;
            case double real when !double.IsFinite(real):
                faults.Add(new OpenCecInputFault("finite_number", place, "Input should be a finite number", input));
                return null;
            case double real when real == Math.Floor(real):
                return new BigInteger(real);
            case double:
                faults.Add(new OpenCecInputFault("int_from_float", place, "Input should be a valid integer, got a number with a fractional part", input));
                return null;
            case string text when TryReadInteger(text, out var number):
                return number;
            case string:
                faults.Add(NotParsed(place, input));
                return null;
            default:
                faults.Add(new OpenCecInputFault("int_type", place, "Input should be a valid integer", input));
                return null;
        }
    }

    private static string? ReadText(object? input, int? maxLength, IReadOnlyList<object?> place, List<OpenCecInputFault> faults)
    {
        if (input is not string text)
        {
            faults.Add(new OpenCecInputFault("string_type", place, "Input should be a valid string", input));
            return null;
        }

        if (!IsWellFormed(text))
        {
            faults.Add(new OpenCecInputFault("string_unicode", place, "Input should be a valid string, unable to parse raw data as a unicode string", input));
            return null;
        }

        if (maxLength is { } most && text.EnumerateRunes().Count() > most)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"String should have at most {most} characters");
            faults.Add(new OpenCecInputFault("string_too_long", place, message, input, new Dictionary<string, object?> { ["max_length"] = most }));
            return null;
        }

        return text;
    }

    private static string? ReadChoice(OpenCecColumn column, object? input, IReadOnlyList<object?> place, List<OpenCecInputFault> faults)
    {
        if (input is string text && column.Choices.Contains(text))
        {
            return text;
        }

        var expected = $"{string.Join(", ", column.Choices.SkipLast(1).Select(static c => $"'{c}'"))} or '{column.Choices[^1]}'";
        faults.Add(new OpenCecInputFault("enum", place, "Input should be " + expected, input, new Dictionary<string, object?> { ["expected"] = expected }));
        return null;
    }

    private static bool TryReadInteger(string text, out BigInteger number)
    {
        number = default;
        var digits = text.Trim();
        if (digits.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 && digits.AsSpan(point + 1).TrimEnd('0').IsEmpty)
        {
            digits = digits[..point];
        }

        var body = digits.Length > 0 && digits[0] is '+' or '-' ? digits[1..] : digits;
        return AreDigits(body) && BigInteger.TryParse(digits.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static OpenCecInputFault NotParsed(IReadOnlyList<object?> place, object? input) =>
        new("int_parsing", place, "Input should be a valid integer, unable to parse string as an integer", input);
}
