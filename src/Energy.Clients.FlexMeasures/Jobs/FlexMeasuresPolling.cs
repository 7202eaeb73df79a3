namespace Energy.Clients.FlexMeasures;

/// <summary>How long and how often to ask for a result.</summary>
public sealed record FlexMeasuresPolling
{
    /// <summary>The defaults.</summary>
    public static FlexMeasuresPolling Default { get; } = new();

    /// <summary>When to stop asking, counted from the first question.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The wait after the first question; it doubles each time.</summary>
    /// <value>1 s.</value>
    public TimeSpan FirstInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    /// <value>10 s.</value>
    public TimeSpan LongestInterval { get; init; } = TimeSpan.FromSeconds(10);

    internal void Check()
    {
        if (Deadline <= TimeSpan.Zero || FirstInterval <= TimeSpan.Zero || LongestInterval < FirstInterval)
        {
            throw new ArgumentException(
                $"Deadline {Deadline}, FirstInterval {FirstInterval} and LongestInterval {LongestInterval} do not fit: all are above zero, the longest wait is not shorter "
                    + $"than the first.");
        }
    }
}
