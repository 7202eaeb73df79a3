using System.ComponentModel;

namespace Energy.Clients;

/// <summary>Names a series of any vendor as text: <c>stem:/sites/&lt;id&gt;/MONITOR?resolution=900</c>, <c>iotile:/s--…</c>, <c>flexmeasures:/sensors/42</c>,
/// <c>sundaya:/sites/999/harvest?period=hour</c>.</summary>
/// <remarks>
/// Form: the vendor's scheme (lower-case letters, at least two), optionally <c>+</c> and the key of a keyed client (<c>stem+north:/sites/…</c>), a colon, a path of one or more
/// segments, and optionally a query of <c>name=value</c> pairs. Key, segments, names
/// and values may be percent-encoded; two texts that differ only in that name the same series. A server or a credential is never part of it. What a path means is up to the
/// vendor's package.
/// </remarks>
[JsonConverter(typeof(SeriesUriJsonConverter))]
[TypeConverter(typeof(TextTypeConverter<SeriesUri>))]
public sealed class SeriesUri : IEquatable<SeriesUri>, IParsable<SeriesUri>
{
    private const string Subject = "a series address";

    private SeriesUri(string scheme, string? key, IReadOnlyList<string> segments, IReadOnlyDictionary<string, string> query)
    {
        Scheme = scheme;
        Key = key;
        Segments = segments;
        Query = query;
    }

    /// <summary>The vendor's scheme, in lower case.</summary>
    public string Scheme { get; }

    /// <summary>The key under which the vendor's client is registered, decoded; <see langword="null"/> for the client without a key.</summary>
    public string? Key { get; }

    /// <summary>The path's segments, decoded; at least one, none empty.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The query's values by name, decoded; empty when there is none.</summary>
    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>Makes an address from its parts.</summary>
    /// <param name="scheme">The vendor's scheme.</param>
    /// <param name="segments">The path's segments, not encoded.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The scheme is not one, or a segment is empty.</exception>
    public static SeriesUri Create(string scheme, params IReadOnlyList<string> segments)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(segments);
        if (SchemeLength(scheme + ':') != scheme.Length)
        {
            throw new ArgumentException($"'{scheme}' is not a scheme: at least two lower-case letters.", nameof(scheme));
        }

        return segments.Count > 0 && segments.All(s => s.Length > 0)
            ? new SeriesUri(scheme, null, [.. segments], new Dictionary<string, string>())
            : throw new ArgumentException("The path needs at least one segment, and none may be empty.", nameof(segments));
    }

    /// <summary>The same address with one more query value, or another one for that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The new address.</returns>
    public SeriesUri With(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return new SeriesUri(Scheme, Key, Segments, new Dictionary<string, string>(Query) { [name] = value });
    }

    /// <summary>The same series through another client of the vendor.</summary>
    /// <param name="key">The key under which the client is registered; <see langword="null"/> for the client without a key.</param>
    /// <returns>The new address.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public SeriesUri WithKey(string? key)
    {
        if (key is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
        }

        return new SeriesUri(Scheme, key, Segments, Query);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The address.</returns>
    /// <exception cref="TextFormatException">The text is not an address; the position says where.</exception>
    public static SeriesUri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out var uri, out var fault) ? uri : throw new TextFormatException(Subject, text, fault.Position, fault.Expected);
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    public static SeriesUri Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="uri">The address, or <see langword="null"/>.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SeriesUri? uri)
    {
        uri = null;
        return text is not null && TryRead(text, out uri, out _);
    }

    /// <inheritdoc cref="TryParse(string?, out SeriesUri?)"/>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The address, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SeriesUri result) => TryParse(s, out result);

    /// <summary>The canonical text: percent-encoded where it must be, query names in ordinal order.</summary>
    /// <returns>Text that <see cref="Parse(string)"/> reads back.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(Scheme);
        if (Key is not null)
        {
            text.Append('+').Append(Uri.EscapeDataString(Key));
        }

        text.Append(':');
        foreach (var segment in Segments)
        {
            text.Append('/').Append(Uri.EscapeDataString(segment));
        }

        var separator = '?';
        foreach (var (name, value) in Query.OrderBy(q => q.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(SeriesUri? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SeriesUri);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static int SchemeLength(string text)
    {
        var length = text.AsSpan().IndexOfAnyExceptInRange('a', 'z');
        return length >= 2 && text[length] is ':' or '+' ? length : -1;
    }

    private static bool TryRead(string text, [NotNullWhen(true)] out SeriesUri? uri, out TextFault fault)
    {
        uri = null;
        fault = default;
        var scheme = SchemeLength(text);
        if (scheme < 0)
        {
            return TextFault.At(0, "a vendor's scheme of lower-case letters and a colon, such as 'stem:'", out fault);
        }

        var colon = text.IndexOf(':', scheme);
        if (colon < 0 || (text[scheme] == '+' && colon == scheme + 1))
        {
            return TextFault.At(scheme + 1, "the key of a client and a colon, such as 'stem+north:'", out fault);
        }

        var path = colon + 1;
        if (path >= text.Length || text[path] != '/')
        {
            return TextFault.At(path, "a path that begins with '/'", out fault);
        }

        var queryMark = text.IndexOf('?', path);
        var pathEnd = queryMark < 0 ? text.Length : queryMark;
        var segments = new List<string>();
        for (var start = path + 1; start <= pathEnd;)
        {
            var slash = text.IndexOf('/', start, pathEnd - start);
            var end = slash < 0 ? pathEnd : slash;
            if (end == start)
            {
                return TextFault.At(start, "a segment that is not empty", out fault);
            }

            segments.Add(Uri.UnescapeDataString(text[start..end]));
            start = end + 1;
        }

        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var start = pathEnd + 1; start < text.Length;)
        {
            var ampersand = text.IndexOf('&', start);
            var end = ampersand < 0 ? text.Length : ampersand;
            var equals = text.IndexOf('=', start, end - start);
            if (equals <= start || !query.TryAdd(Uri.UnescapeDataString(text[start..equals]), Uri.UnescapeDataString(text[(equals + 1)..end])))
            {
                return TextFault.At(start, "name=value, each name once", out fault);
            }

            start = end + 1;
        }

        uri = new SeriesUri(text[..scheme], colon == scheme ? null : Uri.UnescapeDataString(text[(scheme + 1)..colon]), segments, query);
        return true;
    }
}
