using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The messages that the server makes of datasets, one for each sample. It fails where the server's code reads from something that is not there.</summary>
internal static class SundayaPublishing
{
    // Two-bit fields count their low bit as the first digit.
    private static readonly (string Name, int Bit, string[] Words)[] StatusBits =
    [
        ("input", 1, ["normal", "no-power", "high-volt-input", "input-volt-error"]),
        ("chgfet", 3, ["ok", "short"]),
        ("chgfet_antirev", 4, ["ok", "short"]),
        ("fet_antirev", 5, ["ok", "short"]),
        ("input_current", 6, ["ok", "overcurrent"]),
        ("load", 7, ["ok", "overcurrent", "short", "not-applicable"]),
        ("pv_input", 9, ["ok", "short"]),
        ("charging", 10, ["not-charging", "float", "boost", "equalisation"]),
        ("system", 12, ["ok", "fault"]),
        ("standby", 13, ["standby", "running"]),
    ];

    /// <exception cref="FormatException">The server fails; the message is its exception text.</exception>
    public static List<(string Key, JsonObject Value)> Messages(SundayaDatasetShape kind, JsonNode? datasets, string sender, Instant now)
    {
        var messages = new List<(string Key, JsonObject Value)>();
        foreach (var dataset in List(datasets, "forEach"))
        {
            foreach (var sample in List(Of(dataset, "data"), "forEach"))
            {
                var message = new JsonObject();
                Copy(dataset, kind.IdMember, message, kind.IdMember);
                Measure(kind, sample, message);
                message["status"] = Status(kind, Of(dataset, "status"));
                var (timeEvent, timeZone) = SundayaStamp.Publish(Of(sample, "time_local"), now);
                message["sender"] = sender;
                message["time_event"] = timeEvent;
                message["time_zone"] = timeZone;
                message["time_processing"] = SundayaStamp.Format(now);
                messages.Add((dataset![kind.IdMember] is { } id ? SundayaJson.Show(id) : "undefined", SundayaJson.Write(message)!.AsObject()));
            }
        }

        return messages;
    }

    private static void Measure(SundayaDatasetShape kind, JsonNode? sample, JsonObject message)
    {
        if (kind == SundayaDatasetShape.Pms)
        {
            MeasurePack(Of(sample, "pack"), message);
            return;
        }

        message["pv"] = Lines(Of(sample, "pv"));
        var battery = Of(sample, "battery");
        message["battery"] = Line(Of(battery, "volts"), Of(battery, "amps"));
        message["load"] = Lines(Of(sample, "load"));
        if (kind == SundayaDatasetShape.Inverter)
        {
            message["grid"] = Lines(Of(sample, "grid"), isGrid: true);
        }
    }

    private static JsonArray Lines(JsonNode? flow, bool isGrid = false)
    {
        var (volts, amps, factors) = (List(Of(flow, "volts"), "map"), List(Of(flow, "amps"), "0"), isGrid ? List(Of(flow, "pf"), "0") : []);

        // Three phases are measured from line to line.
        var phases = isGrid && volts.Count == 3 ? Math.Sqrt(3) : 1;

        // Not a collection expression of the array itself: that takes the generic Add, which the trimmer warns of.
        return new JsonArray([.. volts.Select((v, i) => (JsonNode?)(isGrid ? Line(v, At(amps, i), phases, At(factors, i), "pf") : Line(v, At(amps, i))))]);
    }

    private static JsonObject Line(JsonNode? volts, JsonNode? amps, double phases = 1, JsonNode? factor = null, string? factorName = null)
    {
        var line = new JsonObject { ["volts"] = volts?.DeepClone() };
        if (amps is not null)
        {
            line["amps"] = amps.DeepClone();
        }

        if (factor is not null)
        {
            line[factorName!] = factor.DeepClone();
        }

        var watts = SundayaJson.ToNumber(volts) * SundayaJson.ToNumber(amps) * (factorName is null ? 1 : SundayaJson.ToNumber(factor)) * phases;
        line["watts"] = FourDecimals(watts);
        return line;
    }

