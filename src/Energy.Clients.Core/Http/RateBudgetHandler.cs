using System.Net;

namespace Energy.Clients;

/// <summary>Takes a permit of the rate budgets for each try, and tells them what the server said.</summary>
internal sealed class RateBudgetHandler(TimeSpan queueTimeout, TimeProvider time, EnergyTelemetry telemetry) : DelegatingHandler
{
    private static readonly Duration NoLimit = Duration.FromDays(36_500);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!EnergyCall.TryGet(request, out var call) || call.Budgets is not { } budgets)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        // A class of routes with a limit of its own is asked first: what waits there must not hold up the rest.
        var own = budgets.Of(call.Endpoint);
        var permit = await EnterAsync(own, call, cancellationToken).ConfigureAwait(false);
        var (outcome, rest) = (PermitOutcome.Unknown, default(Duration?));
        try
        {
            if (own != budgets.Whole)
            {
                budgets.Whole.Leave(await EnterAsync(budgets.Whole, call, cancellationToken).ConfigureAwait(false), PermitOutcome.Unknown, null);
            }

            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            rest = RetryAfterHeader.Read(response, time);
            outcome = response.StatusCode == HttpStatusCode.TooManyRequests ? PermitOutcome.Refused : (int)response.StatusCode < 500 ? PermitOutcome.Served : PermitOutcome.Unknown;
            call.WasRefused |= outcome == PermitOutcome.Refused;
            if (rest is { } asked)
            {
                telemetry.Resting(call, Duration.Min(asked, RateBudget.LongestRest));
            }

            return response;
        }
        finally
        {
            own.Leave(permit, outcome, rest);
        }
    }

    private async ValueTask<RatePermit> EnterAsync(RateBudget budget, EnergyCall call, CancellationToken cancellationToken)
    {
        var remaining = call.Limit.Remaining;
        var entering = budget.EnterAsync(
            remaining == TimeSpan.MaxValue ? NoLimit : Duration.Max(Duration.FromTimeSpan(remaining), Duration.Zero), Duration.FromTimeSpan(queueTimeout), call.WasRefused,
            cancellationToken);
        RatePermit permit;
        if (entering.IsCompleted)
        {
            permit = await entering.ConfigureAwait(false);
        }
        else
        {
            // Standing in the queue behind others is not the call's own time.
            var pausedAt = call.Limit.Pause();
            permit = await entering.ConfigureAwait(false);
            call.Limit.Resume(pausedAt);
        }

        return permit.Refused is { } wait ? throw EnergyErrors.OverBudget(call, wait, permit.IsByServer) : permit;
    }
}
