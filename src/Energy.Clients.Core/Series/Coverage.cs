namespace Energy.Clients;

/// <summary>How much of a step must have values for its result to be one; below that the result is missing.</summary>
public sealed record Coverage
{
    /// <summary>All of it: a step with a gap is missing.</summary>
    public static Coverage Complete { get; } = new() { MinimumShare = 1 };

    /// <summary>Anything: one reading is enough.</summary>
    public static Coverage Any { get; } = new();

    /// <summary>The least share of the step's time that has values, from 0 to 1; 0 unless set.</summary>
    public double MinimumShare
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A share is from 0 to 1.");
    }

    /// <summary>The least number of readings with a value; 1 unless set.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>The longest stretch without a value; <see langword="null"/>, the default, is no limit.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration? LongestGap { get; init; }

    /// <summary>A share of the step's time.</summary>
    /// <param name="share">The least share that has values, from 0 to 1.</param>
    /// <returns>The requirement.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not from 0 to 1.</exception>
    public static Coverage AtLeast(double share) => new() { MinimumShare = share };

    internal bool IsMetBy(in ResampledReading step) =>
        step.Count >= MinimumCount
        && (MinimumShare == 0 || (MinimumShare == 1 ? step.Covered >= step.Length : step.Share >= MinimumShare))
        && (LongestGap is not { } longest || step.LongestGap <= longest);

    internal string ToText() => string.Create(CultureInfo.InvariantCulture, $"{MinimumShare} {MinimumCount} {LongestGap?.TotalSeconds}");
}