    private static void MeasurePack(JsonNode? sample, JsonObject message)
    {
        var (cell, fet, temperatures) = (Of(sample, "cell"), Of(sample, "fet"), List(Of(sample, "temp"), "0"));
        var cells = List(Of(cell, "volts"), "reduce");
        var volts = cells.Select(SundayaJson.ToNumber).ToArray();
        var lowest = volts.Min();
        var sum = FourDecimals(volts.Aggregate(0.0, (total, v) => total + v));
        var pack = new JsonObject { ["volts"] = sum };
        Copy(sample, "amps", pack, "amps");
        pack["watts"] = FourDecimals(sum * SundayaJson.ToNumber(Of(sample, "amps")));
        pack["vcl"] = lowest;
        pack["vch"] = volts.Max();
        Copy(sample, "dock", pack, "dock");
        pack["temp_top"] = At(temperatures, 0)?.DeepClone();
        pack["temp_mid"] = At(temperatures, 1)?.DeepClone();
        pack["temp_bottom"] = At(temperatures, 2)?.DeepClone();
        Copy(sample, "id", message, "pack_id");
        message["pack"] = pack;
        message["cell"] = new JsonArray([.. cells.Select((c, i) => new JsonObject
        {
            ["volts"] = c?.DeepClone(),
            ["dvcl"] = Math.Floor(((volts[i] - lowest) * 1000) + 0.5),
            ["open"] = IsOpen(cell, i + 1),
        })]);

        // The server publishes the first transistor a second time instead of the second.
        var first = new JsonObject { ["open"] = IsOpen(fet, 1), ["temp"] = At(List(Of(fet, "temp"), "0"), 0)?.DeepClone() };
        message["fet"] = new JsonArray(first, first.DeepClone());
    }

    private static bool IsOpen(JsonNode? part, int number) => List(Of(part, "open"), "includes").Any(o => SundayaJson.AsNumber(o) == number);

    private static JsonObject Status(SundayaDatasetShape kind, JsonNode? status)
    {
        int? bits = int.TryParse(SundayaJson.AsText(Of(status, "code")), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var read) ? read : null;
        var words = new JsonObject { ["bus_connect"] = bits is null ? null : (bits & 1) == 1 };
        foreach (var (name, bit, states) in kind == SundayaDatasetShape.Mppt ? StatusBits : [])
        {
            if (bits is not null)
            {
                var (low, high) = ((bits.Value >> bit) & 1, (bits.Value >> (bit + 1)) & 1);
                words[name] = states.Length == 2 ? states[low] : states[(low * 2) + high];
            }
            else if (states.Length == 2)
            {
                // Without a code one bit is null, and two bits are not there.
                words[name] = null;
            }
        }

        if (kind == SundayaDatasetShape.Pms)
        {
            Copy(status, "temp", words, "temp");
        }

        return words;
    }

    // Four decimals of the binary number: its digits are written out in full, so that a half is one, and goes away from zero. No negative zero.
    private static double FourDecimals(double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) >= 1e21)
        {
            return value;
        }

        var digits = Math.Abs(value).ToString("F40", CultureInfo.InvariantCulture);
        var rounded = decimal.Parse(digits[..^36], CultureInfo.InvariantCulture) + (digits[^36] >= '5' ? 0.0001m : 0);
        return double.Parse((value < 0 ? -rounded : rounded).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0;
    }

    private static void Copy(JsonNode? source, string name, JsonObject target, string newName)
    {
        if (Of(source, name) is { } value)
        {
            target[newName] = value.DeepClone();
        }
    }

    private static JsonNode? At(JsonArray items, int index) => index < items.Count ? items[index] : null;

    private static JsonNode? Of(JsonNode? owner, string name) => owner is JsonObject members ? members[name] : throw NotThere(name);

    private static JsonArray List(JsonNode? node, string reading) => node as JsonArray ?? throw NotThere(reading);

    private static FormatException NotThere(string reading) => new($"Cannot read properties of undefined (reading '{reading}')");
}
