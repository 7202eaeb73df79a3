using System.Globalization;

namespace Energy.Clients.Sundaya;

/// <summary>The server's rules for telemetry, with its own texts. It reports the first violation only: members in the order of the rules, unknown members last.</summary>
internal static class DeviceRules
{
    private const double MaxSafe = 9_007_199_254_740_991;

    private static readonly Rule Positive = new NumberRule(Positive: true);
    private static readonly Rule AnyNumber = new NumberRule(Positive: false);
    private static readonly Rule AnyText = new TextRule(Hex4: false);

    private static readonly Rule Dc4 = new ObjectRule(("volts", new ListRule(Positive, 1, 4)), ("amps", new ListRule(Positive, 1, 4)));
    private static readonly Rule Dc2 = new ObjectRule(("volts", new ListRule(Positive, 1, 2)), ("amps", new ListRule(Positive, 1, 2)));
    private static readonly Rule Battery = new ObjectRule(("volts", Positive), ("amps", AnyNumber));
    private static readonly Rule Grid = new ObjectRule(
        ("volts", new ListRule(Positive, 1, 3)), ("amps", new ListRule(AnyNumber, 1, 3)), ("pf", new ListRule(new NumberRule(Positive: true, Most: 1), 1, 3)));

    private static readonly Rule Pack = new ObjectRule(
        ("id", AnyText),
        ("dock", new NumberRule(Positive: true, Integer: true, Most: 48)),
        ("amps", AnyNumber),
        ("temp", new ListRule(Positive, 3, 3)),
        ("cell", new ObjectRule(("volts", new ListRule(Positive, 14, 14)), ("open", new ListRule(new NumberRule(Positive: true, Integer: true, Most: 14), 0, 14, Unique: true)))),
        ("fet", new ObjectRule(("temp", new ListRule(Positive, 2, 2)), ("open", new ListRule(new NumberRule(Positive: true, Integer: true, Most: 2), 0, 2, Unique: true)))));

    private static readonly ObjectRule PlainStatus = new(("code", new TextRule(Hex4: true)));

    private static readonly Rule Mppt = Datasets("mppt_id", PlainStatus, ("pv", Dc4), ("battery", Battery), ("load", Dc2));
    private static readonly Rule Inverter = Datasets("inverter_id", PlainStatus, ("pv", Dc4), ("battery", Battery), ("load", Dc2), ("grid", Grid));
    private static readonly Rule Pms = Datasets("pms_id", new ObjectRule(("code", new TextRule(Hex4: true)), ("temp", Positive)), ("pack", Pack));

    /// <summary>The first violation in the server's words, or <see langword="null"/>.</summary>
    public static string? Check(DeviceDatasetKind kind, object? datasets) => (kind switch
    {
        DeviceDatasetKind.Mppt => Mppt,
        DeviceDatasetKind.Inverter => Inverter,
        _ => Pms,
    }).Check(ref datasets, "");

