using System.Text.RegularExpressions;

namespace Energy.Clients.Sundaya;

/// <summary>Splits a CSV text into records by header, and refuses what the server's reader fails on.</summary>
internal static partial class SundayaPmsCsvReader
{
    public static List<Dictionary<string, string>> Read(string csv)
    {
        var text = csv.Trim().Trim('\ufeff');
        var records = new List<Dictionary<string, string>>();
        List<string>? header = null;
        for (var at = 0; at < text.Length;)
        {
            var first = at;
            var fields = Fields(text, ref at);
            if (fields is [{ Length: 0 }])
            {
                continue;
            }

            if (header is null)
            {
                header = fields;
            }
            else if (fields.Count == header.Count)
            {
                var record = new Dictionary<string, string>(StringComparer.Ordinal);
                for (var i = 0; i < fields.Count; i++)
                {
                    record[header[i]] = fields[i];
                }

                records.Add(record);
            }
            else
            {
                throw Fault(text, first, $"Invalid Record Length: columns length is {header.Count}, got {fields.Count}");
            }
        }

        return records;
    }

    private static List<string> Fields(string text, ref int at)
    {
        var fields = new List<string>();
        while (true)
        {
            var field = Field().Match(text, at);
            if (!field.Success)
            {
                throw Fault(text, at, "Invalid Quote: a quote is found inside a field, is followed by text, or is not closed");
            }

            at += field.Length;
            fields.Add(field.Groups["quoted"].Success ? field.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : field.Groups["plain"].Value);
            if (field.Groups["end"].ValueSpan is not ",")
            {
                return fields;
            }
        }
    }

    private static FormatException Fault(string text, int at, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what} on line {text.AsSpan(0, at).Count('\n') + 1}"));

    [GeneratedRegex("\\G(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^\",\r\n]*))(?<end>,|\r\n?|\n|\\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
