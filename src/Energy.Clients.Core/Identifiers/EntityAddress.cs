using System.ComponentModel;
using System.Numerics;

namespace Energy.Clients;

/// <summary>An entity address of type 1 (EA1) of USEF, as FlexMeasures names connections, sensors, markets and events: <c>ea1.2021-02.io.flexmeasures.company:30:73</c>.</summary>
/// <remarks>
/// <para>The one form is <c>ea1.{date code}.{reversed domain}:{locally unique string}</c>, case-sensitive and without spaces around it:</para>
/// <list type="bullet">
/// <item><c>ea1</c>, in lower case;</item>
/// <item>the date code <c>yyyy-MM</c>, a month in which the naming authority owned the domain: year 0001 to 9999, month 01 to 12. Months 00 and 13 to 99, which
/// servers of spring 2021 took, are refused, as servers have done since;</item>
/// <item>the domain of the authority with its labels reversed: ASCII letters, digits, hyphens and underscores between single dots. Its case is kept. An IPv4 address is
/// not reversed. A port does not belong here: <c>localhost:5000:40:30</c> is the domain <c>localhost</c> with a local string <c>5000:40:30</c>;</item>
/// <item>after the first colon the locally unique string: printable ASCII, not empty, no space at either end. What it means is up to the authority; the
/// <c>TryGet…</c> methods read the forms of FlexMeasures.</item>
/// </list>
/// <para>ASCII only, digits included. Equality and order are those of the text, ordinally. The value holds that one text: reading from a
/// <see cref="string"/> allocates nothing, reading from a span one string. <see langword="default"/> is no address: empty text, read by nothing.</para>
/// </remarks>
/// <example>
/// <code>
/// var address = EntityAddress.Parse("ea1.2021-02.io.flexmeasures:fm1.7");
/// Console.WriteLine(address.DateCode); // 2021-02
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<EntityAddress>))]
[TypeConverter(typeof(TextTypeConverter<EntityAddress>))]
public readonly partial record struct EntityAddress
    : ITextValue<EntityAddress>, IComparable<EntityAddress>, IComparable, IComparisonOperators<EntityAddress, EntityAddress, bool>
{
    private readonly string? _text;
    private readonly int _colon;

    private EntityAddress(string text, int colon)
    {
        _text = text;
        _colon = colon;
    }

    /// <summary>The month in which the naming authority owned its domain.</summary>
    public YearMonth DateCode => _text is null
        ? default
        : new YearMonth(int.Parse(_text.AsSpan(DateStart, 4), CultureInfo.InvariantCulture), int.Parse(_text.AsSpan(DateStart + 5, 2), CultureInfo.InvariantCulture));

    /// <summary>Date code and reversed domain: <c>2021-02.io.flexmeasures.company</c>. A new string each time.</summary>
    public string NamingAuthority => _text?[DateStart.._colon] ?? "";

    /// <summary>The domain as it stands in the address: <c>io.flexmeasures.company</c>. A new string each time.</summary>
    public string ReversedDomain => _text?[DomainStart.._colon] ?? "";

    /// <summary>The domain the right way round: <c>company.flexmeasures.io</c>. A new string each time.</summary>
    public string Host => _text is null ? "" : Reverse(_text.AsSpan(DomainStart, _colon - DomainStart));

    /// <summary>The locally unique string, all after the first colon: <c>30:73</c>, <c>fm1.42</c>. A new string each time.</summary>
    public string Local => LocalSpan.ToString();

    /// <summary>The scheme that the local string's prefix states; <see cref="EntityAddressScheme.Plain"/> without <c>fm0.</c> or <c>fm1.</c></summary>
    public EntityAddressScheme Scheme => LocalSpan switch
    {
        ['f', 'm', '0', '.', ..] => EntityAddressScheme.Fm0,
        ['f', 'm', '1', '.', ..] => EntityAddressScheme.Fm1,
        _ => EntityAddressScheme.Plain,
    };

    private ReadOnlySpan<char> LocalSpan => _text is null ? default : _text.AsSpan(_colon + 1);

    /// <summary>Orders by text, ordinally.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the first comes before the second.</returns>
    public static bool operator <(EntityAddress left, EntityAddress right) => left.CompareTo(right) < 0;

    /// <summary>Orders by text, ordinally.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the first does not come after the second.</returns>
    public static bool operator <=(EntityAddress left, EntityAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by text, ordinally.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the first comes after the second.</returns>
    public static bool operator >(EntityAddress left, EntityAddress right) => left.CompareTo(right) > 0;

    /// <summary>Orders by text, ordinally.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether the first does not come before the second.</returns>
    public static bool operator >=(EntityAddress left, EntityAddress right) => left.CompareTo(right) >= 0;

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text; the type's remarks list what is accepted.</param>
    /// <returns>The address; it keeps <paramref name="text"/> itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="TextFormatException">Any other text, with the position and what was expected there.</exception>
    public static EntityAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text.AsSpan(), out var colon, out var fault) ? new EntityAddress(text, colon) : throw TextValue.Refusal<EntityAddress, char>(text, fault);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text; the type's remarks list what is accepted.</param>
    /// <returns>The address.</returns>
    /// <exception cref="TextFormatException">Any other text, with the position and what was expected there.</exception>
    public static EntityAddress Parse(ReadOnlySpan<char> text) => Parse(text.ToString());

    /// <summary>Reads an address in UTF-8.</summary>
    /// <param name="utf8Text">The text; the type's remarks list what is accepted.</param>
    /// <returns>The address.</returns>
    /// <exception cref="TextFormatException">Any other text, with the position (in bytes) and what was expected there.</exception>
    public static EntityAddress Parse(ReadOnlySpan<byte> utf8Text) => TextValue.Parse<EntityAddress, byte>(utf8Text);

    /// <summary>Reads an address, or says that the text is none.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="result">The address, or the default.</param>
    /// <returns>Whether the text is an address. Nothing is allocated either way.</returns>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? text, out EntityAddress result)
    {
        var read = TryRead(text.AsSpan(), out var colon, out _);
        result = read ? new EntityAddress(text!, colon) : default;
        return read;
    }

    /// <summary>Reads an address, or says that the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="result">The address, or the default.</param>
    /// <returns>Whether the text is an address. Success allocates its one string, failure nothing.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EntityAddress result) => TextValue.TryParse(text, out result);

    /// <summary>Reads an address in UTF-8, or says that the text is none.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="result">The address, or the default.</param>
    /// <returns>Whether the text is an address. Success allocates its one string, failure nothing.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out EntityAddress result) => TextValue.TryParse(utf8Text, out result);

    /// <inheritdoc/>
    public bool Equals(EntityAddress other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(EntityAddress other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => TextValue.Compare(this, obj);

    /// <summary>The whole address.</summary>
    /// <returns>The text; empty for the default value.</returns>
    public override string ToString() => _text ?? "";

    /// <inheritdoc/>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Writes the whole address.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="charsWritten">How many characters were written; 0 when they do not fit.</param>
    /// <returns>Whether they fit.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten) => TextElements.TryCopy(ToString(), destination, out charsWritten);

    /// <summary>Writes the whole address in UTF-8.</summary>
    /// <param name="utf8Destination">Where to.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when they do not fit.</param>
    /// <returns>Whether they fit.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten) => TextElements.TryCopy(ToString(), utf8Destination, out bytesWritten);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten);
}
