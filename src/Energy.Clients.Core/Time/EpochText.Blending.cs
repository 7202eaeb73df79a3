namespace Energy.Clients;

public readonly partial record struct EpochText
{
    private const int LongestOnStack = 64;

    /// <summary>Reads the epoch of a request exactly as the server does: leniently, with what is missing taken from a clock.</summary>
    /// <param name="text">
    /// The epoch, already URL-decoded. Never refused: a missing, empty or unreadable text means <paramref name="now"/>.
    /// <list type="bullet">
    /// <item><description>A date of 4, 6 or 8 characters gives year, month and day; the parts that are not given come from <paramref name="now"/>. So
    /// <c>2018</c> is this day and time in 2018. The day is set last and overflows: on 31 March, <c>201902</c> is 3 March 2019.</description></item>
    /// <item><description>After a capital <c>T</c>, 2, 4, 6 or 10 characters give hour, minute, second and milliseconds; the others come from
    /// <paramref name="now"/>. A trailing <c>Z</c> changes nothing: the text is UTC anyway.</description></item>
    /// <item><description>A text with <c>+</c> or <c>-</c> in it is read as an ISO 8601 date-time instead: its offset is applied and what is missing is zero.
    /// A text that is not ISO 8601 (<c>-1</c>) means <paramref name="now"/> here; the server hands it to a browser-style date parser with no
    /// written rule, so do not send it.</description></item>
    /// <item><description>A part out of range (month 13, 30 February, hour 25) makes the whole text unreadable. Hour 24 with zero minutes is the next
    /// midnight.</description></item>
    /// <item><description>A partial date followed by a time is misread, as on the server: <c>2019T07</c> is hour 0 of this day in 2019. Never send it.</description></item>
    /// </list>
    /// </param>
    /// <param name="now">The clock to blend with: the server's, which is UTC. Cut to the millisecond.</param>
    /// <returns>The instant, at a whole millisecond, not moved to the start of any period. Results outside the years 0 to 9999 mean <paramref name="now"/>.</returns>
    /// <remarks>A client should send complete epochs and leave blending to people's input. Allocates nothing, unless the text has a sign or is longer than 64 bytes of
    /// UTF-8.</remarks>
    public static Instant Blend(string? text, Instant now) => Blend(text.AsSpan(), now);

    /// <inheritdoc cref="Blend(string?, Instant)"/>
    public static Instant Blend(ReadOnlySpan<char> text, Instant now) => BlendedInstant(EpochReader.Blend(text, SinceYearZero(now)));

    /// <inheritdoc cref="Blend(string?, Instant)"/>
    public static Instant Blend(ReadOnlySpan<byte> text, Instant now)
    {
        Span<char> buffer = text.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[text.Length];
        return Blend(buffer[..Encoding.UTF8.GetChars(text, buffer)], now);
    }

    private static long SinceYearZero(Instant now) => now.ToUnixTimeMilliseconds() + CivilCalendar.UnixEpochMilliseconds;

    private static Instant BlendedInstant(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds - CivilCalendar.UnixEpochMilliseconds);
}
