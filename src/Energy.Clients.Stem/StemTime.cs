using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>Stem's time text, <c>yyyy-MM-ddTHH:mm:ssZ</c>, and its one-second quirk.</summary>
internal static class StemTime
{
    /// <summary>The length of the text.</summary>
    public const int Length = 20;

    /// <summary>Reads a time; the strict reading takes the documented form only, the lenient one a fraction or an offset too.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, bool strict, out Instant instant)
    {
        instant = default;
        return (!strict || utf8Text.Length == Length) && InstantText.TryParse(utf8Text, out instant);
    }

    /// <summary>Intervals start one second late on the wire (00:00:01 to 00:15:00, both ends inclusive); their real start is the whole minute.</summary>
    public static Instant ToWholeMinute(Instant instant) => AlignDown(instant, Duration.FromMinutes(1));

    /// <summary>The last grid point, counted from the epoch, that is not after the instant.</summary>
    public static Instant AlignDown(Instant instant, Duration grid)
    {
        var step = grid.BclCompatibleTicks;
        var ticks = instant.ToUnixTimeTicks();
        var inside = ticks % step;
        return Instant.FromUnixTimeTicks(ticks - (inside < 0 ? inside + step : inside));
    }

    /// <summary>The first grid point, counted from the epoch, that is not before the instant.</summary>
    public static Instant AlignUp(Instant instant, Duration grid)
    {
        var below = AlignDown(instant, grid);
        return below == instant ? instant : below + grid;
    }

    /// <summary>The text of a request: whole seconds, cut.</summary>
    public static string Format(Instant instant) => InstantText.Format(AlignDown(instant, Duration.FromSeconds(1)));
}
