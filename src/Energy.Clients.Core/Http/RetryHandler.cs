using System.Net;
using NodaTime;
using Polly;
using Polly.Retry;

namespace Energy.Clients;

/// <summary>Tries a request again after a failure that may pass: no connection, a time-out, 408, 429, 500, 502, 503, 504. Safe methods only, unless the call is idempotent.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("request");
    private static readonly ResiliencePropertyKey<TimeSpan> DelayKey = new("delay");

    // Where a call may last for ever, a server that asks for more than this is answered with its own error.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly RetryPolicy _policy;
    private readonly TimeProvider _time;
    private readonly EnergyTelemetry _telemetry;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(RetryPolicy policy, TimeProvider time, EnergyTelemetry telemetry)
    {
        _policy = policy;
        _time = time;
        _telemetry = telemetry;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // The call's own budget decides how often, since the paging engine draws on it too.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => new ValueTask<bool>(ShouldRetry(args.Context, args.Outcome)),
                DelayGenerator = static args => new ValueTask<TimeSpan?>(args.Context.Properties.GetValue(DelayKey, TimeSpan.Zero)),
                OnRetry = OnRetry,
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RequestKey, request);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (ctx, handler) => await handler.SendOnceAsync(ctx.Properties.GetValue(RequestKey, null!), ctx.CancellationToken).ConfigureAwait(false),
                context,
                this).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsTransient(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static bool IsSafe(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options;

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);

    private bool ShouldRetry(ResilienceContext context, Outcome<HttpResponseMessage> outcome)
    {
        var request = context.Properties.GetValue(RequestKey, null!);
        if (!EnergyCall.TryGet(request, out var call) || call.Retries is null || (!IsSafe(request.Method) && !call.IsIdempotent))
        {
            return false;
        }

        Duration? asked = null;
        if (outcome.Result is { } response)
        {
            if (!IsTransient(response.StatusCode)
                || (response.StatusCode == HttpStatusCode.InternalServerError && call.TakesInternalErrorAsFinal && !IsSafe(request.Method)))
            {
                return false;
            }

            asked = RetryAfterHeader.Read(response, _time);
        }
        else if (outcome.Exception is not EnergyTransportException { Failure: not TransportFailure.RateBudget })
        {
            return false;
        }

        var remaining = _time.Remaining(call.Deadline);
        if (remaining > LongestWait)
        {
            remaining = LongestWait;
        }

        if (asked is { } wait && wait.ToTimeSpan() >= remaining)
        {
            return false;
        }

        if (!call.Retries.TryTake(out var attempt))
        {
            return false;
        }

        var delay = asked?.ToTimeSpan() ?? _policy.DelayBefore(attempt);
        context.Properties.Set(DelayKey, delay);

        // A wait that the call cannot outlive is not begun: the caller learns at once.
        return delay < remaining;
    }

    private ValueTask OnRetry(OnRetryArguments<HttpResponseMessage> args)
    {
        var request = args.Context.Properties.GetValue(RequestKey, null!);
        if (EnergyCall.TryGet(request, out var call))
        {
            _telemetry.Retried(call, args.RetryDelay, args.Outcome.Result?.StatusCode, args.Outcome.Exception);
        }

        args.Outcome.Result?.Dispose();
        return default;
    }
}
