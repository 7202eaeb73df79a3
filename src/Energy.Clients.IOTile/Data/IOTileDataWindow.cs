namespace Energy.Clients.IOTile;

/// <summary>Where a read by windows of time stands: the window, half-open, and the place in it.</summary>
/// <param name="From">The first instant; null is open.</param>
/// <param name="To">The end; null is open.</param>
/// <param name="Inner">The place in the window.</param>
internal sealed record IOTileDataWindow(Instant? From, Instant? To, IOTilePosition Inner) : PagePosition
{
    public static bool TryParse(string text, [NotNullWhen(true)] out PagePosition? position)
    {
        position = text.Split('/') is [var from, var to, var inner] && TryRead(from, out var first) && TryRead(to, out var end) && IOTilePosition.TryParse(inner, out var place)
            ? new IOTileDataWindow(first, end, (IOTilePosition)place)
            : null;
        return position is not null;
    }

    public override string ToText() => string.Create(CultureInfo.InvariantCulture, $"{From?.ToUnixTimeTicks()}/{To?.ToUnixTimeTicks()}/{Inner.ToText()}");

    private static bool TryRead(string text, out Instant? instant)
    {
        instant = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks) ? Instant.FromUnixTimeTicks(ticks) : null;
        return instant is not null || text.Length == 0;
    }
}
