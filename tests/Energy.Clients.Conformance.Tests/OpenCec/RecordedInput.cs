using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>
/// Reads what a recorded request says into C# values. What the typed client has no words for (an unknown parameter, a number as text, a date as a number) is a
/// <see cref="NotSayableException"/>: no call of the client could make that request.
/// </summary>
public sealed class RecordedInput
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    private RecordedInput()
    {
    }

    public static RecordedInput OfQuery(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var input = new RecordedInput();
        foreach ((string name, string value) in exchange.Request.Query)
        {
            if (!input._members.TryAdd(name, JsonSerializer.SerializeToElement(value)))
            {
                throw new NotSayableException($"The parameter '{name}' comes twice.");
            }
        }

        return input;
    }

    public static RecordedInput OfBody(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (exchange.Request.Body.Json is not { ValueKind: JsonValueKind.Object } body || exchange.Request.Header("content-type") != "application/json")
        {
            throw new NotSayableException("The body is not an object sent as JSON.");
        }

        var input = new RecordedInput();
        foreach (JsonProperty member in body.EnumerateObject())
        {
            input._members[member.Name] = member.Value;
        }

        return input;
    }

    public static int Id(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int id) && id.ToString(CultureInfo.InvariantCulture) == text
        ? id
        : throw new NotSayableException($"'{text}' is no int as C# writes it.");

    /// <summary>The id that must be the only parameter.</summary>
    public int OnlyId()
    {
        int id = Id(TextOrNull("id") ?? throw new NotSayableException("No id."));
        End();
        return id;
    }

    public int? NumberOfQuery(string name) => TextOrNull(name) is { } text ? Id(text) : null;

    public string? TextOrNull(string name) => Take(name) is { } value
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => throw new NotSayableException($"'{name}' is no text."),
        }
        : null;

    /// <summary>A text that may be left out; the client leaves out what is null, and so cannot say an explicit one.</summary>
    public string? TextIfSaid(string name) => !_members.ContainsKey(name) ? null : TextOrNull(name) ?? throw new NotSayableException($"'{name}' is an explicit null.");

    public string Text(string name) => Required(name, TextOrNull)!;

    public int Number(string name) =>
        Required(name, n =>
            Take(n) is { ValueKind: JsonValueKind.Number } value && value.GetRawText().All(c => char.IsAsciiDigit(c) || c == '-') && value.TryGetInt32(out int number)
        ? number
        : throw new NotSayableException($"'{n}' is no int."));

    public LocalDate Date(string name) =>
        Required(name, n => LocalDatePattern.Iso.Parse(TextOrNull(n) ?? "") is { Success: true } date ? date.Value : throw new NotSayableException($"'{n}' is no date."));

    public IReadOnlyList<string> Texts(string name) =>
        Required(name, n => Take(n) is { ValueKind: JsonValueKind.Array } value && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
        ? (IReadOnlyList<string>)[.. value.EnumerateArray().Select(item => item.GetString()!)]
        : throw new NotSayableException($"'{n}' is no list of texts."));

    /// <summary>A member of an update: left out where the body has none.</summary>
    public Optional<T> Optional<T>(string name, Func<string, T> read) => _members.ContainsKey(name) ? new Optional<T>(read(name)) : default;

    /// <summary>All that was said must have been taken.</summary>
    public void End()
    {
        if (_members.Count > 0)
        {
            throw new NotSayableException($"The client has no word for '{_members.Keys.First()}'.");
        }
    }

    private JsonElement? Take(string name) => _members.Remove(name, out JsonElement value) ? value : null;

    private T Required<T>(string name, Func<string, T> read) => _members.ContainsKey(name) ? read(name) : throw new NotSayableException($"'{name}' is missing, which C# requires.");
}
