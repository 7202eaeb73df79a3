using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Sundaya;

/// <summary>The CSV form of pack management telemetry: 42 columns, one row a sample.</summary>
/// <remarks>
/// Columns may come in any order, further ones are ignored. Lines end in LF or CRLF, empty ones are skipped, quotes are those of RFC 4180. Rows that follow one another with the
/// same
/// <c>pms_id</c> are one dataset, whose status is that of its first row: a, b, a are three. The columns <c>cell.open.n</c> and <c>fet.open.n</c> are flags.
/// </remarks>
public static partial class SundayaPmsCsv
{
    private static readonly string[] Columns =
    [
        "pms_id", "status.code", "status.temp", "time_local", "pack.id", "pack.dock", "pack.amps",
        .. Numbered("pack.temp", 3), .. Numbered("cell.volts", SundayaPmsSample.Cells), .. Numbered("cell.open", SundayaPmsSample.Cells), .. Numbered("fet.temp", 2),
        .. Numbered("fet.open", 2),
    ];

    /// <summary>The header: the names of the 42 columns.</summary>
    public static string Header { get; } = string.Join(',', Columns);

    /// <summary>Writes datasets.</summary>
    /// <param name="datasets">The datasets. Two that follow one another with the same id become one at the server.</param>
    /// <returns>The text, lines ending in LF.</returns>
    /// <exception cref="ArgumentException">A list does not have the number of values that its columns need, or a number cannot be written.</exception>
    public static string Write(IEnumerable<SundayaPmsDataset> datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        var text = new StringBuilder(Header).Append('\n');
        foreach (var dataset in datasets)
        {
            foreach (var sample in dataset.Samples)
            {
                WriteRow(text, dataset, sample);
            }
        }

        return text.ToString();
    }

    /// <summary>Reads a text as the server reads it, and checks it by the server's rules.</summary>
    /// <param name="csv">The text; a byte order mark in front is skipped.</param>
    /// <returns>The datasets and the first violation.</returns>
    /// <exception cref="FormatException">The server would fail on the text (with a 500): a row has another number of columns than the header, a quote is not closed, a column that
    /// is needed is missing.</exception>
    public static SundayaPmsCsvDocument Read(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var records = SundayaPmsCsvReader.Read(csv);
        var datasets = new List<object?>();
        JsObject? last = null;
        foreach (var record in records)
        {
            var id = Needed(record, "pms_id").Trim();
            if (last is null || (string)last["pms_id"]! != id)
            {
                var status = With(Texts(record, ("code", "status.code")), "temp", Number(record, "status.temp"));
                last = new JsObject { ["pms_id"] = id, ["status"] = status, ["data"] = new List<object?>() };
                datasets.Add(last);
            }

            ((List<object?>)last["data"]!).Add(Sample(record));
        }

        // The server makes one dataset of no rows at all, which is not there.
        return new SundayaPmsCsvDocument
        {
            Datasets = records.Count == 0 ? [null] : (JsonArray)JsTree.ToNode(datasets)!,
            Violation = records.Count == 0 ? "\"[0]\" must not be a sparse array item | undefined" : SundayaDatasetRules.Check(SundayaDatasetKind.Pms, datasets),
            Samples = records.Count,
        };
    }

    private static JsObject Sample(Dictionary<string, string> record)
    {
        var pack = Texts(record, ("id", "pack.id"));
        pack["dock"] = record.TryGetValue("pack.dock", out var dock) ? LeadingInteger(dock) : double.NaN;
        pack["amps"] = Number(record, "pack.amps");
        pack["temp"] = JsTree.List(Numbered("pack.temp", 3).Select(c => Number(record, c)));
        pack["cell"] = new JsObject
        {
            ["open"] = Flags(record, "cell.open", SundayaPmsSample.Cells),
            ["volts"] = JsTree.List(Numbered("cell.volts", SundayaPmsSample.Cells).Select(c => Leading(Needed(record, c)))),
        };
        pack["fet"] = new JsObject { ["open"] = Flags(record, "fet.open", 2), ["temp"] = JsTree.List(Numbered("fet.temp", 2).Select(c => Number(record, c))) };
        return With(Texts(record, ("time_local", "time_local")), "pack", pack);
    }

