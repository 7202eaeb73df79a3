using System.Net;

namespace Energy.Clients;

/// <summary>
/// Reads how long a server that is asked too often, or is down for a while, wants to be left alone: <c>Retry-After</c> in seconds, also with a fraction, or as an HTTP date;
/// <c>Retry-After-Ms</c>; <c>RateLimit-Reset</c> and <c>X-RateLimit-Reset</c> in seconds or as an epoch.
/// </summary>
internal static class RetryAfterHeader
{
    private const double MostSeconds = 36_500 * 86_400d;

    // A reset as large as this is a moment, in seconds or in milliseconds since 1970, and not a wait.
    private const double LeastEpochSeconds = 1e9;
    private const double LeastEpochMilliseconds = 1e11;

    /// <summary>How long the server asks to wait, never negative; null when it does not say, or when its status is another than 429 and 503: some send the header with every
    /// answer.</summary>
    public static Duration? Read(HttpResponseMessage response, TimeProvider time)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
        {
            return null;
        }

        // The server's own clock, where it tells it, takes the difference between the clocks out of the wait.
        var now = response.Headers.Date ?? time.GetUtcNow();
        var epoch = (now - DateTimeOffset.UnixEpoch).TotalSeconds;
        var seconds = Number(response, "Retry-After")
            ?? (response.Headers.RetryAfter?.Date - now)?.TotalSeconds
            ?? (Number(response, "Retry-After-Ms") / 1_000)
            ?? (Number(response, "RateLimit-Reset") ?? Number(response, "X-RateLimit-Reset")) switch
            {
                >= LeastEpochMilliseconds and var moment => (moment / 1_000) - epoch,
                >= LeastEpochSeconds and var moment => moment - epoch,
                var wait => wait,
            };
        return seconds is { } wanted ? Duration.FromSeconds(Math.Clamp(wanted, 0, MostSeconds)) : null;
    }

    private static double? Number(HttpResponseMessage response, string header) =>
        response.Headers.NonValidated.TryGetValues(header, out var values)
        && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}
