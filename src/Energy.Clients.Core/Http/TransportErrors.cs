namespace Energy.Clients;

/// <summary>Turns what the network throws into <see cref="EnergyTransportException"/>s that say what to do.</summary>
internal static class TransportErrors
{
    public static EnergyTransportException From(HttpRequestMessage request, HttpRequestException cause)
    {
        var unreachable = cause.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        var (operation, route) = Describe(request);
        if (EnergyCall.TryGet(request, out var call) && call.Secrets is { } secrets)
        {
            // The framework quotes status and header lines that it cannot read, so an echo in one of them would show.
            cause = secrets.Scrub(cause);
        }

        return unreachable
            ? new EnergyTransportException(
                TransportFailure.Unreachable,
                $"{operation}: {route} could not reach {Server(request)} ({cause.HttpRequestError}). Trying again later may help; check the base address, the network and the server's certificate.",
                cause)
            { Operation = operation, Route = route }
            : CutOff(operation, route, "the connection ended before the headers were complete", cause);
    }

    public static EnergyTransportException TimedOut(HttpRequestMessage request, string what, string option, Exception? cause)
    {
        var (operation, route) = Describe(request);
        return TimedOut(operation, route, what, option, cause);
    }

    public static EnergyTransportException TimedOut(string operation, string route, string what, string option, Exception? cause, bool isOfBody = false) =>
        new(TransportFailure.TimedOut, $"{operation}: {route} took too long: {what}. Trying again may help; if the server is just slow, raise {option}.", cause)
        {
            Operation = operation,
            Route = route,
            IsOfBody = isOfBody,
        };

    public static EnergyTransportException CutOff(string operation, string route, string what, Exception? cause) =>
        new(TransportFailure.CutOff, $"{operation}: {route} was cut off: {what}. Trying again may help.", cause)
        {
            Operation = operation,
            Route = route,
        };

    private static (string Operation, string Route) Describe(HttpRequestMessage request) => EnergyCall.TryGet(request, out var call)
        ? (call.Operation, call.Route)
        : ("Request", request.Method.Method);

    private static string Server(HttpRequestMessage request) => request.RequestUri is { } uri ? Origin.Show(uri) : "the server";
}
