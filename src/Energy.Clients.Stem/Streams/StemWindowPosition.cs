namespace Energy.Clients.Stem;

/// <summary>Where a window starts, and where the whole read ends: kept, so that an end that was "now" stays.</summary>
/// <param name="Start">The start of the window.</param>
/// <param name="End">The end of the read, exclusive.</param>
internal sealed record StemWindowPosition(Instant Start, Instant End) : PagePosition
{
    public static bool TryParse(string text, [NotNullWhen(true)] out PagePosition? position)
    {
        position = text.Split('/') is [var from, var until]
            && InstantText.TryParse(Encoding.UTF8.GetBytes(from), out var start) && InstantText.TryParse(Encoding.UTF8.GetBytes(until), out var end)
            ? new StemWindowPosition(start, end)
            : null;
        return position is not null;
    }

    public override string ToText() => InstantText.Format(Start) + "/" + InstantText.Format(End);
}
