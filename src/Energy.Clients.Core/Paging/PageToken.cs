using System.Buffers.Text;
using System.ComponentModel;

namespace Energy.Clients;

/// <summary>Where a list or a read stands: opaque text that can be stored and given back to the same query, in this process or another.</summary>
/// <remarks>
/// It holds a version, a hash of operation and query, the position of a page, and how many items of that page were already yielded (with their hash).
/// It never holds a URL or a credential. What a query left to the clock is resolved once and travels in the position.
/// A token of one query is refused by another.
/// <para>Law: while the server's data stand still, going on from a token yields exactly the items that were not yet yielded.</para>
/// </remarks>
[JsonConverter(typeof(PageTokenJsonConverter))]
[TypeConverter(typeof(TextTypeConverter<PageToken>))]
public sealed class PageToken : IEquatable<PageToken>, IParsable<PageToken>
{
    /// <summary>The place of a query that has no page at all.</summary>
    internal const string Nowhere = "-";

    private const string Version = "ec1";

    private PageToken(ulong query, string position, int taken, ulong takenHash)
    {
        Query = query;
        Position = position;
        Taken = taken;
        TakenHash = takenHash;
    }

    /// <summary>The hash of operation and query.</summary>
    internal ulong Query { get; }

    /// <summary>The position of the page, in the words of its paging strategy.</summary>
    internal string Position { get; }

    /// <summary>How many items of the page were already yielded.</summary>
    internal int Taken { get; }

    /// <summary>The rolling hash of those items.</summary>
    internal ulong TakenHash { get; }

    /// <summary>Reads a token from the text that <see cref="ToString"/> gave.</summary>
    /// <param name="text">The stored text.</param>
    /// <returns>The token.</returns>
    /// <exception cref="FormatException">The text is not a token, or of another version; says which and what to do.</exception>
    public static PageToken Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var token)
            ? token
            : throw new FormatException(VersionOf(text) is { } version
                ? $"The page token is of version {version}, this package reads {Version}. Use the version of the package that wrote it, or start the query again without it."
                : "The text is not a page token of this package: it was cut or changed. Start the query again without it.");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The stored text.</param>
    /// <param name="provider">Not used.</param>
    public static PageToken Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a token from the text that <see cref="ToString"/> gave.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="token">The token, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a token of this version.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PageToken? token)
    {
        token = null;
        var parts = text?.Split('.') ?? [];
        if (parts.Length != 5 || parts[0] != Version
            || !ulong.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var query)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var taken)
            || !ulong.TryParse(parts[3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
            || !Base64Url.IsValid(parts[4]))
        {
            return false;
        }

        token = new PageToken(query, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[4])), taken, hash);
        return true;
    }

    /// <inheritdoc cref="TryParse(string?, out PageToken?)"/>
    /// <param name="s">The stored text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The token, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PageToken result) => TryParse(s, out result);

    /// <summary>The storable text: letters, digits, dots, hyphens and underscores only.</summary>
    /// <returns>Text that <see cref="Parse(string)"/> reads back.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Version}.{Query:x16}.{Taken}.{TakenHash:x}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Position))}");

    /// <inheritdoc/>
    public bool Equals(PageToken? other) =>
        other is not null && Query == other.Query && Taken == other.Taken && TakenHash == other.TakenHash && Position == other.Position;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PageToken);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Query, Taken, TakenHash, Position);

    // Another version than ours, when the text has one.
    private static string? VersionOf(string text) =>
        text.Split('.')[0] is ['e', 'c', _, ..] version and not Version && version.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0 ? version : null;

    internal static PageToken At(ulong query, string position, int taken = 0, ulong takenHash = 0) => new(query, position, taken, takenHash);

    /// <summary>The token of a place.</summary>
    /// <param name="query">The hash of operation and query.</param>
    /// <param name="place">The text of a <see cref="WalkPlace"/>: how many items of the page were taken, their hash, and the page's position.</param>
    internal static PageToken AtPlace(ulong query, string place)
    {
        if (place == Nowhere)
        {
            return new PageToken(query, place, 0, 0);
        }

        var count = place.IndexOf('.', StringComparison.Ordinal);
        var hash = place.IndexOf('.', count + 1);
        return count > 0 && hash > count
            && int.TryParse(place.AsSpan(0, count), NumberStyles.None, CultureInfo.InvariantCulture, out var taken)
            && ulong.TryParse(place.AsSpan(count + 1, hash - count - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var takenHash)
            ? new PageToken(query, place[(hash + 1)..], taken, takenHash)
            : throw new ArgumentException("The token does not hold a place in its list: it was changed, or an older version wrote it. Start without a token.");
    }
}
