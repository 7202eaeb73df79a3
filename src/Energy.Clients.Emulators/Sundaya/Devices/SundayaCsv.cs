using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Emulators;

/// <summary>The CSV form of pack management telemetry: a header, then a row for each sample of a pack.</summary>
internal static partial class SundayaCsv
{
    /// <summary>The datasets of a text: a run of rows with one id is one dataset, whose status is that of its first row. Without a row there is one dataset that holds
    /// nothing.</summary>
    /// <exception cref="FormatException">The server fails on the text; the message is its exception text.</exception>
    public static JsonArray Read(string csv)
    {
        var datasets = new JsonArray();
        var (lastId, samples) = ((string?)null, new JsonArray());
        foreach (var row in Rows(csv.Trim([' ', '\t', '\r', '\n', '\uFEFF'])))
        {
            var id = Cell(row, "pms_id").Trim();
            if (id != lastId)
            {
                (lastId, samples) = (id, []);
                var status = new JsonObject { ["temp"] = Number(row, "status.temp") };
                Copy(row, "status.code", status, "code");
                datasets.Add((JsonNode)new JsonObject { ["pms_id"] = id, ["status"] = status, ["data"] = samples });
            }

            var pack = new JsonObject
            {
                ["dock"] = Whole(row.GetValueOrDefault("pack.dock", "")),
                ["amps"] = Number(row, "pack.amps"),
                ["temp"] = Numbers(row, "pack.temp", 3),
                ["cell"] = new JsonObject { ["volts"] = NeededNumbers(row, "cell.volts", 14), ["open"] = Flags(row, "cell.open", 14) },
                ["fet"] = new JsonObject { ["temp"] = Numbers(row, "fet.temp", 2), ["open"] = Flags(row, "fet.open", 2) },
            };
            Copy(row, "pack.id", pack, "id");
            var sample = new JsonObject { ["pack"] = pack };
            Copy(row, "time_local", sample, "time_local");
            samples.Add((JsonNode)sample);
        }

        return datasets.Count > 0 ? datasets : [SundayaJson.Hole()];
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string text)
    {
        List<string>? header = null;
        var (fields, at, start) = (new List<string>(), 0, 0);
        while (at < text.Length || fields.Count > 0)
        {
            var field = Field().Match(text, at);
            if (!field.Success)
            {
                throw new FormatException(QuoteFault(text, at));
            }

            fields.Add(field.Groups["plain"].Value + field.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal));
            at += field.Length;
            if (field.Groups["end"].Value == ",")
            {
                continue;
            }

            if (fields is not [""])
            {
                if (header is not null && header.Count != fields.Count)
                {
                    throw new FormatException(
                        FormattableString.Invariant($"Invalid Record Length: columns length is {header.Count}, got {fields.Count} on line {Line(text, start)}"));
                }

                if (header is not null)
                {
                    var row = new Dictionary<string, string>(StringComparer.Ordinal);
                    foreach (var (name, value) in header.Zip(fields))
                    {
                        row[name] = value;
                    }

                    yield return row;
                }

                header ??= fields;
            }

            (fields, start) = ([], at);
        }
    }

    private static string QuoteFault(string text, int at)
    {
        var quoted = Quoted().Match(text, at);
        return quoted.Success ? FormattableString.Invariant($"Invalid Closing Quote: a quote is followed by '{text[at + quoted.Length]}' at line {Line(text, at + quoted.Length)}")
            : text[at] == '"' ? FormattableString.Invariant($"Quote Not Closed: the parsing is finished with an opening quote at line {Line(text, at)}")
            : FormattableString.Invariant($"Invalid Opening Quote: a quote is found inside a field at line {Line(text, at)}");
    }

    private static int Line(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    private static string Cell(Dictionary<string, string> row, string column) =>
        row.GetValueOrDefault(column) ?? throw new FormatException("Cannot read properties of undefined (reading 'trim')");

    private static void Copy(Dictionary<string, string> row, string column, JsonObject target, string name)
    {
        if (row.TryGetValue(column, out var text))
        {
            target[name] = text;
        }
    }

    // The number that a text begins with; none at all when there is no such column.
    private static double Number(Dictionary<string, string> row, string column) => Number(row.GetValueOrDefault(column, ""));

    private static double Number(string text) => Leading().Match(text.Trim()) is { Success: true, Value: var digits }
        ? double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture)
        : double.NaN;

    // Digits up to the first character that is none, be it a point.
    private static double Whole(string text) => LeadingWhole().Match(text.Trim()) is { Success: true } match
        ? (match.Groups["sign"].Value == "-" ? -1 : 1) * (match.Groups["hex"] is { Success: true, Value: var hex }
            ? (double)BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : double.Parse(match.Groups["decimal"].ValueSpan, CultureInfo.InvariantCulture))
        : double.NaN;

    private static JsonArray Numbers(Dictionary<string, string> row, string column, int count) =>
        [.. Enumerable.Range(1, count).Select(i => (JsonNode)Number(row, Column(column, i)))];

    private static JsonArray NeededNumbers(Dictionary<string, string> row, string column, int count) =>
        [.. Enumerable.Range(1, count).Select(i => (JsonNode)Number(Cell(row, Column(column, i))))];

    // The numbers of the columns whose integer part is not zero.
    private static JsonArray Flags(Dictionary<string, string> row, string column, int count) =>
        [.. Enumerable.Range(1, count).Where(i => Math.Abs(Whole(Cell(row, Column(column, i)))) >= 1).Select(i => (JsonNode)(double)i)];

    private static string Column(string name, int number) => FormattableString.Invariant($"{name}.{number}");

    [GeneratedRegex("""\G(?:"(?<quoted>(?>[^"]+|"")*)"|(?<plain>[^",\r\n]*))(?<end>,|\r\n|\n|\r|\z)""", RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex("""\G"(?>(?:[^"]+|"")*)"(?!\z)""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|^[+-]?Infinity", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex("^(?<sign>[+-]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|(?!0[xX])(?<decimal>[0-9]+))", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingWhole();
}