    /// <summary>
    /// What the rules let pass and the server then fails on: the path of the first member that is missing, or <see langword="null"/>. A status without code, a sample without time or a battery without
    /// volts is no failure: null, the present and null are published.
    /// </summary>
    public static string? FindMissing(DeviceDatasetKind kind, object? datasets)
    {
        var items = datasets as List<object?> ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is JsObject dataset && Missing(kind, dataset) is { } path)
            {
                return string.Create(CultureInfo.InvariantCulture, $"[{i}].{path}");
            }
        }

        return null;
    }

    private static string? Missing(DeviceDatasetKind kind, JsObject dataset)
    {
        if (Absent(dataset, ["status", "data"]) is { } member)
        {
            return member;
        }

        var samples = dataset["data"] as List<object?> ?? [];
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i] as JsObject;
            var missing = kind == DeviceDatasetKind.Pms
                ? Absent(sample, ["pack"]) ?? Inside(sample, "pack", ["temp", "cell", "fet"]) ?? Deeper(sample, "pack", "cell", ["volts", "open"]) ?? Deeper(sample, "pack", "fet", ["temp", "open"])
                : Absent(sample, kind == DeviceDatasetKind.Mppt ? ["pv", "battery", "load"] : ["pv", "battery", "load", "grid"])
                    ?? Inside(sample, "pv", ["volts", "amps"]) ?? Inside(sample, "load", ["volts", "amps"])
                    ?? (kind == DeviceDatasetKind.Inverter ? Inside(sample, "grid", ["volts", "amps", "pf"]) : null);
            if (missing is not null)
            {
                return string.Create(CultureInfo.InvariantCulture, $"data[{i}].{missing}");
            }
        }

        return null;
    }

    private static string? Inside(JsObject? owner, string name, string[] members) => Absent(owner?[name] as JsObject, members) is { } member ? name + "." + member : null;

    private static string? Deeper(JsObject? owner, string name, string inner, string[] members) => Inside(owner?[name] as JsObject, inner, members) is { } path ? name + "." + path : null;

    private static string? Absent(JsObject? owner, string[] members) => Array.Find(members, m => owner is null || ReferenceEquals(owner[m], JsTree.Undefined));

    private static ListRule Datasets(string id, ObjectRule status, params (string, Rule)[] sample) => new(
        new ObjectRule((id, AnyText), ("status", status), ("data", new ListRule(new ObjectRule([("time_local", new TimeRule()), .. sample])))));

    private static string Say(string path, string what, object? value) => $"\"{(path.Length == 0 ? "value" : path)}\" {what} | {JsTree.Text(value)}";

    private abstract record Rule
    {
        /// <summary>The first violation. A text that is taken for a number becomes the number, as the server shows it from then on.</summary>
        public abstract string? Check(ref object? value, string path);
    }

    private sealed record ObjectRule(params (string Name, Rule Rule)[] Members) : Rule
    {
        public override string? Check(ref object? value, string path)
        {
            if (value is not JsObject members)
            {
                return Say(path, "must be of type object", value);
            }

            var prefix = path.Length == 0 ? "" : path + ".";
            foreach (var (name, rule) in Members)
            {
                var member = members[name];
                if (!ReferenceEquals(member, JsTree.Undefined) && rule.Check(ref member, prefix + name) is { } violation)
                {
                    return violation;
                }
            }

            foreach (var (name, member) in members)
            {
                if (!ReferenceEquals(member, JsTree.Undefined) && !Array.Exists(Members, m => m.Name == name))
                {
                    return Say(prefix + name, "is not allowed", member);
                }
            }

            return null;
        }
    }

    private sealed record ListRule(Rule Item, int Least = 0, int Most = int.MaxValue, bool Unique = false) : Rule
    {
        public override string? Check(ref object? value, string path)
        {
            if (value is not List<object?> items)
            {
                return Say(path, "must be an array", value);
            }

            var taken = new List<object?>(items.Count);
            for (var i = 0; i < items.Count; i++)
            {
                var item = items[i];
                var violation = ReferenceEquals(item, JsTree.Undefined)
                    ? Say(At(path, i), "must not be a sparse array item", item)
                    : Item.Check(ref item, At(path, i));
                if (violation is not null)
                {
                    return violation;
                }

                taken.Add(item);
            }

            // Only what each is taken for can be the same: 7 and "7.0" are.
            for (var i = 1; Unique && i < taken.Count; i++)
            {
                if (taken.FindIndex(0, i, o => Equals(o, taken[i])) >= 0)
                {
                    return Say(At(path, i), "contains a duplicate value", taken[i]);
                }
            }

            return taken.Count < Least ? Say(path, string.Create(CultureInfo.InvariantCulture, $"must contain at least {Least} items"), taken)
                : taken.Count > Most ? Say(path, string.Create(CultureInfo.InvariantCulture, $"must contain less than or equal to {Most} items"), taken)
                : null;
        }

        private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
    }

    private sealed record TextRule(bool Hex4) : Rule
    {
        public override string? Check(ref object? value, string path) => value switch
        {
            string { Length: 0 } => Say(path, "is not allowed to be empty", value),
            string text when Hex4 && !text.All(char.IsAsciiHexDigit) => Say(path, "must only contain hexadecimal characters", value),
            string text when Hex4 && text.Length != 4 => Say(path, "length must be 4 characters long", value),
            string => null,
            _ => Say(path, "must be a string", value),
        };
    }

    private sealed record NumberRule(bool Positive, bool Integer = false, double? Most = null) : Rule
    {
        public override string? Check(ref object? value, string path)
        {
            if (value is string text && JsNumberText.IsNumber(text))
            {
                if (!JsNumberText.TryReadExactly(text, out var read))
                {
                    return Say(path, "must be a safe number", value);
                }

                value = read;
            }

            var number = value as double? ?? double.NaN;
            return double.IsNaN(number) ? Say(path, "must be a number", value)
                : double.IsInfinity(number) ? Say(path, "cannot be infinity", value)
                : Math.Abs(number) > MaxSafe ? Say(path, "must be a safe number", value)
                : Integer && Math.Truncate(number) != number ? Say(path, "must be an integer", value)
                : Positive && number <= 0 ? Say(path, "must be a positive number", value)
                : number > Most ? Say(path, string.Create(CultureInfo.InvariantCulture, $"must be less than or equal to {Most}"), value)
                : null;
        }
    }

    private sealed record TimeRule : Rule
    {
        public override string? Check(ref object? value, string path) => value switch
        {
            double number when Math.Abs(number) <= DeviceTime.MostMilliseconds => null,
            string text => DeviceTime.IsAccepted(text) ? null : Say(path, "must be in [YYYYMMDDTHHmmss.SSSS+HHmm, YYYYMMDDTHHmmss.SSSSZ, YYYYMMDDTHHmmss.SSSS] format", value),
            _ => Say(path, "must be a valid date", value),
        };
    }
}
