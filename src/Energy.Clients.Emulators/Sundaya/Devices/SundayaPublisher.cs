using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Turns datasets into the messages that the server puts on its topics, and fails where the server's code fails.</summary>
internal static class SundayaPublisher
{
    public static List<(string Key, JsonObject Value)> Publish(SundayaDatasetKind kind, object? datasets, string sender, Instant now)
    {
        var messages = new List<(string Key, JsonObject Value)>();
        foreach (var item in List(datasets, "forEach"))
        {
            var dataset = Object(item, "data");
            var id = dataset[IdMember(kind)];
            var samples = List(dataset["data"], "forEach");
            if (samples.Count == 0)
            {
                continue;
            }

            var status = Object(dataset["status"], "code");
            foreach (var sample in samples)
            {
                var data = Object(sample, "time_local");
                var value = new SundayaObject();
                value.Set(IdMember(kind), id);
                if (kind == SundayaDatasetKind.Pms)
                {
                    AddPack(value, Object(data["pack"], "cell"));
                }
                else
                {
                    AddFlows(value, kind, data);
                }

                value.Set("status", Status(kind, status));
                var (timeEvent, timeZone) = SundayaTime.Publish(data["time_local"], now);
                value.Set("sender", sender);
                value.Set("time_event", timeEvent);
                value.Set("time_zone", timeZone);
                value.Set("time_processing", SundayaTime.Format(now));
                messages.Add((SundayaValues.Text(id), SundayaValues.ToNode(value)!.AsObject()));
            }
        }

        return messages;
    }

    private static void AddFlows(SundayaObject value, SundayaDatasetKind kind, SundayaObject data)
    {
        value.Set("pv", Dc(data, "pv"));
        var battery = Object(data["battery"], "volts");
        value.Set("battery", Measured(battery["volts"], battery["amps"], null, Number(battery["volts"]) * Number(battery["amps"])));
        value.Set("load", Dc(data, "load"));
        if (kind == SundayaDatasetKind.Inverter)
        {
            var grid = Object(data["grid"], "volts");
            var (volts, amps, factors) = (List(grid["volts"], "length"), List(grid["amps"], "0"), List(grid["pf"], "0"));
            value.Set("grid", volts.Select((v, i) => (object?)Measured(
                v, At(amps, i), At(factors, i), SundayaMath.GridWatts(Number(v), Number(At(amps, i)), Number(At(factors, i)), volts.Count))).ToList());
        }
    }

    private static List<object?> Dc(SundayaObject data, string name)
    {
        var measured = Object(data[name], "volts");
        var amps = List(measured["amps"], "0");
        return List(measured["volts"], "map").Select((v, i) => (object?)Measured(v, At(amps, i), null, Number(v) * Number(At(amps, i)))).ToList();
    }

    private static SundayaObject Measured(object? volts, object? amps, object? factor, double watts)
    {
        var measured = new SundayaObject();
        measured.Set("volts", volts);
        measured.Set("amps", amps);
        if (factor is not null)
        {
            measured.Set("pf", factor);
        }

        measured.Set("watts", SundayaMath.Watts(watts));
        return measured;
    }

    private static void AddPack(SundayaObject value, SundayaObject data)
    {
        var cell = Object(data["cell"], "volts");
        var fet = Object(data["fet"], "open");
        var cells = List(cell["volts"], "reduce");
        var open = List(cell["open"], "includes");
        var temperatures = List(data["temp"], "0");
        var numbers = cells.ConvertAll(Number);
        var volts = SundayaMath.ToFixed(numbers.Aggregate(0.0, (sum, v) => sum + v), 4);
        var lowest = numbers.Min();
        value.Set("pack_id", data["id"]);
        var pack = new SundayaObject();
        pack.Set("volts", volts);
        pack.Set("amps", data["amps"]);
        pack.Set("watts", SundayaMath.Watts(volts * Number(data["amps"])));
        pack.Set("vcl", lowest);
        pack.Set("vch", numbers.Max());
        pack.Set("dock", data["dock"]);
        pack.Set("temp_top", At(temperatures, 0));
        pack.Set("temp_mid", At(temperatures, 1));
        pack.Set("temp_bottom", At(temperatures, 2));
        value.Set("pack", pack);
        value.Set("cell", cells.Select((v, i) =>
        {
            var one = new SundayaObject();
            one.Set("volts", v);
            one.Set("dvcl", Math.Floor(((numbers[i] - lowest) * 1000) + 0.5));
            one.Set("open", open.Contains((double)(i + 1)));
            return (object?)one;
        }).ToList());

        // A slip of the server: the second FET is the first again.
        var first = new SundayaObject();
        first.Set("open", List(fet["open"], "includes").Contains(1.0));
        first.Set("temp", At(List(fet["temp"], "0"), 0));
        value.Set("fet", new List<object?> { first, first });
    }

    private static SundayaObject Status(SundayaDatasetKind kind, SundayaObject status)
    {
        var words = new SundayaObject();
        var bits = status["code"] is string code && int.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var read) ? read : (int?)null;
        words.Set("bus_connect", bits is null ? null : (bits & 1) == 1);
        if (kind == SundayaDatasetKind.Mppt)
        {
            Two("input", 1, "normal", "high-volt-input", "no-power", "input-volt-error");
            One("chgfet", 3, "ok", "short");
            One("chgfet_antirev", 4, "ok", "short");
            One("fet_antirev", 5, "ok", "short");
            One("input_current", 6, "ok", "overcurrent");
            Two("load", 7, "ok", "short", "overcurrent", "not-applicable");
            One("pv_input", 9, "ok", "short");
            Two("charging", 10, "not-charging", "boost", "float", "equalisation");
            One("system", 12, "ok", "fault");
            One("standby", 13, "standby", "running");
        }

        if (kind == SundayaDatasetKind.Pms)
        {
            words.Set("temp", status["temp"]);
        }

        return words;

        // Without a code a one-bit word is null, and a two-bit word is not there.
        void One(string name, int bit, string off, string on) => words.Set(name, bits is null ? null : ((bits >> bit) & 1) == 1 ? on : off);

        void Two(string name, int bit, params ReadOnlySpan<string> states)
        {
            if (bits is { } known)
            {
                words.Set(name, states[(known >> bit) & 3]);
            }
        }
    }

    private static string IdMember(SundayaDatasetKind kind) => kind switch
    {
        SundayaDatasetKind.Mppt => "mppt_id",
        SundayaDatasetKind.Pms => "pms_id",
        _ => "inverter_id",
    };

    private static object? At(List<object?> items, int index) => index < items.Count ? items[index] : SundayaValues.Undefined;

    private static double Number(object? value) => value switch
    {
        double number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) => read,
        _ => double.NaN,
    };

    private static List<object?> List(object? value, string reading) => value as List<object?> ?? throw Crash(reading);

    private static SundayaObject Object(object? value, string reading) => value as SundayaObject ?? throw Crash(reading);

    private static FormatException Crash(string reading) => new($"Cannot read properties of undefined (reading '{reading}')");
}
