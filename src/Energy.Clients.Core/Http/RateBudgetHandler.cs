using System.Net;
using NodaTime;

namespace Energy.Clients;

/// <summary>Takes a permit of the account's rate budget for each try, and lets the budget rest when the server says so.</summary>
internal sealed class RateBudgetHandler(TimeProvider time, EnergyTelemetry telemetry) : DelegatingHandler
{
    private static readonly Duration NoLimit = Duration.FromDays(36_500);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!EnergyCall.TryGet(request, out var call) || call.Account is not { } account)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var remaining = time.Remaining(call.Deadline);
        var refused = await account.Budget.TakeAsync(
            remaining == TimeSpan.MaxValue ? NoLimit : Duration.Max(Duration.FromTimeSpan(remaining), Duration.Zero),
            cancellationToken).ConfigureAwait(false);
        if (refused is { } wait)
        {
            throw EnergyErrors.OverBudget(call, wait);
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && RetryAfterHeader.Read(response, time) is { } rest)
        {
            account.Budget.RestUntil(time.Now() + Duration.Min(rest, NoLimit));
            telemetry.Resting(call, rest);
        }

        return response;
    }
}
