namespace Energy.Clients;

/// <summary>Deadlines on a <see cref="TimeProvider"/>.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>The timestamp a while from now; <see cref="long.MaxValue"/> for an infinite while.</summary>
    public static long DeadlineAfter(this TimeProvider time, TimeSpan span) => span == Timeout.InfiniteTimeSpan
        ? long.MaxValue
        : time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>How long it is until a deadline; negative when it is over.</summary>
    public static TimeSpan Remaining(this TimeProvider time, long deadline) => deadline == long.MaxValue
        ? TimeSpan.MaxValue
        : time.GetElapsedTime(time.GetTimestamp(), deadline);

    /// <summary>The present instant.</summary>
    public static Instant Now(this TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());
}
