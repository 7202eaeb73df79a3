using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance;

/// <summary>
/// The grammar of slugs a second time, as regular expressions over the recorded arguments and results, so that rules can speak of texts without asking
/// the code under test.
/// </summary>
internal static partial class SlugGrammar
{
    private const int GroupBits = 16;
    private const int DeviceBits = 48;

    // Hex digits by fours; groups of zeros may stand in front of the ones that count.
    private const string Group = "[0-9a-fA-F]{1,4}";
    private const string Zeros = "(?:0{1,4}-)*";
    private const string OneGroup = Zeros + Group;
    private const string TwoGroups = Zeros + Group + "(?:-" + Group + "){0,1}";
    private const string ThreeGroups = Zeros + Group + "(?:-" + Group + "){0,2}";
    private const string FourGroups = Zeros + Group + "(?:-" + Group + "){0,3}";

    // A block number has its place: the first of exactly four groups.
    private const string DeviceOrBlock = "(?:" + ThreeGroups + "|" + Group + "(?:-" + Group + "){3})";

    private static readonly Dictionary<string, int[]> Terms = new(StringComparer.Ordinal)
    {
        ["p"] = [2],
        ["d"] = [4],
        ["b"] = [4],
        ["g"] = [3],
        ["a"] = [4],
        ["v"] = [2, 1],
        ["t"] = [4, 1],
        ["s"] = [2, 4, 1],
        ["f"] = [2, 4, 1],
    };

    /// <summary>Whether any text argument of a row is outside the grammar that its place allows.</summary>
    public static bool IsOutside(JsonElement row)
    {
        var kind = Kind(row);
        return Enumerable.Range(0, 3).Any(index =>
        {
            var argument = SlugArgument.At(row, index);
            return argument.Given is { } text && Pattern(kind, index) is { } pattern && !Regex.IsMatch(text, $@"\A(?:{pattern})\z");
        });
    }

    /// <summary>Whether a number argument of a row has more bits than its field; a block number beside a text that has its own is not looked at.</summary>
    public static bool IsBeyondItsBits(JsonElement row)
    {
        var kind = Kind(row);
        return Enumerable.Range(0, 3).Any(index =>
            Bits(kind, index) is { } bits
            && !(kind == "block" && index == 1 && WithBlock().IsMatch(SlugArgument.At(row, 0).Text))
            && Integer().IsMatch(Decimal(kind, index, row))
            && BigInteger.Parse(Decimal(kind, index, row), CultureInfo.InvariantCulture) is var number
            && (number < 0 || number >> bits != 0));
    }

    /// <summary>Whether the first text argument is a device whose four groups start with a block number.</summary>
    public static bool NamesABlockAsDevice(JsonElement row) => DeviceWithBlock().IsMatch(SlugArgument.At(row, 0).Text);

    /// <summary>Whether the variable that a stream is made of names another project than the stream.</summary>
    public static bool NamesAnotherProject(JsonElement row)
    {
        var variable = WholeVariable().Match(SlugArgument.At(row, 2).Text);
        return variable.Success && ProjectNumber(SlugArgument.At(row, 0)) is { } project && Number(variable.Groups[1].Value) != project;
    }

    /// <summary>The canonical text of the same numbers; a text that is no slug at all is given back.</summary>
    public static string Canonical(string text)
    {
        var terms = text.Split("--");
        if (Terms.TryGetValue(terms[0], out var groups))
        {
            return $"{terms[0]}--{string.Join("--", terms.Skip(1).Select((term, i) => Term(Aligned(term, terms[0], groups[i]), groups[i])))}";
        }

        return terms.Length == 1 ? Term(text, text.Split('-').Length) : text;
    }

    /// <summary>What the recorded code would have given had it printed canonical text.</summary>
    public static JsonElement CanonicalResult(JsonElement row)
    {
        var recorded = row.GetProperty("ok");
        if (recorded.ValueKind == JsonValueKind.String)
        {
            var text = JsonText.Of(recorded);
            return JsonText.ToElement(Kind(row) == "get_vid_from_gvid" ? Term(text, 1) : Canonical(text));
        }

        var result = JsonText.ToNode(recorded)!.AsObject();
        var slug = Canonical(result["slug"]!.GetValue<string>());
        result["slug"] = slug;
        result["formattedId"] = slug[(slug.IndexOf("--", StringComparison.Ordinal) + 2)..];
        foreach (var member in result.Where(member => member.Key is "device" or "index" or "localId" && member.Value is not null).ToArray())
        {
            // An index or a local id is one group of digits, and such a digit alone may look like a prefix.
            var text = member.Value!.GetValue<string>();
            result[member.Key] = member.Key == "device" ? Canonical(text) : Term(text, 1);
        }

        if (result["parts"] is JsonObject parts)
        {
            foreach (var part in parts.ToArray())
            {
                parts[part.Key] = Canonical(part.Value!.GetValue<string>());
            }
        }

        return JsonText.ToElement(result);
    }

    // The index of a streamer is the one text that is read as a decimal number.
    private static string Decimal(string kind, int index, JsonElement row) =>
        SlugArgument.At(row, index) is var argument && kind == "streamer" && index == 1 ? argument.Number ?? argument.Text : argument.Number ?? "";

