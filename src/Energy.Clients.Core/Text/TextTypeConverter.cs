using System.ComponentModel;

namespace Energy.Clients.Authoring;

/// <summary>Converts a type of this family that has a text from and to its text, for configuration binding, command lines and property grids.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <remarks>Already attached to every such type by attribute. The culture is ignored: the texts are the same everywhere.</remarks>
public sealed class TextTypeConverter<T> : TypeConverter
    where T : IParsable<T>
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) => destinationType == typeof(string) || base.CanConvertTo(context, destinationType);

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text does not parse.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? T.Parse(text, CultureInfo.InvariantCulture) : base.ConvertFrom(context, culture, value);

    /// <inheritdoc/>
    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) => value is T && destinationType == typeof(string)
        ? (value as IFormattable)?.ToString(null, CultureInfo.InvariantCulture) ?? value.ToString()
        : base.ConvertTo(context, culture, value, destinationType);
}
