namespace Energy.Clients;

/// <summary>What is put where a series has no value.</summary>
public sealed record FillGap
{
    private FillGap(FillKind kind) => Kind = kind;

    /// <summary>Missing readings: nothing is invented, and the series has a reading for every step.</summary>
    public static FillGap Missing { get; } = new(FillKind.Missing);

    /// <summary>The value before the gap.</summary>
    public static FillGap Previous { get; } = new(FillKind.Previous);

    /// <summary>Values on the line from the reading before the gap to the one behind it; for energy on the line of its rate.</summary>
    public static FillGap Linear { get; } = new(FillKind.Linear);

    /// <summary>What is put there.</summary>
    public FillKind Kind { get; }

    /// <summary>The longest gap that gets values; a longer one gets missing readings. <see langword="null"/>, the default, is no limit.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration? Longest { get; init; }

    /// <summary>The same, for gaps up to a length only.</summary>
    /// <param name="longest">The longest gap that gets values.</param>
    /// <returns>The way to fill.</returns>
    public FillGap UpTo(Duration longest) => this with { Longest = longest };
}
