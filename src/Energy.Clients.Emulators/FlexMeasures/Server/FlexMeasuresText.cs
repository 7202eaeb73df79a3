using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Emulators;

/// <summary>Texts as the server's language writes and reads them.</summary>
internal static partial class FlexMeasuresText
{
    private const string NoNull = "Field may not be null.";

    /// <summary>A time with its offset, <c>+00:00</c> for none.</summary>
    internal static string Time(OffsetDateTime time)
    {
        var text = time.LocalDateTime.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss", CultureInfo.InvariantCulture);
        var microseconds = time.NanosecondOfSecond / 1_000;
        var offset = time.Offset.Seconds / 60;
        return text + (microseconds == 0 ? "" : "." + microseconds.ToString("D6", CultureInfo.InvariantCulture))
            + (offset < 0 ? "-" : "+")
                + (Math.Abs(offset) / 60).ToString("D2", CultureInfo.InvariantCulture) + ":" + (Math.Abs(offset) % 60).ToString("D2", CultureInfo.InvariantCulture);
    }

    internal static string Naive(Instant instant) => Time(instant.WithOffset(Offset.Zero))[..^6];

    /// <summary>A length as <c>0:15:00</c>.</summary>
    internal static string Delta(Duration length) => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours}:{length.Minutes:D2}:{length.Seconds:D2}");

    /// <summary>A document as text, with spaces behind colons and commas, and letters beyond ASCII escaped.</summary>
    internal static string Dumps(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    /// <summary>A document as the database gives it back: members by the length of their names, then by letter.</summary>
    internal static JsonObject AsStored(JsonObject document) => new(document
        .OrderBy(m => m.Key.Length).ThenBy(m => m.Key, StringComparer.Ordinal)
        .Select(m => KeyValuePair.Create(m.Key, m.Value is JsonObject inner ? AsStored(inner) : m.Value?.DeepClone())));

    /// <summary>Reads a time with offset; null and why when it is none.</summary>
    internal static OffsetDateTime? TryTime(string text, out string error)
    {
        error = "Not a valid datetime.";
        var match = Iso().Match(text);
        if (!match.Success)
        {
            return null;
        }

        int N(string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (N("y") < 1 || N("mo") is < 1 or > 12
            || N("d") < 1 || N("d") > CalendarSystem.Iso.GetDaysInMonth(N("y"), N("mo")) || N("h") > 23 || N("m") > 59 || N("s") > 59 || N("oh") > 18 || N("om") > 59)
        {
            return null;
        }

        if (!match.Groups["z"].Success && !match.Groups["oh"].Success)
        {
            error = "Not a valid aware datetime.";
            return null;
        }

        var fraction = match.Groups["f"].Success ? long.Parse(match.Groups["f"].Value.PadRight(6, '0').AsSpan(0, 6), CultureInfo.InvariantCulture) * 1_000 : 0;
        var offset = Offset.FromSeconds(((N("oh") * 3600) + (N("om") * 60)) * (match.Groups["sign"].Value == "-" ? -1 : 1));
        return new LocalDateTime(N("y"), N("mo"), N("d"), N("h"), N("m"), N("s")).PlusNanoseconds(fraction).WithOffset(offset);
    }

    /// <summary>Reads a duration of whole minutes; null and why when it is none.</summary>
    internal static IsoDuration? TryDuration(string text, out string error)
    {
        if (!IsoDuration.TryParse(text, out var duration))
        {
            error = $"Cannot parse {text} as ISO8601 duration: Unable to parse duration string '{text}'";
            return null;
        }

        error = "FlexMeasures only support multiples of 1 minute.";
        return duration.IsMultipleOf(Duration.FromMinutes(1)) ? duration : null;
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                var first = true;
                foreach (var (name, value) in members)
                {
                    text.Append(first ? "" : ", ");
                    first = false;
                    Write(JsonValue.Create(name), text);
                    text.Append(": ");
                    Write(value, text);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Write(items[i], text);
                }

                text.Append(']');
                break;
            default:
                text.Append(node is null ? "null" : node.ToJsonString());
                break;
        }
    }

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<mo>[0-9]{2})-(?<d>[0-9]{2})T(?<h>[0-9]{2}):(?<m>[0-9]{2})(:(?<s>[0-9]{2})([.,](?<f>[0-9]+))?)?((?<z>Z)|(?<sign>[-+ "
        + @"])(?<oh>[0-9]{2})(:?(?<om>[0-9]{2}))?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();

    /// <summary>Notes what is wrong with the kinds of a body's members: texts of at most so many characters (0 for any), and whole numbers, some of which may be null.</summary>
    internal static void CheckKinds(JsonObject body, JsonObject errors, IEnumerable<(string Name, int Most)> texts, IEnumerable<(string Name, bool Nullable)> numbers)
    {
        foreach (var (name, most) in texts.Where(text => body.ContainsKey(text.Name) && !errors.ContainsKey(text.Name)))
        {
            var fault = body[name] is not { } value ? NoNull
                : value.GetValueKind() != JsonValueKind.String ? "Not a valid string."
                : most > 0 && new StringInfo(value.ToString()).LengthInTextElements > most ? $"Longer than maximum length {most}." : null;
            Note(name, fault);
        }

        foreach (var (name, nullable) in numbers.Where(number => body.ContainsKey(number.Name) && !errors.ContainsKey(number.Name)))
        {
            Note(name, body[name] is not { } value ? nullable ? null : NoNull : IsWhole(value) ? null : "Not a valid integer.");
        }

        void Note(string name, string? fault)
        {
            if (fault is not null)
            {
                errors[name] = new JsonArray(fault);
            }
        }

        // A fraction is cut, and a text may hold the number.
        static bool IsWhole(JsonNode value) => value.GetValueKind() == JsonValueKind.Number
            || (value.GetValueKind() == JsonValueKind.String && long.TryParse(value.ToString().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
    }
}
