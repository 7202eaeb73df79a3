namespace Energy.Clients.Fleet;

/// <summary>Some series of one account that are read by one job, all equally often.</summary>
/// <param name="Account">The account.</param>
/// <param name="EverySeconds">How often.</param>
/// <param name="Number">Which of the account's, from 0.</param>
internal sealed record FleetShard(string Account, int EverySeconds, int Number)
{
    // Points that follow each other by this share of a circle are spread evenly over it, however many there are.
    private const double GoldenShare = 0.6180339887498949;

    // What is left of the interval is for the run itself, so that what is published at an edge of the interval is stored before the next one.
    private const double SpreadOver = 0.75;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Account}/{EverySeconds}s/{Number}");

    public override string ToString() => Name;

    public Duration Every => Duration.FromSeconds(EverySeconds);

    /// <summary>The share of the account that it belongs to: what one process holds at a time.</summary>
    public string UnitOf(IReadOnlyDictionary<string, int> shares) => shares.TryGetValue(Account, out var count) && count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Account}#{Number % count}")
        : Account;

    /// <summary>When it is first due behind an instant: shards are spread over three quarters of their interval.</summary>
    public Instant FirstDue(Instant after)
    {
        var share = (Hash(Account) / (double)ulong.MaxValue) + (Number * GoldenShare);
        var phase = (long)((share - Math.Floor(share)) * SpreadOver * EverySeconds);
        var seconds = after.ToUnixTimeSeconds() - phase;
        return Instant.FromUnixTimeSeconds(((Math.DivRem(seconds, EverySeconds).Quotient + 1) * EverySeconds) + phase);
    }

    /// <summary>A hash that is the same in every process.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        // Texts that differ in their last letter only must not lie side by side.
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        return hash ^ (hash >> 33);
    }
}
