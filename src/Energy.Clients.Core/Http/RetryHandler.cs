using System.Net;

namespace Energy.Clients;

/// <summary>Tries a request again after a failure that may pass: no connection, a time-out, 408, 429, 500, 502, 503, 504. Safe methods only, unless the endpoint is
/// idempotent.</summary>
/// <remarks>
/// A loop and not Polly's retry strategy: the count of retries is shared with the paging engine, the wait depends on the answer and on the time that the call has left, and
/// all three are one decision. A strategy can only be told so through an endless number of attempts, a predicate with side effects and a delay carried beside it.
/// </remarks>
internal sealed class RetryHandler(TimeProvider time, EnergyTelemetry telemetry) : DelegatingHandler
{
    // A server that refuses one call and serves all others limits something else than the rate: the call gets its own answer in the end.
    private const int MostRefusalsOfTheCrowd = 20;

    // Where a call may last for ever, a server that asks for more than this is answered with its own error.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!EnergyCall.TryGet(request, out var call) || !call.IsRepeatable(request.Method))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var budget = call.Budgets?.Of(call.Endpoint);
        for (var refusalsOfTheCrowd = 0; ;)
        {
            TimeSpan delay;
            var servedBefore = budget?.ServedCount;
            try
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!IsTransient(response.StatusCode, call, request.Method))
                {
                    return response;
                }

                // Others were served meanwhile, so there are too many callers, and it is not this one's failure. The budget spreads them.
                var asked = RetryAfterHeader.Read(response, time)?.ToTimeSpan();
                var isOfTheCrowd = response.StatusCode == HttpStatusCode.TooManyRequests && budget?.ServedCount > servedBefore && refusalsOfTheCrowd++ < MostRefusalsOfTheCrowd;
                if (!TryTakeDelay(call, asked ?? TimeSpan.Zero, isOfTheCrowd, out delay))
                {
                    return response;
                }

                telemetry.Retried(call, delay, response.StatusCode, null);
                response.Dispose();
            }
            catch (EnergyTransportException e) when (e.Failure != TransportFailure.RateBudget && !e.AreRetriesSpent && TryTakeDelay(call, TimeSpan.Zero, false, out delay))
            {
                telemetry.Retried(call, delay, null, e);
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsTransient(HttpStatusCode status, EnergyCall call, HttpMethod method) => status switch
    {
        HttpStatusCode.InternalServerError => !call.Endpoint.TakesInternalErrorAsFinal || EnergyCall.IsSafe(method),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => true,
        _ => false,
    };

    // What the server asks for is a floor under our own wait. One that the call cannot outlive is not begun: the caller learns at once.
    private static bool TryTakeDelay(EnergyCall call, TimeSpan asked, bool isFree, out TimeSpan delay)
    {
        delay = asked;
        var remaining = call.Limit.Remaining;
        remaining = remaining < LongestWait ? remaining : LongestWait;
        if (asked >= remaining)
        {
            return false;
        }

        if (!isFree)
        {
            if (!call.Retries.TryTake(out var own))
            {
                return false;
            }

            delay = own > asked ? own : asked;
        }

        return delay < remaining;
    }
}