    private static string? Pattern(string kind, int index) => (kind, index) switch
    {
        ("project", 0) => $"(?:p--)?{TwoGroups}",
        ("device", 0) => $"(?:d--)?{FourGroups}",
        ("fleet", 0) => $"(?:g--)?{ThreeGroups}",
        ("block", 0) => $"b--{Group}(?:-{Group}){{3}}|(?:d--)?{DeviceOrBlock}",
        ("streamer", 0) => $"(?:d--)?{FourGroups}",
        ("streamer", 1) => @"\s*[+-]?[0-9]+\s*",
        ("variable", 0) or ("fromParts", 2) => $"{OneGroup}|v--{TwoGroups}--{OneGroup}",
        ("variable", 1) => $"(?:p--)?{TwoGroups}",
        ("parse", 0) => $"s--(?:{TwoGroups})?--{FourGroups}--{OneGroup}",
        ("fromParts", 0) => $"(?:(?:p--)?{TwoGroups})?",
        ("fromParts", 1) => $"(?:(?:d--)?{DeviceOrBlock})?",
        ("fix_gid2" or "formatted_gpid" or "formatted_gvid" or "formatted_gsid" or "formatted_gfid", 0) => TwoGroups,
        ("fix_gid3" or "formatted_gdid" or "formatted_gtid" or "formatted_fleet_id", 0) => ThreeGroups,
        ("formatted_gfid", 1) => $"(?:{ThreeGroups})?",
        ("formatted_dbid", 1) => ThreeGroups,
        ("get_vid_from_gvid", 0) => $"v--{TwoGroups}--{OneGroup}",
        ("get_device_and_block_by_did", 0) => $"(?![db]--).*|[db]--{FourGroups}",
        ("get_device_slug_by_block_slug", 0) => $"b--{Group}(?:-{Group}){{3}}",
        ("fix_gid4" or "formatted_alias_id" or "gid2int", 0) or ("formatted_gsid", 1) => FourGroups,
        ("fix_gid1" or "formatted_dbid", 0) or ("formatted_gvid" or "formatted_gtid" or "formatted_gdid", 1) or ("formatted_gsid" or "formatted_gfid", 2) => OneGroup,
        _ => null,
    };

    private static int? Bits(string kind, int index) => (kind, index) switch
    {
        ("device" or "block" or "streamer", 0) or ("fromParts", 1) or ("int48gid", 0) => DeviceBits,
        ("streamer" or "block", 1) or ("int16gid", 0) => GroupBits,
        ("int32gid", 0) => 2 * GroupBits,
        ("int64gid", 0) => 4 * GroupBits,
        _ => null,
    };

    private static string Kind(JsonElement row)
    {
        foreach (var member in (string[])["type", "op", "fn"])
        {
            if (row.TryGetProperty(member, out var kind))
            {
                return JsonText.Of(kind) == "fix_gid" ? $"fix_gid{SlugArgument.At(row, 1).Number}" : JsonText.Of(kind);
            }
        }

        return "";
    }

    // Null for a text that names no number: another rule is about those.
    private static BigInteger? ProjectNumber(SlugArgument project) => project switch
    {
        { Number: { } number } => BigInteger.Parse(number, CultureInfo.InvariantCulture),
        { IsEmpty: true } => BigInteger.Zero,
        _ => (project.Text.StartsWith("p--", StringComparison.Ordinal) ? project.Text[3..] : project.Text) is var term && Digits().IsMatch(term) ? Number(term) : null,
    };

    private static BigInteger Number(string term) =>
        BigInteger.Parse($"0{term.Replace("-", "", StringComparison.Ordinal)}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // The first of four groups is a block, so the others fill their three places; an alias is one number.
    private static string Aligned(string term, string prefix, int groups)
    {
        var significant = Regex.Replace(term, "^(?:0+-)+", "");
        return groups == 4 && prefix != "a" && significant.Split('-') is { Length: 4 } parts
            ? $"{parts[0]}-{string.Concat(parts.Skip(1)).PadLeft(12, '0')}"
            : significant;
    }

    private static string Term(string term, int groups)
    {
        if (term.Length == 0)
        {
            return "";
        }

        var digits = Number(term).ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(4 * groups, '0');
        return string.Join('-', digits.Chunk(4).Select(group => new string(group)));
    }

    [GeneratedRegex(@"\A(?:d--)?(?:0{1,4}-)*(?!0{1,4}-)[0-9a-fA-F]{1,4}(?:-[0-9a-fA-F]{1,4}){3}\z")]
    private static partial Regex DeviceWithBlock();

    [GeneratedRegex(@"\A(?:[bd]--)?(?!0{1,4}-)[0-9a-fA-F]{1,4}(?:-[0-9a-fA-F]{1,4}){3}\z")]
    private static partial Regex WithBlock();

    [GeneratedRegex(@"\A\s*[+-]?[0-9]+\s*\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A[0-9a-fA-F-]+\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\Av--([0-9a-fA-F-]+)--[0-9a-fA-F-]+\z")]
    private static partial Regex WholeVariable();
}
