using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Energy.Clients.Emulators;

/// <summary>Reads a table with a header, times in the first column and values in the second: text with commas, or the first sheet of a workbook (Office Open XML, whatever the file
/// is called).</summary>
internal static class FlexMeasuresSheet
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly LocalDateTime FirstSerialDay = new(1899, 12, 30, 0, 0);

    /// <summary>Reads the rows; an empty cell is a missing value, and a time without offset is one of the zone.</summary>
    /// <exception cref="FormatException">The content is no such table.</exception>
    internal static List<(Instant At, double? Value)> Read(byte[] content, DateTimeZone zone)
    {
        var rows = content is [(byte)'P', (byte)'K', ..] ? Workbook(content) : Text(content);
        return rows.Count == 0
            ? throw new FormatException("No columns to parse from file") : rows[1..].ConvertAll(cells => (Time(cells[0], zone), cells.Length < 2 ? null : Value(cells[1])));
    }

    private static List<string[]> Text(byte[] content) =>
        [.. Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(','))];

    private static List<string[]> Workbook(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content));
            var shared = Part(archive, "xl/sharedStrings.xml")?.Elements(Main + "si").Select(TextOf).ToList() ?? [];
            var sheet = Part(archive, "xl/worksheets/sheet1.xml") ?? throw new FormatException("Worksheet index 0 is invalid, 0 worksheets found");
            return [.. sheet.Descendants(Main + "row").Select(row => Cells(row, shared)).Where(cells => cells.Any(cell => cell.Length > 0))];
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException)
        {
            throw new FormatException("File is not a zip file", exception);
        }
    }

    private static XElement? Part(ZipArchive archive, string name)
    {
        using var stream = archive.GetEntry(name)?.Open();
        return stream is null ? null : XDocument.Load(stream).Root;
    }

    private static string[] Cells(XElement row, List<string> shared)
    {
        var cells = new[] { "", "" };
        foreach (var cell in row.Elements(Main + "c"))
        {
            var column = ((string?)cell.Attribute("r"))?.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') switch { "A" => 0, "B" => 1, _ => -1 };
            if (column < 0)
            {
                continue;
            }

            var value = (string?)cell.Element(Main + "v") ?? "";
            cells[column] = (string?)cell.Attribute("t") switch
            {
                "s" => shared[int.Parse(value, CultureInfo.InvariantCulture)],
                "inlineStr" => TextOf(cell),
                _ => value,
            };
        }

        return cells;
    }

    private static string TextOf(XElement element) => string.Concat(element.Descendants(Main + "t").Select(t => t.Value));

    private static Instant Time(string text, DateTimeZone zone)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days))
        {
            // A date of a sheet is a number of days; its clock is read to the second.
            return FirstSerialDay.PlusSeconds((long)Math.Round(days * NodaConstants.SecondsPerDay)).InZoneLeniently(zone).ToInstant();
        }

        var iso = text.Length > 10 && text[10] == ' ' ? text[..10] + "T" + text[11..] : text;
        return FlexMeasuresText.TryTime(iso, out _) is { } time ? time.ToInstant()
            : FlexMeasuresText.TryTime(iso + "Z", out _) is { } naive ? naive.LocalDateTime.InZoneLeniently(zone).ToInstant()
            : throw new FormatException($"Unknown datetime string format, unable to parse: {text}, at position 0");
    }

    private static double? Value(string text) =>
        text.Length == 0 ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : throw new FormatException("event values should be numeric");
}
