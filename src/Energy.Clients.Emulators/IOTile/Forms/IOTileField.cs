using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Emulators;

/// <summary>One field of a body: what it takes, and the words in which the server refuses the rest.</summary>
internal sealed partial record IOTileField(string Name, IOTileFieldKind Kind)
{
    private const string WrongTime = "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z], YYYY-MM-DDThh:mm:ssZ.";
    private const string WrongSlug = "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.";
    private const int Digits = 9;
    private const int Places = 6;

    private static readonly string[] Truths = ["t", "T", "y", "Y", "yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "1"];
    private static readonly string[] Lies = ["f", "F", "n", "N", "no", "NO", "false", "False", "FALSE", "off", "Off", "OFF", "0", "0.0"];

    /// <summary>Whether it must be there, unless the body changes only a part.</summary>
    internal bool Required { get; init; }

    /// <summary>Whether null is taken.</summary>
    internal bool Nullable { get; init; }

    /// <summary>Whether a text of nothing is taken.</summary>
    internal bool Blank { get; init; }

    /// <summary>Whether it is only shown: what a body says of it is ignored.</summary>
    internal bool ReadOnly { get; init; }

    /// <summary>The most characters of a text; 0 for any number.</summary>
    internal int Length { get; init; }

    /// <summary>The least number; null for any.</summary>
    internal long? Least { get; init; }

    /// <summary>The highest number.</summary>
    internal long Most { get; init; } = long.MaxValue;

    /// <summary>Whether the number is one of 32 bits.</summary>
    internal bool Bits32 { get; init; }

    /// <summary>The texts of a choice.</summary>
    internal IReadOnlyList<(string Value, string Label)> Choices { get; init; } = [];

    /// <summary>Whether the object that a reference names exists.</summary>
    internal Func<IOTileCall, string, bool>? Exists { get; init; }

    /// <summary>What else is wrong with a value; null when nothing is.</summary>
    internal Func<IOTileCall, JsonNode?, string?>? Check { get; init; }

    /// <summary>What an absent field counts as; null when it stays absent.</summary>
    internal JsonNode? Default { get; init; }

    /// <summary>How the server's own description calls it, where that is not its name.</summary>
    internal string? Label { get; init; }

    /// <summary>What the server's own description says of it.</summary>
    internal string? Help { get; init; }

    /// <summary>The fields of an object that is shown, where the server's own description names them.</summary>
    internal IOTileForm? Children { get; init; }

    /// <summary>The type in the server's own description, where it does not follow from the kind.</summary>
    internal string? Type { get; init; }

    internal static IOTileField Text(string name, int length = 0) => new(name, IOTileFieldKind.Text) { Length = length };

    internal static IOTileField Shown(string name, string type = "field", string? label = null) => new(name, IOTileFieldKind.Any) { ReadOnly = true, Type = type, Label = label };

    internal static IOTileField Slug(string name, Func<IOTileCall, string, bool> exists) => new(name, IOTileFieldKind.Reference) { Exists = exists };

    internal static IOTileField Of(string name, IOTileFieldKind kind) => new(name, kind);

    internal static IOTileField Choice(string name, params IEnumerable<(string Value, string Label)> choices) => new(name, IOTileFieldKind.Choice) { Choices = [.. choices] };

    /// <summary>Reads a value that is there: the value as it is stored, or why it is refused.</summary>
    internal (JsonNode? Value, JsonNode? Errors) Read(IOTileCall c, JsonNode? given)
    {
        var blank = given is JsonValue text && text.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace((string?)text);
        if (given is null || (blank && Kind is IOTileFieldKind.Reference or IOTileFieldKind.Key && (string?)given == ""))
        {
            return !Nullable ? Refused("This field may not be null.") : Check?.Invoke(c, null) is { } wrong ? Refused(wrong) : (null, null);
        }

        if (blank && (Kind is IOTileFieldKind.Text or IOTileFieldKind.Email or IOTileFieldKind.SlugText || (Kind == IOTileFieldKind.Choice && Blank && (string?)given == "")))
        {
            return Blank ? ("", null) : Refused("This field may not be blank.");
        }

        if (blank && Nullable && Kind is IOTileFieldKind.Degrees or IOTileFieldKind.Flag)
        {
            return (null, null);
        }

        var (value, error) = Convert(c, given);
        if (error is not null)
        {
            return (null, error as JsonObject ?? (JsonNode)new JsonArray((string)error!));
        }

        var faults = Faults(c, value).ToList();
        return faults.Count == 0 ? (value, null) : (null, new JsonArray([.. faults.Select(f => (JsonNode?)f)]));
    }

    /// <summary>The server's own description of the field.</summary>
    internal JsonObject Describe()
    {
        var json = new JsonObject
        {
            ["type"] = Type ?? Kind switch
            {
                IOTileFieldKind.Text => "string",
                IOTileFieldKind.Email => "email",
                IOTileFieldKind.Whole => "integer",
                IOTileFieldKind.Real => "float",
                IOTileFieldKind.Degrees => "decimal",
                IOTileFieldKind.Flag => "boolean",
                IOTileFieldKind.Choice => "choice",
                IOTileFieldKind.Time => "datetime",
                IOTileFieldKind.Uuid => "string",
                IOTileFieldKind.Texts or IOTileFieldKind.List => "list",
                _ => "field",
            },
            ["required"] = Required,
            ["read_only"] = ReadOnly,
            ["label"] = Label ?? char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' '),
        };
        if (Length > 0)
        {
            json["max_length"] = Length;
        }

        if (Bits32)
        {
            json["min_value"] = int.MinValue;
            json["max_value"] = int.MaxValue;
        }
        else if (Least is { } least)
        {
            json["min_value"] = least;
        }

        if (Help is not null)
        {
            json["help_text"] = Help;
        }

        if (Children is not null)
        {
            json["children"] = Children.Describe();
        }

        if (Choices.Count > 0)
        {
            json["choices"] = new JsonArray([.. Choices.Select(choice => (JsonNode)new JsonObject { ["value"] = choice.Value, ["display_name"] = choice.Label })]);
        }

        return json;
    }

