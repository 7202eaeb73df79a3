using NodaTime.Text;

namespace Energy.Clients.Authoring;

/// <summary>Reads and writes a value as a text of one form.</summary>
/// <typeparam name="T">The value.</typeparam>
public abstract class PatternJsonConverter<T> : JsonConverter<T>
{
    private readonly IPattern<T> _pattern;
    private readonly string _what;
    private readonly string _form;

    private protected PatternJsonConverter(IPattern<T> pattern, string what, string form) => (_pattern, _what, _form) = (pattern, what, form);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected {_what} as text, found {reader.TokenType}.");
        return _pattern.Parse(text) is { Success: true } result ? result.Value : throw new JsonException($"'{text}' is not {_what} of the form {_form}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(_pattern.Format(ToIso(value)));
    }

    // A pattern writes the digits of whatever calendar a date is of, and nobody could tell which.
    private protected virtual T ToIso(T value) => value;
}
