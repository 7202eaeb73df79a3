namespace Energy.Clients;

/// <summary>Builds the chain of handlers in its stated order.</summary>
internal static class EnergyPipeline
{
    /// <summary>The handlers, outermost first. The total limit is not among them: the transport holds it around the whole.</summary>
    public static IEnumerable<DelegatingHandler> CreateHandlers<TOptions>(EnergyVendor<TOptions> vendor, TOptions options, TimeProvider time, EnergyTelemetry telemetry)
        where TOptions : EnergyClientOptions
    {
        if (options.UseResilience)
        {
            yield return new RetryHandler(time, telemetry);
        }

        yield return new AuthenticationHandler(vendor.CreateAuthenticator(options), options.BaseAddress!, time);
        if (options.UseResilience)
        {
            yield return new RateBudgetHandler(options.QueueTimeout, time, telemetry);
        }

        yield return new AttemptLimitHandler(options.UseResilience ? options.AttemptTimeout : Timeout.InfiniteTimeSpan, time);
        yield return new RedirectGuardHandler();
    }

    public static HttpMessageHandler Build<TOptions>(EnergyVendor<TOptions> vendor, TOptions options, HttpMessageHandler primary, TimeProvider time, EnergyTelemetry telemetry)
        where TOptions : EnergyClientOptions
    {
        var inner = primary;
        foreach (var handler in CreateHandlers(vendor, options, time, telemetry).Reverse())
        {
            handler.InnerHandler = inner;
            inner = handler;
        }

        return inner;
    }

    /// <summary>No cookies (some vendors change their answers for a session), no redirects of its own, connections that are renewed, and no proxy on the way to this machine
    /// itself.</summary>
    public static SocketsHttpHandler CreatePrimaryHandler(EnergyClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = options.BaseAddress is not { IsLoopback: true },
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        PooledConnectionLifetime = options.PooledConnectionLifetime,
        ConnectTimeout = options.AttemptTimeout,
    };
}
