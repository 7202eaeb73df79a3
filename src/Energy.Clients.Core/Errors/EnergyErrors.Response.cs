using System.Net;

namespace Energy.Clients.Authoring;

/// <content>What servers refuse.</content>
public static partial class EnergyErrors
{
    /// <summary>The error of an answer that is not success, as the vendor's error reader understood it.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="error">What its body says.</param>
    /// <param name="body">The beginning of the body.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyResponseException Refused(EnergyResponse response, VendorError error, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(error);
        var (call, status) = (response.Call, response.Status);
        var kind = error.Kind ?? status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => VendorErrorKind.Authentication,
            HttpStatusCode.NotFound => VendorErrorKind.NotFound,
            HttpStatusCode.Conflict => VendorErrorKind.Conflict,
            HttpStatusCode.TooManyRequests => VendorErrorKind.RateLimit,
            _ => VendorErrorKind.Refused,
        };
        var canRetry = error.CanRetry ?? (kind == VendorErrorKind.RateLimit || (int)status >= 500 || status == HttpStatusCode.RequestTimeout);
        var said = error.Message ?? error.Code;
        return OfKind(
            kind,
            $"{call.Operation}: {call.Route} was answered {(int)status} {status}{(said is null ? "" : $" ({call.Secrets.Mask(said)})")}. {error.Remedy ?? Remedy(kind, canRetry)}",
            null,
            Said(error, call.Secrets) with
            {
                Operation = call.Operation,
                Route = call.Route,
                CanRetry = canRetry,
                Status = status,
                RetryAfter = response.RetryAfter,
                RequestId = response.RequestId,
                Body = response.Show(body),
            });
    }

    /// <summary>An error told again, once more was found out about what it left open: operation, route, status and request id stay.</summary>
    /// <param name="first">The error as it came.</param>
    /// <param name="what">What is known now, whether to try again, and what to do: sentences that follow <c>Operation: </c>. No secret may stand in it.</param>
    /// <param name="kind">What kind of failure it is now; of a request that got no answer it stays what it was.</param>
    /// <param name="canRetry">Whether trying again may help; of a request that got no answer it may.</param>
    /// <param name="cause">The cause; <see langword="null"/> takes the first error.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyApiException Restated(EnergyApiException first, string what, VendorErrorKind kind, bool canRetry, Exception? cause = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        var message = $"{first.Operation}: {what}";
        cause ??= first;
        return first is EnergyTransportException transport
            ? new EnergyTransportException(transport.Failure, message, cause) { Facts = first.Facts }
            : OfKind(kind, message, cause, first.Facts with { CanRetry = canRetry });
    }

    /// <summary>The error of a change that somebody else's change stands against, as it was found out here and not by the server.</summary>
    /// <param name="endpoint">The change.</param>
    /// <param name="what">What is wrong, and what to do: sentences that follow <c>Operation: </c>. No secret may stand in it.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyConflictException Conflict(EnergyEndpoint endpoint, string what)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new EnergyConflictException($"{endpoint.Operation}: {what}") { Facts = ErrorFacts.Of(endpoint) with { Status = HttpStatusCode.Conflict } };
    }

    internal static EnergyResponseException RedirectRefused(HttpRequestMessage request, HttpResponseMessage response, string why)
    {
        var call = CallOf(request);
        call.Secrets.AddFrom(request);
        return new EnergyResponseException(
            $"{call.Operation}: {call.Route} was answered {(int)response.StatusCode} with a redirect that is not followed: {call.Secrets.Mask(why)}. Trying again will not "
                + $"help. Check {nameof(EnergyClientOptions.BaseAddress)}: the service may have moved.")
        {
            Facts = ErrorFacts.Of(call.Endpoint) with { Status = response.StatusCode, RequestId = ResponseInfo.RequestId(response, call.Secrets) },
        };
    }

    private static EnergyResponseException OfKind(VendorErrorKind kind, string message, Exception? cause, ErrorFacts facts) => kind switch
    {
        VendorErrorKind.Authentication => new EnergyAuthenticationException(message, cause) { Facts = facts },
        VendorErrorKind.NotFound => new EnergyNotFoundException(message, cause) { Facts = facts },
        VendorErrorKind.Conflict => new EnergyConflictException(message, cause) { Facts = facts },
        VendorErrorKind.RateLimit => new EnergyRateLimitException(message, cause) { Facts = facts },
        _ => new EnergyResponseException(message, cause) { Facts = facts },
    };

    private static VendorErrorKind KindOf(EnergyApiException error) => error switch
    {
        EnergyAuthenticationException => VendorErrorKind.Authentication,
        EnergyNotFoundException => VendorErrorKind.NotFound,
        EnergyConflictException => VendorErrorKind.Conflict,
        EnergyRateLimitException => VendorErrorKind.RateLimit,
        _ => VendorErrorKind.Refused,
    };

    // What the vendor says, masked.
    private static ErrorFacts Said(VendorError error, Secrets secrets)
    {
        var facts = ErrorFacts.None with { VendorCode = secrets.MaskOrNull(error.Code) };
        return error.FieldErrors is not { Count: > 0 } fields ? facts : facts with
        {
            FieldErrors = fields
                .GroupBy(f => secrets.Mask(f.Key))
                .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.SelectMany(f => f.Value).Select(secrets.Mask)]),
        };
    }

    private static string Remedy(VendorErrorKind kind, bool canRetry) => kind switch
    {
        VendorErrorKind.Authentication => "Trying again will not help. Check the credential and what it is allowed to see.",
        VendorErrorKind.NotFound => "Trying again will not help. Check the id; the credential may also not be allowed to see it.",
        VendorErrorKind.Conflict => "Trying again will not help as long as the server's state stays as it is.",
        VendorErrorKind.RateLimit => "Try again later, or lower RequestsPerSecond.",
        _ => canRetry ? "Trying again later may help." : "Trying again will not help without a change to the request.",
    };
}
