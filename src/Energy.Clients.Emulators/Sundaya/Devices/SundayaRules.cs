using System.Globalization;

namespace Energy.Clients.Emulators;

/// <summary>The checks of the emulated server, with its own texts. It reports the first violation only: members in the order of the rules, unknown members last.</summary>
internal static class SundayaRules
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
    public static string? Check(SundayaDatasetKind kind, object? datasets) => (kind switch
    {
        SundayaDatasetKind.Mppt => Mppt,
        SundayaDatasetKind.Inverter => Inverter,
        _ => Pms,
    }).Check(datasets, "");

    private static ListRule Datasets(string id, ObjectRule status, params (string, Rule)[] sample) => new(
        new ObjectRule((id, AnyText), ("status", status), ("data", new ListRule(new ObjectRule([("time_local", new TimeRule()), .. sample])))));

    private static string Say(string path, string what, object? value) => $"\"{(path.Length == 0 ? "value" : path)}\" {what} | {SundayaValues.Text(value)}";

    private abstract record Rule
    {
        public abstract string? Check(object? value, string path);
    }

    private sealed record ObjectRule(params (string Name, Rule Rule)[] Members) : Rule
    {
        public override string? Check(object? value, string path)
        {
            if (value is not SundayaObject members)
            {
                return Say(path, "must be of type object", value);
            }

            var prefix = path.Length == 0 ? "" : path + ".";
            foreach (var (name, rule) in Members)
            {
                if (!ReferenceEquals(members[name], SundayaValues.Undefined) && rule.Check(members[name], prefix + name) is { } violation)
                {
                    return violation;
                }
            }

            foreach (var (name, member) in members)
            {
                if (!ReferenceEquals(member, SundayaValues.Undefined) && !Array.Exists(Members, m => m.Name == name))
                {
                    return Say(prefix + name, "is not allowed", member);
                }
            }

            return null;
        }
    }

    private sealed record ListRule(Rule Item, int Least = 0, int Most = int.MaxValue, bool Unique = false) : Rule
    {
        public override string? Check(object? value, string path)
        {
            if (value is not List<object?> items)
            {
                return Say(path, "must be an array", value);
            }

            for (var i = 0; Unique && i < items.Count; i++)
            {
                if (items.FindIndex(0, i, o => Equals(o, items[i])) >= 0)
                {
                    return Say(At(path, i), "contains a duplicate value", items[i]);
                }
            }

            for (var i = 0; i < items.Count; i++)
            {
                var violation = ReferenceEquals(items[i], SundayaValues.Undefined)
                    ? Say(At(path, i), "must not be a sparse array item", items[i])
                    : Item.Check(items[i], At(path, i));
                if (violation is not null)
                {
                    return violation;
                }
            }

            return items.Count < Least ? Say(path, string.Create(CultureInfo.InvariantCulture, $"must contain at least {Least} items"), value)
                : items.Count > Most ? Say(path, string.Create(CultureInfo.InvariantCulture, $"must contain less than or equal to {Most} items"), value)
                : null;
        }

        private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
    }

    private sealed record TextRule(bool Hex4) : Rule
    {
        public override string? Check(object? value, string path) => value switch
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
        public override string? Check(object? value, string path)
        {
            var number = value switch
            {
                double given => given,
                string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && double.IsFinite(read) => read,
                _ => double.NaN,
            };
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
        public override string? Check(object? value, string path) => value switch
        {
            double number when double.IsFinite(number) => null,
            string text => SundayaTime.IsAccepted(text) ? null : Say(path, "must be in [YYYYMMDDTHHmmss.SSSS+HHmm, YYYYMMDDTHHmmss.SSSSZ, YYYYMMDDTHHmmss.SSSS] format", value),
            _ => Say(path, "must be a valid date", value),
        };
    }
}
