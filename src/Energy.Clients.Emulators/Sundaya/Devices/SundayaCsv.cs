using System.Globalization;

namespace Energy.Clients.Emulators;

/// <summary>Reads the CSV form of pack management telemetry as the server does.</summary>
internal static class SundayaCsv
{
    private const int Cells = 14;

    /// <summary>The datasets of a text; one undefined dataset when there is no row.</summary>
    /// <exception cref="FormatException">The server fails on the text; the message is its exception text.</exception>
    public static List<object?> Read(string csv)
    {
        var records = SundayaCsvReader.Read(csv);
        var datasets = new List<object?>();
        SundayaObject? last = null;
        foreach (var record in records)
        {
            var id = Needed(record, "pms_id").Trim();
            if (last is null || (string)last["pms_id"]! != id)
            {
                var status = new SundayaObject();
                Optional(status, "code", record, "status.code");
                status.Set("temp", Number(record, "status.temp"));
                last = new SundayaObject();
                last.Set("pms_id", id);
                last.Set("status", status);
                last.Set("data", new List<object?>());
                datasets.Add(last);
            }

            ((List<object?>)last["data"]!).Add(Sample(record));
        }

        if (datasets.Count == 0)
        {
            datasets.Add(SundayaValues.Undefined);
        }

        return datasets;
    }

    private static SundayaObject Sample(Dictionary<string, string> record)
    {
        var sample = new SundayaObject();
        Optional(sample, "time_local", record, "time_local");
        var pack = new SundayaObject();
        Optional(pack, "id", record, "pack.id");
        pack.Set("dock", Truncated(Number(record, "pack.dock")));
        pack.Set("amps", Number(record, "pack.amps"));
        pack.Set("temp", Numbered("pack.temp", 3).Select(c => (object?)Number(record, c)).ToList());
        var cell = new SundayaObject();
        cell.Set("open", Flags(record, "cell.open", Cells));
        cell.Set("volts", Numbered("cell.volts", Cells).Select(c => (object?)Leading(Needed(record, c))).ToList());
        pack.Set("cell", cell);
        var fet = new SundayaObject();
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
            var flag = Truncated(Leading(Needed(record, Column(name, i))));
            if (flag != 0 && !double.IsNaN(flag))
            {
                set.Add((double)i);
            }
        }

        return set;
    }

    private static void Optional(SundayaObject owner, string name, Dictionary<string, string> record, string column)
    {
        if (record.TryGetValue(column, out var text))
        {
            owner.Set(name, text);
        }
    }

    private static string Needed(Dictionary<string, string> record, string column) =>
        record.TryGetValue(column, out var text) ? text : throw new FormatException("Cannot read properties of undefined (reading 'trim')");

    private static double Number(Dictionary<string, string> record, string column) => record.TryGetValue(column, out var text) ? Leading(text) : double.NaN;

    private static double Truncated(double number) => Math.Truncate(number);

    // The number at the beginning of a text, as JavaScript's parseFloat takes it.
    private static double Leading(string text)
    {
        text = text.Trim();
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

    private static IEnumerable<string> Numbered(string name, int count) => Enumerable.Range(1, count).Select(i => Column(name, i));

    private static string Column(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}.{number}");
}
