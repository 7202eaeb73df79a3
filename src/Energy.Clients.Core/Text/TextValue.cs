using System.Numerics;
using System.Runtime.InteropServices;

namespace Energy.Clients;

/// <summary>The one body behind every value type's <c>Parse</c> and <c>TryParse</c>, for characters and UTF-8 alike.</summary>
internal static class TextValue
{
    public static T Parse<T>(string text, [CallerArgumentExpression(nameof(text))] string? name = null)
        where T : struct, ITextValue<T>
    {
        ArgumentNullException.ThrowIfNull(text, name);
        return Parse<T, char>(text);
    }

    public static T Parse<T, TChar>(ReadOnlySpan<TChar> text)
        where T : struct, ITextValue<T>
        where TChar : unmanaged, IBinaryInteger<TChar> =>
        T.TryRead(text, out var value, out var fault) ? value : throw Refusal<T, TChar>(text, fault);

    public static bool TryParse<T>(string? text, out T value)
        where T : struct, ITextValue<T>
    {
        value = default;
        return text is not null && T.TryRead(text.AsSpan(), out value, out _);
    }

    /// <summary>Reads a value that stands inside another.</summary>
    public static bool TryRead<T, TChar>(ReadOnlySpan<TChar> text, out T value, out TextFault fault)
        where T : struct, ITextValue<T>
        where TChar : unmanaged, IBinaryInteger<TChar> => T.TryRead(text, out value, out fault);

    /// <summary>Compares with any object, as <see cref="IComparable"/> asks: null comes first, another type is refused.</summary>
    public static int Compare<T>(in T value, object? obj)
        where T : struct, ITextValue<T>, IComparable<T> => obj switch
        {
            null => 1,
            T same => value.CompareTo(same),
            _ => throw new ArgumentException($"Expected {T.Subject} ({typeof(T).Name}), not {obj.GetType()}.", nameof(obj)),
        };

    public static bool TryParse<T, TChar>(ReadOnlySpan<TChar> text, out T value)
        where T : struct, ITextValue<T>
        where TChar : unmanaged, IBinaryInteger<TChar> => T.TryRead(text, out value, out _);

    public static TextFormatException Refusal<T, TChar>(ReadOnlySpan<TChar> text, TextFault fault)
        where T : struct, ITextValue<T>
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var told = fault == default ? T.Explain(text) : fault;
        return new(T.Subject, Decode(text), told.Position, told.Expected);
    }

    public static string Decode<TChar>(ReadOnlySpan<TChar> text)
        where TChar : unmanaged, IBinaryInteger<TChar> =>
        typeof(TChar) == typeof(byte)
            ? Encoding.UTF8.GetString(MemoryMarshal.Cast<TChar, byte>(text))
            : new string(MemoryMarshal.Cast<TChar, char>(text));
}
