namespace Energy.Clients.Authoring;

/// <summary>Writes members of JSON objects: what is null or left out is not written. For authors of vendor clients.</summary>
public static class JsonMembers
{
    /// <summary>Adds a member; <see langword="null"/> leaves it out.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The object.</returns>
    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, string? value) => value is null ? json : json.Write(name, value);

    /// <inheritdoc cref="Add(Utf8JsonWriter, string, string?)"/>
    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, bool? value) => value is null ? json : json.Write(name, value);

    /// <inheritdoc cref="Add(Utf8JsonWriter, string, string?)"/>
    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, long? value) => value is null ? json : json.Write(name, value);

    /// <inheritdoc cref="Add(Utf8JsonWriter, string, string?)"/>
    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, double? value) => value is null ? json : json.Write(name, value);

    /// <inheritdoc cref="Add(Utf8JsonWriter, string, string?)"/>
    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, JsonElement? value) => value is null ? json : json.Write(name, value);

    /// <inheritdoc cref="Add(Utf8JsonWriter, string, string?)"/>
    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, IEnumerable<string>? value) => value is null ? json : json.Write(name, value);

    /// <inheritdoc cref="Add(Utf8JsonWriter, string, string?)"/>
    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, IEnumerable<long>? value) => value is null ? json : json.Write(name, value);

    /// <summary>Adds a member of a partial update: what is left out is not written, a null that is set is.</summary>
    /// <typeparam name="T">Text, a truth value, a number, an element, or a list of texts or numbers.</typeparam>
    /// <param name="json">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The object.</returns>
    /// <exception cref="NotSupportedException">The type is another one: take the overload that is told how to write it.</exception>
    public static Utf8JsonWriter Add<T>(this Utf8JsonWriter json, string name, Optional<T> value) => value.TryGetValue(out var set) ? json.Write(name, set) : json;

    /// <summary>Adds a member of a partial update: what is left out is not written, a null that is set is.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="json">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="write">Writes a value that is not null.</param>
    /// <returns>The object.</returns>
    public static Utf8JsonWriter Add<T>(this Utf8JsonWriter json, string name, Optional<T> value, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(write);
        if (!value.TryGetValue(out var set))
        {
            return json;
        }

        json.WritePropertyName(name);
        if (set is null)
        {
            json.WriteNullValue();
        }
        else
        {
            write(json, set);
        }

        return json;
    }

    private static Utf8JsonWriter Write<T>(this Utf8JsonWriter json, string name, T value)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WritePropertyName(name);
        WriteValue(json, value);
        return json;
    }

    private static void WriteValue<T>(Utf8JsonWriter json, T value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case IEnumerable<string> texts:
                WriteAll(json, texts);
                break;
            case IEnumerable<long> numbers:
                WriteAll(json, numbers);
                break;
            default:
                throw new NotSupportedException($"A member of type {typeof(T).Name} needs the overload that is told how to write it.");
        }
    }

    private static void WriteAll<T>(Utf8JsonWriter json, IEnumerable<T> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            WriteValue(json, value);
        }

        json.WriteEndArray();
    }
}