    private static List<object?>? Flags(Dictionary<string, string> record, string name, int count) => JsTree.List(
        Enumerable.Range(1, count).Where(i => Math.Abs(LeadingInteger(Needed(record, Column(name, i)))) > 0).Select(i => (double)i));

    private static JsObject Texts(Dictionary<string, string> record, (string Name, string Column) text) =>
        record.TryGetValue(text.Column, out var value) ? new JsObject { [text.Name] = value } : [];

    private static JsObject With(JsObject owner, string name, object? value)
    {
        owner[name] = value;
        return owner;
    }

    private static string Needed(Dictionary<string, string> record, string column) =>
        record.TryGetValue(column, out var text) ? text : throw new FormatException($"The column '{column}' is missing; the server fails on that.");

    private static double Number(Dictionary<string, string> record, string column) => record.TryGetValue(column, out var text) ? Leading(text) : double.NaN;

    // The whole number at the beginning of a text, as JavaScript's parseInt takes it: no power, but hexadecimal digits behind 0x.
    private static double LeadingInteger(string text)
    {
        var match = WholeInFront().Match(text);
        var (hex, digits) = (match.Groups["hex"], match.Groups["digits"]);
        var number = hex.Length > 0 ? (double)BigInteger.Parse("0" + hex.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : digits.Length > 0 ? double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture)
            : double.NaN;
        return match.Groups["minus"].Success ? -number : number;
    }

    // The number at the beginning of a text, as JavaScript's parseFloat takes it.
    private static double Leading(string text) =>
        NumberInFront().Match(text) is { Success: true } match ? double.Parse(match.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN;

    private static void WriteRow(StringBuilder text, SundayaPmsDataset dataset, SundayaPmsSample sample)
    {
        Require(sample.Temperatures.Count == 3, "A pack has 3 temperatures");
        Require(sample.CellVolts.Count == SundayaPmsSample.Cells, "A pack has 14 cells");
        Require(sample.FetTemperatures.Count == 2, "A pack has 2 FET temperatures");
        string[] cells =
        [
            Quote(dataset.Id), Quote(dataset.StatusCode), Number(dataset.Temperature), SundayaDataset.Stamp(sample.Time), Quote(sample.PackId),
            sample.Dock.ToString(CultureInfo.InvariantCulture), Number(sample.Amps),
            .. sample.Temperatures.Select(Number), .. sample.CellVolts.Select(Number), .. Flags(sample.OpenCells, SundayaPmsSample.Cells, "cell"),
            .. sample.FetTemperatures.Select(Number), .. Flags(sample.OpenFets, 2, "FET"),
        ];
        text.AppendJoin(',', cells).Append('\n');
    }

    private static IEnumerable<string> Flags(IReadOnlyList<int> open, int count, string what)
    {
        Require(open.All(n => n >= 1 && n <= count) && open.Distinct().Count() == open.Count, $"Open {what} numbers are 1 to {count}, each once");
        return Enumerable.Range(1, count).Select(n => open.Contains(n) ? "1" : "");
    }

    private static string Number(double number) => double.IsFinite(number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{number} is not a number that can be sent. Leave the sample out."));

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException(rule + ". The server would refuse the row too.");
        }
    }

    private static IEnumerable<string> Numbered(string name, int count) => Enumerable.Range(1, count).Select(i => Column(name, i));

    private static string Column(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}.{number}");

    [GeneratedRegex("^\\s*(?:(?<minus>-)|\\+)?(?:0[xX](?<hex>[0-9a-fA-F]*)|(?<digits>[0-9]+))", RegexOptions.CultureInvariant)]
    private static partial Regex WholeInFront();

    [GeneratedRegex("^\\s*[+-]?(?:Infinity|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex NumberInFront();
}
