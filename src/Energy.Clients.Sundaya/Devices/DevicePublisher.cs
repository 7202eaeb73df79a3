using System.Globalization;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>The server's transform of datasets into messages.</summary>
internal static class DevicePublisher
{
    public static List<DeviceMessage> Publish(DeviceDatasetKind kind, object? datasets, string sender, Instant now)
    {
        var messages = new List<DeviceMessage>();
        foreach (var item in List(datasets, "datasets"))
        {
            var dataset = Object(item, "a dataset");
            var id = dataset[DeviceTelemetry.IdMember(kind)];
            var samples = List(dataset["data"], "data");
            if (samples.Count == 0)
            {
                continue;
            }

            var status = Object(dataset["status"], "status");
            foreach (var sample in samples)
            {
                var data = Object(sample, "a sample");
                var value = new JsObject();
                value.Set(DeviceTelemetry.IdMember(kind), id);
                if (kind == DeviceDatasetKind.Pms)
                {
                    AddPack(value, Object(data["pack"], "pack"));
                }
                else
                {
                    AddFlows(value, kind, data);
                }

                value.Set("status", Status(kind, status));
                var (timeEvent, timeZone) = DeviceTime.Publish(data["time_local"], now);
                value.Set("sender", sender);
                value.Set("time_event", timeEvent);
                value.Set("time_zone", timeZone);
                value.Set("time_processing", DeviceTime.Format(now));
                messages.Add(new DeviceMessage(JsTree.Text(id), JsTree.ToNode(value)!.AsObject()));
            }
        }

        return messages;
    }

    private static void AddFlows(JsObject value, DeviceDatasetKind kind, JsObject data)
    {
        value.Set("pv", Dc(data, "pv"));
        var battery = Object(data["battery"], "battery");
        value.Set("battery", Measured(battery["volts"], battery["amps"], null, Number(battery["volts"]) * Number(battery["amps"])));
        value.Set("load", Dc(data, "load"));
        if (kind == DeviceDatasetKind.Inverter)
        {
            var grid = Object(data["grid"], "grid");
            var (volts, amps, factors) = (List(grid["volts"], "grid.volts"), List(grid["amps"], "grid.amps"), List(grid["pf"], "grid.pf"));
            value.Set("grid", volts.Select((v, i) => (object?)Measured(
                v, At(amps, i), At(factors, i), TelemetryMath.GridWatts(Number(v), Number(At(amps, i)), Number(At(factors, i)), volts.Count))).ToList());
        }
    }

    private static List<object?> Dc(JsObject data, string name)
    {
        var measured = Object(data[name], name);
        var amps = List(measured["amps"], name + ".amps");
        return List(measured["volts"], name + ".volts").Select((v, i) => (object?)Measured(v, At(amps, i), null, Number(v) * Number(At(amps, i)))).ToList();
    }

    private static JsObject Measured(object? volts, object? amps, object? factor, double watts)
    {
        var measured = new JsObject();
        measured.Set("volts", volts);
        measured.Set("amps", amps);
        if (factor is not null)
        {
            measured.Set("pf", factor);
        }

        measured.Set("watts", TelemetryMath.Watts(watts));
        return measured;
    }

    private static void AddPack(JsObject value, JsObject data)
    {
        var cell = Object(data["cell"], "pack.cell");
        var fet = Object(data["fet"], "pack.fet");
        var cells = List(cell["volts"], "pack.cell.volts");
        var open = List(cell["open"], "pack.cell.open");
        var temperatures = List(data["temp"], "pack.temp");
        var numbers = cells.ConvertAll(Number);
        var volts = TelemetryMath.ToFixed(numbers.Aggregate(0.0, (sum, v) => sum + v), 4);
        var lowest = numbers.Min();
        value.Set("pack_id", data["id"]);
        var pack = new JsObject();
        pack.Set("volts", volts);
        pack.Set("amps", data["amps"]);
        pack.Set("watts", TelemetryMath.Watts(volts * Number(data["amps"])));
        pack.Set("vcl", lowest);
        pack.Set("vch", numbers.Max());
        pack.Set("dock", data["dock"]);
        pack.Set("temp_top", At(temperatures, 0));
        pack.Set("temp_mid", At(temperatures, 1));
        pack.Set("temp_bottom", At(temperatures, 2));
        value.Set("pack", pack);
        value.Set("cell", cells.Select((v, i) =>
        {
            var one = new JsObject();
            one.Set("volts", v);
            one.Set("dvcl", Math.Floor(((numbers[i] - lowest) * 1000) + 0.5));
            one.Set("open", open.Contains((double)(i + 1)));
            return (object?)one;
        }).ToList());

        // A slip of the server: the second FET is the first again.
        var first = new JsObject();
        first.Set("open", List(fet["open"], "pack.fet.open").Contains(1.0));
        first.Set("temp", At(List(fet["temp"], "pack.fet.temp"), 0));
        value.Set("fet", new List<object?> { first, first });
    }

    private static JsObject Status(DeviceDatasetKind kind, JsObject status)
    {
        var words = new JsObject();
        if (DeviceStatus.TryParse(status["code"] as string, out var decoded))
        {
            foreach (var (name, word) in decoded.ToWords(kind))
            {
                words.Set(name, name == "bus_connect" ? word == "true" : word);
            }
        }
        else
        {
            // Without a code the one-bit words are null and the two-bit words are not there.
            foreach (var (name, _) in default(DeviceStatus).ToWords(kind))
            {
                if (name is not ("input" or "load" or "charging"))
                {
                    words.Set(name, null);
                }
            }
        }

        if (kind == DeviceDatasetKind.Pms)
        {
            words.Set("temp", status["temp"]);
        }

        return words;
    }

    private static object? At(List<object?> items, int index) => index < items.Count ? items[index] : JsTree.Undefined;

    private static double Number(object? value) => value switch
    {
        double number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) => read,
        _ => double.NaN,
    };

    private static List<object?> List(object? value, string name) => value as List<object?> ?? throw new FormatException($"'{name}' is missing or not a list; the server fails on it.");

    private static JsObject Object(object? value, string name) => value as JsObject ?? throw new FormatException($"'{name}' is missing or not an object; the server fails on it.");
}
