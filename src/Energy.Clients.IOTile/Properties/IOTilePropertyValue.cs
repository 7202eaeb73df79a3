namespace Energy.Clients.IOTile;

/// <summary>The value of a property: exactly one of a whole number, a text or a truth value. Each converts implicitly.</summary>
/// <example>
/// <code>
/// var floor = IOTilePropertyValue.FromInt32(3);
/// </code>
/// </example>
[JsonConverter(typeof(IOTilePropertyValueJsonConverter))]
public readonly record struct IOTilePropertyValue
{
    private readonly object? _value;

    private IOTilePropertyValue(object value) => _value = value;

    /// <summary>Makes a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator IOTilePropertyValue(int value) => FromInt32(value);

    /// <summary>Makes a text.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator IOTilePropertyValue(string value) => FromString(value);

    /// <summary>Makes a truth value.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator IOTilePropertyValue(bool value) => FromBoolean(value);

    /// <summary>Makes a number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static IOTilePropertyValue FromInt32(int value) => new(value);

    /// <summary>Makes a text.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static IOTilePropertyValue FromString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new IOTilePropertyValue(value);
    }

    /// <summary>Makes a truth value.</summary>
    /// <param name="value">The truth value.</param>
    /// <returns>The value.</returns>
    public static IOTilePropertyValue FromBoolean(bool value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => _value?.ToString() ?? "";

    internal void WriteTo(Utf8JsonWriter json)
    {
        switch (_value)
        {
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            default:
                json.WriteStringValue(_value as string);
                break;
        }
    }

    internal Utf8JsonWriter AddTo(Utf8JsonWriter json) => _value switch
    {
        int number => json.Add("int_value", number),
        string text => json.Add("str_value", text),
        bool truth => json.Add("bool_value", truth),
        _ => throw new ArgumentException("The property has no value: give a whole number, a text or a truth value."),
    };
}
