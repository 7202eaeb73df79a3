using System.Globalization;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Where a read by windows of time stands: the window, half-open, and the place in it.</summary>
/// <param name="From">The first instant; null is open.</param>
/// <param name="To">The end; null is open.</param>
/// <param name="Inner">The place in the window, as <see cref="IOTilePosition"/> writes it.</param>
internal sealed record IOTileDataWindow(Instant? From, Instant? To, string Inner)
{
    public static IOTileDataWindow Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 3
            ? new IOTileDataWindow(At(parts[0]), At(parts[1]), parts[2])
            : throw new FormatException("The token does not hold a place in IOTile data.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From?.ToUnixTimeTicks()}/{To?.ToUnixTimeTicks()}/{Inner}");

    private static Instant? At(string text) => text.Length == 0 ? null : Instant.FromUnixTimeTicks(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
}
