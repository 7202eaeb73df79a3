using System.Net;

namespace Energy.Clients.Authoring;

/// <content>What an authenticator's own requests end in.</content>
public static partial class EnergyErrors
{
    /// <summary>The error of a sign-in, or of a token's renewal, that an <see cref="EnergyAuthenticator"/> sent and that gave no token.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="error">What its body says; <see cref="VendorError.CanRetry"/> tells a failing server from a credential that is not taken, and goes by the status where it is
    /// <see langword="null"/>.</param>
    /// <param name="body">The beginning of the body.</param>
    /// <param name="remedy">What to do about a credential that is not taken, as sentences.</param>
    /// <returns>The exception, to be thrown: an <see cref="EnergyAuthenticationException"/> unless trying again may help, an <see cref="EnergyRateLimitException"/> for
    /// 429.</returns>
    public static EnergyResponseException SignIn(EnergyResponse response, VendorError error, ReadOnlySpan<byte> body, string remedy)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(error);
        var isLimited = response.Status == HttpStatusCode.TooManyRequests;
        var canRetry = isLimited || (error.CanRetry ?? (response.Status == HttpStatusCode.RequestTimeout || (int)response.Status >= 500));
        return Refused(
            response,
            error with
            {
                Kind = isLimited ? VendorErrorKind.RateLimit : canRetry ? VendorErrorKind.Refused : VendorErrorKind.Authentication,
                CanRetry = canRetry,
                Remedy = canRetry ? null : remedy,
            },
            body);
    }

    /// <summary>The error of a call for which there is no token, and no way to get one.</summary>
    /// <param name="endpoint">What would have got one.</param>
    /// <param name="what">Why it was not sent, and what to do: sentences that follow <c>Operation: METHOD /route was not sent: </c>. No secret may stand in it.</param>
    /// <returns>The exception, to be thrown. It counts as 401.</returns>
    public static EnergyAuthenticationException NoToken(EnergyEndpoint endpoint, string what)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new EnergyAuthenticationException($"{endpoint.Operation}: {endpoint.Route} was not sent: {what}")
        {
            Facts =
            ErrorFacts.Of(endpoint) with { Status = HttpStatusCode.Unauthorized }
        };
    }
}
