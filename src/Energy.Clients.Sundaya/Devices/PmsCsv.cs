using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Energy.Clients.Sundaya;

/// <summary>The CSV form of pack management telemetry: 42 columns, one row a sample.</summary>
/// <remarks>
/// Columns may come in any order, further ones are ignored. Lines end in LF or CRLF, blank ones are skipped, quotes are those of RFC 4180. Rows that follow one another with the same
/// <c>pms_id</c> are one dataset, whose status is that of its first row: a, b, a are three. The columns <c>cell.open.n</c> and <c>fet.open.n</c> are flags.
/// </remarks>
public static class PmsCsv
{
    private static readonly string[] Columns =
    [
        "pms_id", "status.code", "status.temp", "time_local", "pack.id", "pack.dock", "pack.amps",
        .. Numbered("pack.temp", 3), .. Numbered("cell.volts", PmsSample.Cells), .. Numbered("cell.open", PmsSample.Cells), .. Numbered("fet.temp", 2), .. Numbered("fet.open", 2),
    ];

    /// <summary>The header: the names of the 42 columns.</summary>
    public static string Header { get; } = string.Join(',', Columns);

    /// <summary>Writes datasets.</summary>
    /// <param name="datasets">The datasets. Two that follow one another with the same id become one at the server.</param>
    /// <returns>The text, lines ending in LF.</returns>
    /// <exception cref="ArgumentException">A list does not have the number of values that its columns need, or a number cannot be written.</exception>
    public static string Write(IEnumerable<PmsDataset> datasets)
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
    /// <exception cref="FormatException">The server would fail on the text (with a 500): a row has another number of columns than the header, a quote is not closed, a column that is needed is missing.</exception>
    public static PmsCsvDocument Read(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var records = PmsCsvReader.Read(csv);
        var datasets = new List<object?>();
        JsObject? last = null;
        foreach (var record in records)
        {
            var id = Needed(record, "pms_id").Trim();
            if (last is null || (string)last["pms_id"]! != id)
            {
                var status = new JsObject();
                Optional(status, "code", record, "status.code");
                status.Set("temp", Number(record, "status.temp"));
                last = new JsObject();
                last.Set("pms_id", id);
                last.Set("status", status);
                last.Set("data", new List<object?>());
                datasets.Add(last);
            }

            ((List<object?>)last["data"]!).Add(Sample(record));
        }

        if (datasets.Count == 0)
        {
            datasets.Add(JsTree.Undefined);
        }

        return new PmsCsvDocument((JsonArray)JsTree.ToNode(datasets)!, DeviceRules.Check(DeviceDatasetKind.Pms, datasets), records.Count);
    }

    private static JsObject Sample(Dictionary<string, string> record)
    {
        var sample = new JsObject();
        Optional(sample, "time_local", record, "time_local");
        var pack = new JsObject();
        Optional(pack, "id", record, "pack.id");
        pack.Set("dock", record.TryGetValue("pack.dock", out var dock) ? LeadingInteger(dock) : double.NaN);
        pack.Set("amps", Number(record, "pack.amps"));
        pack.Set("temp", Numbered("pack.temp", 3).Select(c => (object?)Number(record, c)).ToList());
        var cell = new JsObject();
        cell.Set("open", Flags(record, "cell.open", PmsSample.Cells));
        cell.Set("volts", Numbered("cell.volts", PmsSample.Cells).Select(c => (object?)Leading(Needed(record, c))).ToList());
        pack.Set("cell", cell);
        var fet = new JsObject();
        fet.Set("open", Flags(record, "fet.open", 2));
        fet.Set("temp", Numbered("fet.temp", 2).Select(c => (object?)Number(record, c)).ToList());
        pack.Set("fet", fet);
        sample.Set("pack", pack);
        return sample;
    }

    private static List<object?> Flags(Dictionary<string, string> record, string name, int count)
    {
        var set = new List<object?>();
        for (var i = 1; i <= count; i++)
        {
            var flag = LeadingInteger(Needed(record, Column(name, i)));
            if (flag != 0 && !double.IsNaN(flag))
            {
                set.Add((double)i);
            }
        }

        return set;
    }

    private static void Optional(JsObject owner, string name, Dictionary<string, string> record, string column)
    {
        if (record.TryGetValue(column, out var text))
        {
            owner.Set(name, text);
        }
    }

    private static string Needed(Dictionary<string, string> record, string column) =>
        record.TryGetValue(column, out var text) ? text : throw new FormatException($"The column '{column}' is missing; the server fails on that.");

    private static double Number(Dictionary<string, string> record, string column) => record.TryGetValue(column, out var text) ? Leading(text) : double.NaN;

    // The whole number at the beginning of a text, as JavaScript's parseInt takes it: no power, but hexadecimal digits behind 0x.
    private static double LeadingInteger(string text)
    {
        var digits = text.AsSpan().Trim();
        var isNegative = digits.StartsWith("-");
        digits = digits.StartsWith("-") || digits.StartsWith("+") ? digits[1..] : digits;
        var isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        digits = isHex ? digits[2..] : digits;
        var number = 0.0;
        var count = 0;
        while (count < digits.Length && (isHex ? char.IsAsciiHexDigit(digits[count]) : char.IsAsciiDigit(digits[count])))
        {
            number = (number * (isHex ? 16 : 10)) + Convert.ToInt32(digits[count].ToString(), 16);
            count++;
        }

        return count == 0 ? double.NaN : isNegative ? -number : number;
    }

    // The number at the beginning of a text, as JavaScript's parseFloat takes it.
    private static double Leading(string text)
    {
        text = text.Trim();
        var unsigned = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        if (unsigned.StartsWith("Infinity", StringComparison.Ordinal))
        {
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        for (var length = text.Length; length > 0; length--)
        {
            var part = text.AsSpan(0, length);
            if (char.IsAsciiDigit(part[^1]) || part[^1] == '.')
            {
                if (double.TryParse(part, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }
            }
        }

        return double.NaN;
    }

    private static void WriteRow(StringBuilder text, PmsDataset dataset, PmsSample sample)
    {
        Require(sample.Temperatures.Count == 3, "A pack has 3 temperatures");
        Require(sample.CellVolts.Count == PmsSample.Cells, "A pack has 14 cells");
        Require(sample.FetTemperatures.Count == 2, "A pack has 2 FET temperatures");
        string[] cells =
        [
            Quote(dataset.Id), Quote(dataset.StatusCode), Number(dataset.Temperature), DeviceDataset.Stamp(sample.Time), Quote(sample.PackId),
            sample.Dock.ToString(CultureInfo.InvariantCulture), Number(sample.Amps),
            .. sample.Temperatures.Select(Number), .. sample.CellVolts.Select(Number), .. Flags(sample.OpenCells, PmsSample.Cells, "cell"),
            .. sample.FetTemperatures.Select(Number), .. Flags(sample.OpenFets, 2, "FET"),
        ];
        text.AppendJoin(',', cells).Append('\n');
    }

    private static IEnumerable<string> Flags(IReadOnlyList<int> open, int count, string what)
    {
        Require(open.All(n => n >= 1 && n <= count) && open.Distinct().Count() == open.Count, $"Open {what} numbers are 1 to {count}, each once");
        return Enumerable.Range(1, count).Select(n => open.Contains(n) ? "1" : "");
    }

    private static string Number(double number) => DeviceDataset.Finite(number).ToString("R", CultureInfo.InvariantCulture);

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
}
