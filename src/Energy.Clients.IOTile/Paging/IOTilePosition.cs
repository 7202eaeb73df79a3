using System.Globalization;

namespace Energy.Clients.IOTile;

/// <summary>Where a read stands: from which value on, which page of that question, how many rows are still wanted, the total of the page before, and which rows of that value were handed out.</summary>
internal sealed record IOTilePosition(long? Key, int Page, long? Remaining, long? Total, IReadOnlyList<ulong> Seen)
{
    public static IOTilePosition Parse(string text)
    {
        var parts = text.Split('|');
        if (parts.Length != 5 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var page))
        {
            throw new FormatException("The token does not hold a place in IOTile data.");
        }

        return new IOTilePosition(
            Number(parts[0]), page, Number(parts[2]), Number(parts[3]),
            [.. parts[4].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(h => ulong.Parse(h, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))]);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Key}|{Page}|{Remaining}|{Total}|{string.Join(',', Seen.Select(h => h.ToString("x", CultureInfo.InvariantCulture)))}");

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
