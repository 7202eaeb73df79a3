using NodaTime.Text;

namespace Energy.Clients.OpenCec;

/// <summary>
/// Writes the members of a body and refuses, by the property's name, what the server could not keep. The wire's names are the properties' in snake case; what is left out is not
/// written.
/// </summary>
internal sealed class OpenCecBody(string owner, Utf8JsonWriter json)
{
    public OpenCecBody Add(string property, Optional<int> number) => Add(property, number, static (json, value) => json.WriteNumberValue(value));

    public OpenCecBody Add(string property, Optional<LocalDate> date) => Add(property, date, static (json, value) => json.WriteStringValue(LocalDatePattern.Iso.Format(value)));

    /// <summary>Adds a text, which is not null; the limit counts code points.</summary>
    public OpenCecBody AddText(string property, Optional<string> text, int max = int.MaxValue) => Add(property, text, (json, value) =>
    {
        OpenCecText.Check(owner, property, value, max);
        json.WriteStringValue(value);
    });

    /// <summary>Adds a text or an explicit null.</summary>
    public OpenCecBody AddTextOrNull(string property, Optional<string?> text) => text is { IsSet: true, Value: null }
        ? Add(property, text, static (json, _) => json.WriteNullValue())
        : AddText(property, text!);

    /// <summary>Adds texts, none of them null.</summary>
    public OpenCecBody AddTexts(string property, Optional<IReadOnlyList<string>> texts) => Add(property, texts, (json, values) =>
    {
        json.WriteStartArray();
        foreach (var value in values ?? throw new ArgumentException($"{owner}.{property} is null. Set it: the database requires a list (an empty one is allowed)."))
        {
            OpenCecText.Check(owner, property, value);
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    });

    /// <summary>Adds one of the words that the server knows, or gave.</summary>
    public OpenCecBody AddWord<T>(string property, Optional<T> word)
        where T : struct, IOpenCecWord<T> => Add(property, word, (json, value) => json.WriteStringValue(value.MayBeSent
            ? value.Name
            : throw new ArgumentException($"{owner}.{property} is '{value.Name}', which the server refuses. Use {T.Choices}, or a value that the server gave.")));

    /// <summary>Adds the hash of a key.</summary>
    public OpenCecBody AddHash(string property, Optional<string> hash) => Add(property, hash, (json, value) => json.WriteStringValue(DesCrypt.IsHash(value)
        ? value
        : throw new ArgumentException(
            $"{owner}.{property} is not a DES-crypt hash (13 characters from ./0-9A-Za-z). The server would keep it and then fail for other keys: hash the key with "
                + $"{nameof(OpenCecNewKey)}.{nameof(OpenCecNewKey.FromClearText)}.")));

    private OpenCecBody Add<T>(string property, Optional<T> value, Action<Utf8JsonWriter, T> write)
    {
        if (value.TryGetValue(out var set))
        {
            json.WritePropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property));
            write(json, set);
        }

        return this;
    }
}
