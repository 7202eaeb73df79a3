namespace Energy.Clients.Sundaya;

/// <summary>The server's rules for telemetry, with its own texts. It reports the first violation only: members in the order of the rules, unknown members last.</summary>
internal static class SundayaDatasetRules
{
    private const double MaxSafe = 9_007_199_254_740_991;

    private static readonly Rule Positive = new NumberRule(Positive: true);
    private static readonly Rule AnyNumber = new NumberRule(Positive: false);
    private static readonly Rule AnyText = new TextRule(Hex4: false);

    private static readonly Rule Dc4 = new ObjectRule(("volts", new ListRule(Positive, 1, 4)), ("amps", new ListRule(Positive, 1, 4)));
    private static readonly Rule Dc2 = new ObjectRule(("volts", new ListRule(Positive, 1, 2)), ("amps", new ListRule(Positive, 1, 2)));
    private static readonly Rule Battery = new ObjectRule(("volts", Positive), ("amps", AnyNumber));
    private static readonly Rule Grid = new ObjectRule(
        ("volts", new ListRule(Positive, 1, 3)), ("amps", new ListRule(AnyNumber, 1, 3)), ("pf", new ListRule(new NumberRule(Positive: true, Max: 1), 1, 3)));

    private static readonly Rule Pack = new ObjectRule(
        ("id", AnyText),
        ("dock", new NumberRule(Positive: true, Integer: true, Max: 48)),
        ("amps", AnyNumber),
        ("temp", new ListRule(Positive, 3, 3)),
        ("cell", new ObjectRule(("volts", new ListRule(Positive, 14, 14)), ("open", new ListRule(new NumberRule(Positive: true, Integer: true, Max: 14), 0, 14, Unique: true)))),
        ("fet", new ObjectRule(("temp", new ListRule(Positive, 2, 2)), ("open", new ListRule(new NumberRule(Positive: true, Integer: true, Max: 2), 0, 2, Unique: true)))));

    private static readonly ObjectRule PlainStatus = new(("code", new TextRule(Hex4: true)));

    private static readonly ListRule Mppt = Datasets("mppt_id", PlainStatus, ("pv", Dc4), ("battery", Battery), ("load", Dc2));
    private static readonly ListRule Inverter = Datasets("inverter_id", PlainStatus, ("pv", Dc4), ("battery", Battery), ("load", Dc2), ("grid", Grid));
    private static readonly ListRule Pms = Datasets("pms_id", new ObjectRule(("code", new TextRule(Hex4: true)), ("temp", Positive)), ("pack", Pack));

    /// <summary>The first violation in the server's words, or <see langword="null"/>.</summary>
    public static string? Check(SundayaDatasetKind kind, object? datasets) => Of(kind).Check(ref datasets, "");

    /// <summary>The first violation of one dataset among others.</summary>
    public static string? Check(SundayaDatasetKind kind, int index, object? dataset) => Of(kind).Item.Check(ref dataset, string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

    /// <summary>
    /// What the rules let pass and the server then fails on: the path of the first list or object that is missing, or <see langword="null"/>. A status without code, a sample
    /// without time or a battery without volts is no failure: null, the present and null are published.
    /// </summary>
    public static string? FindMissing(SundayaDatasetKind kind, object? datasets) => Of(kind).FindMissing(datasets);

    private static ListRule Of(SundayaDatasetKind kind) => kind switch
    {
        SundayaDatasetKind.Mppt => Mppt,
        SundayaDatasetKind.Inverter => Inverter,
        _ => Pms,
    };

    private static ListRule Datasets(string id, ObjectRule status, params (string, Rule)[] sample) => new(
        new ObjectRule((id, AnyText), ("status", status), ("data", new ListRule(new ObjectRule([("time_local", new TimeRule()), .. sample])))));

    private static string Say(string path, string what, object? value) => $"\"{(path.Length == 0 ? "value" : path)}\" {what} | {JsTree.Text(value)}";

    private abstract record Rule
    {
        /// <summary>The first violation. A text that is taken for a number becomes the number, as the server shows it from then on.</summary>
        public abstract string? Check(ref object? value, string path);

        /// <summary>The path of the first list or object within that is missing.</summary>
        public virtual string? FindMissing(object? value) => null;
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
                if (members.TryGetValue(name, out var member) && rule.Check(ref member, prefix + name) is { } violation)
                {
                    return violation;
                }
            }

            foreach (var (name, member) in members)
            {
                if (!Array.Exists(Members, m => m.Name == name))
                {
                    return Say(prefix + name, "is not allowed", member);
                }
            }

            return null;
        }

        public override string? FindMissing(object? value)
        {
            foreach (var (name, rule) in Members)
            {
                object? member = null;
                if ((value as JsObject)?.TryGetValue(name, out member) != true)
                {
                    if (rule is ObjectRule or ListRule)
                    {
                        return name;
                    }
                }
                else if (rule.FindMissing(member) is { } inner)
                {
                    return name + (inner[0] == '[' ? "" : ".") + inner;
                }
            }

            return null;
        }
    }

    private sealed record ListRule(Rule Item, int Min = 0, int Max = int.MaxValue, bool Unique = false) : Rule
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
                if (Item.Check(ref item, At(path, i)) is { } violation)
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

            return taken.Count < Min ? Say(path, string.Create(CultureInfo.InvariantCulture, $"must contain at least {Min} items"), taken)
                : taken.Count > Max ? Say(path, string.Create(CultureInfo.InvariantCulture, $"must contain less than or equal to {Max} items"), taken)
                : null;
        }

        public override string? FindMissing(object? value)
        {
            var items = value as List<object?> ?? [];
            var at = items.FindIndex(i => Item.FindMissing(i) is not null);
            return at < 0 ? null : $"{At("", at)}.{Item.FindMissing(items[at])}";
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

    private sealed record NumberRule(bool Positive, bool Integer = false, double? Max = null) : Rule
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
                : number > Max ? Say(path, string.Create(CultureInfo.InvariantCulture, $"must be less than or equal to {Max}"), value)
                : null;
        }
    }

    private sealed record TimeRule : Rule
    {
        public override string? Check(ref object? value, string path) => value switch
        {
            double number when Math.Abs(number) <= SundayaSampleTime.MaxMilliseconds => null,
            string text =>
                SundayaSampleTime.IsAccepted(text) ? null : Say(path, "must be in [YYYYMMDDTHHmmss.SSSS+HHmm, YYYYMMDDTHHmmss.SSSSZ, YYYYMMDDTHHmmss.SSSS] format", value),
            _ => Say(path, "must be a valid date", value),
        };
    }
}
