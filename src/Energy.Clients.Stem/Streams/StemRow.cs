namespace Energy.Clients.Stem;

/// <summary>An interval in plain numbers, as the reader fills it.</summary>
internal struct StemRow
{
    /// <summary>Seconds since 1970, UTC.</summary>
    public long Start;

    public int StartNanoseconds;

    /// <summary>Seconds since 1970, UTC.</summary>
    public long End;

    public int EndNanoseconds;

    public double? Kilowatts;

    /// <summary>The start with its seconds cut off, in seconds since 1970.</summary>
    public readonly long WholeMinute
    {
        get
        {
            var inside = Start % NodaConstants.SecondsPerMinute;
            return Start - (inside < 0 ? inside + NodaConstants.SecondsPerMinute : inside);
        }
    }

    public readonly StemInterval ToWire() => new(At(Start, StartNanoseconds), At(End, EndNanoseconds), Kilowatts);

    /// <summary>The same as <see cref="StemInterval.ToReading"/>, without the way over instants.</summary>
    public readonly Reading ToReading() => new(Instant.FromUnixTimeSeconds(WholeMinute), At(End, EndNanoseconds), Kilowatts);

    private static Instant At(long seconds, int nanoseconds)
    {
        var instant = Instant.FromUnixTimeSeconds(seconds);
        return nanoseconds == 0 ? instant : instant.PlusNanoseconds(nanoseconds);
    }
}
