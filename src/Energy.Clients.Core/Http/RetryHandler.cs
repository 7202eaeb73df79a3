using System.Net;

namespace Energy.Clients;

/// <summary>Tries a request again after a failure that may pass: no connection, a time-out, 408, 429, 500, 502, 503, 504. Safe methods only, unless the endpoint is idempotent.</summary>
/// <remarks>
/// A loop and not Polly's retry strategy: the count of retries is shared with the paging engine, the wait depends on the answer and on the time that the call has left, and
/// all three are one decision. A strategy can only be told so through an endless number of attempts, a predicate with side effects and a delay carried beside it.
/// </remarks>
internal sealed class RetryHandler(TimeProvider time, EnergyTelemetry telemetry) : DelegatingHandler
{
    // Where a call may last for ever, a server that asks for more than this is answered with its own error.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!EnergyCall.TryGet(request, out var call) || (!IsSafe(request.Method) && !call.Endpoint.IsIdempotent))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            TimeSpan delay;
            try
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!IsTransient(response.StatusCode, call, request.Method) || !TryTakeDelay(call, RetryAfterHeader.Read(response, time)?.ToTimeSpan(), out delay))
                {
                    return response;
                }

                telemetry.Retried(call, delay, response.StatusCode, null);
                response.Dispose();
            }
            catch (EnergyTransportException e) when (e.Failure != TransportFailure.RateBudget && TryTakeDelay(call, null, out delay))
            {
                telemetry.Retried(call, delay, null, e);
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsTransient(HttpStatusCode status, EnergyCall call, HttpMethod method) => status switch
    {
        HttpStatusCode.InternalServerError => !call.Endpoint.TakesInternalErrorAsFinal || IsSafe(method),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => true,
        _ => false,
    };

    private static bool IsSafe(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options;

    // A wait that the call cannot outlive is not begun: the caller learns at once.
    private bool TryTakeDelay(EnergyCall call, TimeSpan? asked, out TimeSpan delay)
    {
        delay = TimeSpan.Zero;
        var remaining = time.Remaining(call.Deadline);
        remaining = remaining < LongestWait ? remaining : LongestWait;
        if (asked >= remaining || !call.Retries.TryTake(out delay))
        {
            return false;
        }

        delay = asked ?? delay;
        return delay < remaining;
    }
}
