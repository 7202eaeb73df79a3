using NodaTime;
using NodaTime.Extensions;

namespace Energy.Clients;

/// <summary>Reads <c>Retry-After</c> in both forms, seconds and HTTP date.</summary>
internal static class RetryAfterHeader
{
    /// <summary>How long the server asks to wait, never negative; null when it does not say.</summary>
    public static Duration? Read(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        if (header?.Delta is { } delta)
        {
            return Duration.FromTimeSpan(delta);
        }

        if (header?.Date is { } date)
        {
            // The server's own clock, where it tells it, takes the difference between the clocks out of the wait.
            var wait = date.ToInstant() - (response.Headers.Date ?? time.GetUtcNow()).ToInstant();
            return Duration.Max(wait, Duration.Zero);
        }

        return null;
    }
}