    private static (JsonNode? Value, JsonNode? Errors) Refused(string text) => (null, new JsonArray(text));

    private long Highest => Bits32 ? int.MaxValue : Most;

    private long Lowest => Bits32 ? int.MinValue : long.MinValue;

    private IEnumerable<string> Faults(IOTileCall c, JsonNode? value)
    {
        if (Length > 0 && value!.GetValueKind() == JsonValueKind.String && new StringInfo((string)value!).LengthInTextElements > Length)
        {
            yield return $"Ensure this field has no more than {Length} characters.";
        }

        if (Kind == IOTileFieldKind.SlugText && !SlugLetters().IsMatch((string)value!))
        {
            yield return WrongSlug;
        }

        if (Kind == IOTileFieldKind.Email && !Address().IsMatch((string)value!))
        {
            yield return "Enter a valid email address.";
        }

        if (Kind == IOTileFieldKind.Whole)
        {
            if ((long)value! < Least)
            {
                yield return $"Ensure this value is greater than or equal to {Least}.";
            }
        }

        if (Check?.Invoke(c, value) is { } fault)
        {
            yield return fault;
        }
    }

    private (JsonNode? Value, JsonNode? Error) Convert(IOTileCall c, JsonNode given)
    {
        var text = IOTilePython.Text(given);
        var kind = given.GetValueKind();
        var isText = kind == JsonValueKind.String;
        switch (Kind)
        {
            case IOTileFieldKind.Text or IOTileFieldKind.Email:
                return isText || kind == JsonValueKind.Number ? (text.Trim(), null) : (null, "Not a valid string.");
            case IOTileFieldKind.SlugText:
                return isText || kind == JsonValueKind.Number ? (text.Trim(), null) : (null, WrongSlug);
            case IOTileFieldKind.Whole:
                return (isText || kind == JsonValueKind.Number)
                    && BigInteger.TryParse(WholeAsReal().Replace(text, ""), NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                        CultureInfo.InvariantCulture, out var whole)
                    ? whole > Highest ? (null, $"Ensure this value is less than or equal to {Highest}.")
                    : whole < Lowest ? (null, $"Ensure this value is greater than or equal to {Lowest}.") : ((long)whole, null)
                    : (null, "A valid integer is required.");
            case IOTileFieldKind.Real:
                return kind is JsonValueKind.True or JsonValueKind.False ? (kind == JsonValueKind.True ? 1.0 : 0.0, null)
                    : (isText || kind == JsonValueKind.Number) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
                    ? (real, null) : (null, "A valid number is required.");
            case IOTileFieldKind.Degrees:
                return isText || kind == JsonValueKind.Number ? Degrees(text.Trim()) : (null, "A valid number is required.");
            case IOTileFieldKind.Flag:
                text = isText ? text : text is "True" or "False" or "1" or "0" or "1.0" or "0.0" ? text.Replace("1.0", "1", StringComparison.Ordinal) : "";
                return Truths.Contains(text) ? (true, null) : Lies.Contains(text) ? (false, null) : (null, "Must be a valid boolean.");
            case IOTileFieldKind.Choice:
                return Choices.Any(choice => choice.Value == text) ? (text, null) : (null, $"\"{text}\" is not a valid choice.");
            case IOTileFieldKind.Time:
                return isText && IOTileTimes.Posted(text, c.Zone) is { } at ? (IOTileTimes.Full(at), null) : (null, WrongTime);
            case IOTileFieldKind.Reference:
                return Exists!(c, text) ? (text, null) : (null, $"Object with slug={text} does not exist.");
            case IOTileFieldKind.Key:
                // A whole number is a key too, though one that nobody has.
                return kind is JsonValueKind.True or JsonValueKind.False ? (null, "Incorrect type. Expected pk value, received bool.")
                    : kind == JsonValueKind.Number && IOTilePython.IsWhole(given) && text[0] != '-' ? (null, $"Invalid pk \"{text}\" - object does not exist.")
                    : !Guid.TryParse(text, out var key) ? (null, $"“{text}” is not a valid UUID.")
                    : Exists!(c, key.ToString()) ? (key.ToString(), null) : (null, $"Invalid pk \"{text}\" - object does not exist.");
            case IOTileFieldKind.Uuid:
                return Guid.TryParse(text, out var uuid) ? (uuid.ToString(), null) : (null, "Must be a valid UUID.");
            case IOTileFieldKind.Texts or IOTileFieldKind.List:
                if (given is not JsonArray list)
                {
                    return (null, $"Expected a list of items but got type \"{IOTilePython.TypeOf(given)}\".");
                }

                var wrong = Kind == IOTileFieldKind.List
                    ? [] : list.Index().Where(item => item.Item?.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number)).ToList();
                return wrong.Count == 0 ? (list.DeepClone(), null) : (null, new JsonObject(wrong.Select(item =>
                    KeyValuePair.Create(item.Index.ToString(CultureInfo.InvariantCulture),
                        (JsonNode?)new JsonArray(item.Item is null ? "This field may not be null." : "Not a valid string.")))));
            default:
                return (given.DeepClone(), null);
        }
    }

    private static (JsonNode? Value, JsonNode? Error) Degrees(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return (null, "A valid number is required.");
        }

        var scale = (int)number.Scale;
        var digits = Math.Max(scale, BigInteger.Abs(new BigInteger(number * Power(scale))).ToString(CultureInfo.InvariantCulture).Length);
        return digits > Digits ? (null, $"Ensure that there are no more than {Digits} digits in total.")
            : scale > Places ? (null, $"Ensure that there are no more than {Places} decimal places.")
            : digits - scale > Digits - Places ? (null, $"Ensure that there are no more than {Digits - Places} digits before the decimal point.")
            : (number.ToString("F6", CultureInfo.InvariantCulture), null);
    }

    private static decimal Power(int places) => places == 0 ? 1 : 10 * Power(places - 1);

    [GeneratedRegex(@"^[-a-zA-Z0-9_]+\z")]
    private static partial Regex SlugLetters();

    [GeneratedRegex(@"\.0*\s*$")]
    private static partial Regex WholeAsReal();

    [GeneratedRegex("""^(?:[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+)*)@(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}|"""
        + """localhost)$""")]
    private static partial Regex Address();
}
