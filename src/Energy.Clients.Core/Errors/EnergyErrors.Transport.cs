using NodaTime;

namespace Energy.Clients;

/// <content>What the network throws, and what our own limits end.</content>
public static partial class EnergyErrors
{
    // A request that did not come through the pipeline: there is none today, and its error would still say what it can.
    private static readonly EnergyCall Unknown = new(EnergyEndpoint.InMemory("Request"));

    internal static EnergyTransportException From(HttpRequestMessage request, HttpRequestException cause)
    {
        var call = CallOf(request);

        // The framework quotes status and header lines that it cannot read, so an echo in one of them would show.
        cause = call.Secrets.Scrub(cause);
        return cause.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            ? Transport(
                call,
                TransportFailure.Unreachable,
                $"could not reach {(request.RequestUri is { } uri ? Origin.Show(uri) : "the server")} ({cause.HttpRequestError}). Trying again later may help; check the base address, the network and the server's certificate.",
                cause)
            : CutOff(call, "the connection ended before the headers were complete", cause);
    }

    internal static EnergyTransportException TimedOut(HttpRequestMessage request, string what, string option, Exception? cause) => TimedOut(CallOf(request), what, option, cause);

    internal static EnergyTransportException TimedOut(EnergyCall call, string what, string option, Exception? cause, bool isOfBody = false) =>
        Transport(call, TransportFailure.TimedOut, $"took too long: {what}. Trying again may help; if the server is just slow, raise {option}.", cause, isOfBody);

    internal static EnergyTransportException CutOff(EnergyCall call, string what, Exception? cause) =>
        Transport(call, TransportFailure.CutOff, $"was cut off: {what}. Trying again may help.", cause);

    internal static EnergyTransportException OverBudget(EnergyCall call, Duration wait) => Transport(
        call,
        TransportFailure.RateBudget,
        $"was not sent: the account's rate budget frees up in {wait.TotalSeconds:0.#} s, which is longer than the call may still last. Call again then, or raise {nameof(EnergyClientOptions.TotalTimeout)}.",
        null,
        retryAfter: wait);

    internal static EnergyCall CallOf(HttpRequestMessage request) => EnergyCall.TryGet(request, out var call) ? call : Unknown;

    private static EnergyTransportException Transport(EnergyCall call, TransportFailure failure, string what, Exception? cause, bool isOfBody = false, Duration? retryAfter = null) =>
        new(failure, $"{call.Operation}: {call.Route} {what}", cause)
        {
            Operation = call.Operation,
            Route = call.Route,
            IsOfBody = isOfBody,
            RetryAfter = retryAfter,
        };
}
