using System.Globalization;
using System.Text;

namespace Energy.Clients.Sundaya;

/// <summary>Splits a CSV text into records by header, with the texts of the server's reader where it fails.</summary>
internal static class PmsCsvReader
{
    public static List<Dictionary<string, string>> Read(string csv)
    {
        var text = csv.Trim().Trim('\ufeff');
        var records = new List<Dictionary<string, string>>();
        List<string>? header = null;
        var line = 1;
        var at = 0;
        while (at < text.Length)
        {
            var first = line;
            var fields = Fields(text, ref at, ref line);
            if (fields is [{ Length: 0 }])
            {
                continue;
            }

            if (header is null)
            {
                header = fields;
                continue;
            }

            if (fields.Count != header.Count)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Invalid Record Length: columns length is {header.Count}, got {fields.Count} on line {first}"));
            }

            var record = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < fields.Count; i++)
            {
                record[header[i]] = fields[i];
            }

            records.Add(record);
        }

        return records;
    }

    private static List<string> Fields(string text, ref int at, ref int line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        while (true)
        {
            if (field.Length == 0 && at < text.Length && text[at] == '"')
            {
                Quoted(text, ref at, ref line, field);
            }
            else
            {
                while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
                {
                    if (text[at] == '"')
                    {
                        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Invalid Opening Quote: a quote is found inside a field at line {line}"));
                    }

                    field.Append(text[at++]);
                }
            }

            fields.Add(field.ToString());
            field.Clear();
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            if (at < text.Length && text[at] == '\r')
            {
                at++;
            }

            if (at < text.Length && text[at] == '\n')
            {
                at++;
            }

            line++;
            return fields;
        }
    }

    private static void Quoted(string text, ref int at, ref int line, StringBuilder field)
    {
        var opened = line;
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                line += text[at] == '\n' ? 1 : 0;
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else
            {
                at++;
                if (at < text.Length && text[at] is not (',' or '\n' or '\r'))
                {
                    throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Invalid Closing Quote: a quote is followed by '{text[at]}' at line {line}"));
                }

                return;
            }
        }

        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Quote Not Closed: the parsing is finished with an opening quote at line {opened}"));
    }
}
