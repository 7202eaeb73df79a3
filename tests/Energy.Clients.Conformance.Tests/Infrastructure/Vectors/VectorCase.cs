using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace Energy.Clients.Conformance;

/// <summary>One row of a vector file: a test case of its own, found again by file and position.</summary>
public sealed class VectorCase : IXunitSerializable
{
    private const int HintLength = 48;

    // The members that tell a row from its neighbours, best first.
    private static readonly string[] HintMembers =
        ["name", "id", "case", "call", "fn", "type", "op", "text", "key", "keyRepeat", "input", "in", "args", "value", "utc", "start"];

    private JsonElement? _json;

    /// <summary>For the test runner, which then calls <see cref="Deserialize"/>.</summary>
    public VectorCase()
    {
        Vendor = File = "";
    }

    /// <summary>Creates the case of a row.</summary>
    public VectorCase(string vendor, string file, string? group, int index)
    {
        Vendor = vendor;
        File = file;
        Group = group;
        Index = index;
    }

    /// <summary>A case that is not in a file, for tests of the runner itself.</summary>
    public VectorCase(string vendor, JsonElement json)
        : this(vendor, "made-up", null, 0)
    {
        _json = json;
    }

    /// <summary>The vendor's folder.</summary>
    public string Vendor { get; private set; }

    /// <summary>The file inside the vendor's folder.</summary>
    public string File { get; private set; }

    /// <summary>The member that holds the rows; null for a plain file.</summary>
    public string? Group { get; private set; }

    /// <summary>The position of the row, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>The row as it stands in the file; immutable.</summary>
    public JsonElement Json => _json ??= VectorFile.Rows(Vendor, File, Group)[Index];

    /// <summary>The member of the row, such as <c>input</c>.</summary>
    /// <exception cref="KeyNotFoundException">The row has no such member.</exception>
    public JsonElement this[string member] =>
        Json.TryGetProperty(member, out JsonElement value) ? value : throw new KeyNotFoundException($"{this} has no member '{member}'.");

    /// <summary>The member of the row, or null when it is absent (a JSON null is an element of kind Null).</summary>
    public JsonElement? Find(string member) => Json.TryGetProperty(member, out JsonElement value) ? value : null;

    /// <summary>
    /// What the recorded code did: refused when the row has the error member, otherwise the value of the result member
    /// (a row with neither is a mistake in the corpus or in the caller, and throws).
    /// </summary>
    /// <param name="result">The member that holds the result.</param>
    /// <param name="error">The member that is present when the input was refused.</param>
    public Outcome Theirs(string result, string error = "error") =>
        Find(error) is { } text ? Outcome.Refused(JsonText.Of(text)) : Outcome.Value(this[result]);

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        Vendor = info.GetValue<string>(nameof(Vendor));
        File = info.GetValue<string>(nameof(File));
        Group = info.GetValue<string?>(nameof(Group));
        Index = info.GetValue<int>(nameof(Index));
    }

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        info.AddValue(nameof(Vendor), Vendor);
        info.AddValue(nameof(File), File);
        info.AddValue(nameof(Group), Group);
        info.AddValue(nameof(Index), Index);
    }

    /// <summary>File, position and a short printable piece of the content.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}{(Group is null ? "" : $"/{Group}")}#{Index} {Hint(Json)}");

    internal static string Hint(JsonElement row)
    {
        string text = row.GetRawText();
        if (row.ValueKind == JsonValueKind.Object)
        {
            foreach (string member in HintMembers)
            {
                if (row.TryGetProperty(member, out JsonElement value))
                {
                    text = JsonText.Of(value);
                    break;
                }
            }
        }

        return Printable(text);
    }

    /// <summary>A short, printable form of a text.</summary>
    internal static string Printable(string text, int length = HintLength)
    {
        // Test explorers and log viewers trip over control characters, line breaks and unpaired surrogates.
        var printable = new StringBuilder();
        foreach (char c in text)
        {
            if (printable.Length == length)
            {
                printable.Append("...");
                break;
            }

            bool blank = char.IsWhiteSpace(c);
            if (!blank || printable.Length == 0 || printable[^1] != ' ')
            {
                printable.Append(blank ? ' ' : c is > ' ' and < '\x7f' ? c : '?');
            }
        }

        return printable.ToString().Trim();
    }
}
