namespace Energy.Clients.IOTile;

/// <summary>Where a read stands: from which value on, which page of that question, how many rows are still wanted, the total of the page before, and which rows of that value were
/// handed out.</summary>
internal sealed record IOTilePosition(long? Key, int Page, long? Remaining, long? Total, IReadOnlyList<ulong> Seen) : PagePosition
{
    public static IOTilePosition First(long? remaining) => new(null, 1, remaining, null, []);

    public static bool TryParse(string text, [NotNullWhen(true)] out PagePosition? position)
    {
        position = null;
        if (text.Split('|') is not [var key, var page, var remaining, var total, var seen]
            || !int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !TryRead(key, out var from) || !TryRead(remaining, out var left) || !TryRead(total, out var before))
        {
            return false;
        }

        var hashes = new List<ulong>();
        foreach (var part in seen.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ulong.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
            {
                return false;
            }

            hashes.Add(hash);
        }

        position = new IOTilePosition(from, number, left, before, hashes);
        return true;
    }

    public override string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{Key}|{Page}|{Remaining}|{Total}|{string.Join(',', Seen.Select(h => h.ToString("x", CultureInfo.InvariantCulture)))}");

    public bool Equals(IOTilePosition? other) =>
        other is not null && (Key, Page, Remaining, Total) == (other.Key, other.Page, other.Remaining, other.Total) && Seen.SequenceEqual(other.Seen);

    public override int GetHashCode() => HashCode.Combine(Key, Page, Remaining, Total, Seen.Count);

    private static bool TryRead(string text, out long? number)
    {
        number = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read : null;
        return number is not null || text.Length == 0;
    }
}
