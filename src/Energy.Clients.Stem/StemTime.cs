namespace Energy.Clients.Stem;

/// <summary>Stem's time text, <c>yyyy-MM-ddTHH:mm:ssZ</c>, and its one-second quirk.</summary>
internal static class StemTime
{
    /// <summary>The length of the text.</summary>
    public const int Length = 20;

    /// <summary>
    /// Reads a time; the strict reading takes the documented form only, the lenient one a fraction or an offset too. Both take parts of one digit and small letters
    /// (<c>2018-1-1t0:00:01z</c>), as the first client did.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, bool strict, out Instant instant)
    {
        instant = default;
        if ((!strict || utf8Text.Length == Length) && InstantText.TryParse(utf8Text, out instant))
        {
            return true;
        }

        Span<byte> full = stackalloc byte[Length];
        return TryWriteOut(utf8Text, full) && InstantText.TryParse(full, out instant);
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

    /// <summary>The text of a request: whole seconds, cut.</summary>
    public static string Format(Instant instant) => InstantText.Format(Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds()));

    // Each part with all its digits, and capital letters.
    private static bool TryWriteOut(ReadOnlySpan<byte> text, Span<byte> full)
    {
        var marks = "--T::Z"u8;
        for (var part = 0; part < marks.Length; part++)
        {
            var (width, digits) = (part == 0 ? 4 : 2, 0);
            while (digits < text.Length && char.IsAsciiDigit((char)text[digits]))
            {
                digits++;
            }

            if (digits == 0 || digits > width || (part == 0 && digits < width) || digits == text.Length || !Ascii.EqualsIgnoreCase(text.Slice(digits, 1), marks.Slice(part, 1)))
            {
                return false;
            }

            full[..(width - digits)].Fill((byte)'0');
            text[..digits].CopyTo(full[(width - digits)..]);
            full[width] = marks[part];
            text = text[(digits + 1)..];
            full = full[(width + 1)..];
        }

        return text.IsEmpty;
    }
}
