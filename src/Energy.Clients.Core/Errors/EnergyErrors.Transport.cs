using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Energy.Clients.Authoring;

/// <content>What the network throws, and what our own limits end.</content>
public static partial class EnergyErrors
{
    // A request that did not come through the pipeline: there is none today, and its error would still say what it can.
    private static readonly EnergyCall Unknown = new(EnergyEndpoint.InMemory("Request"));

    /// <summary>The error of a request that got no answer, whatever was thrown below: by the network, a handler of the user's own, or the provider of the credential.</summary>
    internal static EnergyTransportException From(HttpRequestMessage request, Exception cause)
    {
        var call = CallOf(request);
        var (failure, what) = cause switch
        {
            OperationCanceledException or TimeoutException =>
                (TransportFailure.TimedOut,
                    $"took too long: a handler or the connection gave up. Trying again may help; if the server is just slow, raise {nameof(EnergyClientOptions.AttemptTimeout)}."),
            SocketException or AuthenticationException or HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            } =>
                (TransportFailure.Unreachable,
                    $"could not reach {(request.RequestUri is { } uri ? Origin.Show(uri) : "the server")} ("
                        + $"{(cause as HttpRequestException)?.HttpRequestError.ToString() ?? cause.GetType().Name}). Trying again later may help; check the base address, the "
                        + $"network and the server's certificate."),
            HttpRequestException or IOException => (TransportFailure.CutOff, "was cut off: the connection ended before the headers were complete. Trying again may help."),
            _ => (TransportFailure.Handler,
                $"got no answer: a handler of the pipeline or the provider of the credential failed with {cause.GetType().Name}. Trying again may help; the inner exception "
                    + $"says what went wrong."),
        };

        return Transport(call, failure, what, cause);
    }

    internal static EnergyTransportException TimedOut(EnergyCall call, string what, string option, Exception? cause, bool isOfBody = false) =>
        Transport(call, TransportFailure.TimedOut, $"took too long: {what}. Trying again may help; if the server is just slow, raise {option}.", cause, isOfBody);

    internal static EnergyTransportException TotalTimedOut(EnergyCall call, Exception? cause) =>
        TimedOut(call, $"the call as a whole outlasted {nameof(EnergyClientOptions.TotalTimeout)} = {call.Limit.Limit}", nameof(EnergyClientOptions.TotalTimeout), cause);

    internal static EnergyTransportException CutOff(EnergyCall call, string what, Exception? cause) =>
        Transport(call, TransportFailure.CutOff, $"was cut off: {what}. Trying again may help.", cause, isOfBody: true);

    /// <summary>The error of a body that cannot be read to its end, whatever was thrown.</summary>
    internal static EnergyTransportException BodyBroken(EnergyCall call, Exception cause) =>
        CutOff(call, cause is InvalidDataException or InvalidOperationException ? "the compression of the body is broken" : "the connection ended inside the body", cause);

    /// <summary>The error of a body that a handler or the connection gave up by a limit of its own.</summary>
    internal static EnergyTransportException BodyGivenUp(EnergyCall call, Exception cause) =>
        Transport(call, TransportFailure.TimedOut, "took too long: a handler or the connection gave up inside the body. Trying again may help.", cause, isOfBody: true);

    /// <summary>The same error for one more caller who waited for what failed: each gets an instance of its own. The retries were made.</summary>
    internal static EnergyApiException Again(EnergyApiException first, string more = "") => first is EnergyTransportException transport
        ? new EnergyTransportException(transport.Failure, first.Message + more, first) { Facts = first.Facts, AreRetriesSpent = true }
        : first is EnergyPayloadException payload
        ? new EnergyPayloadException(first.Message + more, first) { Facts = first.Facts, JsonPath = payload.JsonPath, BytePosition = payload.BytePosition }
        : OfKind(KindOf(first), first.Message + more, first, first.Facts);

    internal static EnergyApiException OverBudget(EnergyCall call, Duration wait, bool isByServer) => isByServer
        ? new EnergyRateLimitException(
            $"{call.Operation}: {call.Route} was not sent: the server has refused the account and asks it to rest for another {wait.TotalSeconds:0.#} s, which is longer than "
                + $"the call may last. Call again then, or raise {nameof(EnergyClientOptions.TotalTimeout)}.")
        {
            Facts = ErrorFacts.Of(call.Endpoint) with { Status = HttpStatusCode.TooManyRequests, CanRetry = true, RetryAfter = wait },
        }
        : Transport(
            call,
            TransportFailure.RateBudget,
            $"was not sent: its turn in the account's rate budget comes in {wait.TotalSeconds:0.#} s, which is longer than the call may wait. Call again then, or raise "
                + $"{nameof(EnergyClientOptions.QueueTimeout)} or {nameof(EnergyClientOptions.RequestsPerSecond)}.",
            null,
            retryAfter: wait);

    internal static EnergyCall CallOf(HttpRequestMessage request) => EnergyCall.TryGet(request, out var call) ? call : Unknown;

    // The framework quotes status, header and trailer lines that it cannot read, and handlers what they like, so an echo in one of them would show.
    private static EnergyTransportException Transport(EnergyCall call, TransportFailure failure, string what, Exception? cause, bool isOfBody = false,
        Duration? retryAfter = null) =>
        new(failure, $"{call.Operation}: {call.Route} {what}", cause is null ? null : call.Secrets.Scrub(cause))
        {
            Facts = ErrorFacts.Of(call.Endpoint) with { CanRetry = true, RetryAfter = retryAfter },
            IsOfBody = isOfBody,
        };
}
