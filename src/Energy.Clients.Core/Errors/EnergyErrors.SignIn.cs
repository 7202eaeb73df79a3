using System.Net;

namespace Energy.Clients;

/// <content>What an authenticator's own requests end in.</content>
public static partial class EnergyErrors
{
    /// <summary>The error of a sign-in, or of a token's renewal, that an <see cref="EnergyAuthenticator"/> sent and that gave no token.</summary>
    /// <param name="endpoint">What was asked.</param>
    /// <param name="response">The answer; <see langword="null"/> when nothing was sent, which counts as 401.</param>
    /// <param name="error">What its body says; <see cref="VendorError.CanRetry"/> tells a failing server from a credential that is not taken.</param>
    /// <param name="what">What came, whether to try again, and what to do: sentences that follow <c>Operation: METHOD /route </c>.</param>
    /// <param name="secret">What was sent and must not show, for example the password.</param>
    /// <returns>The exception, to be thrown: an <see cref="EnergyAuthenticationException"/> unless trying again may help.</returns>
    public static EnergyResponseException SignIn(EnergyEndpoint endpoint, HttpResponseMessage? response, VendorError error, string what, string? secret = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(error);
        var secrets = new Secrets();
        secrets.Add(secret);
        var canRetry = error.CanRetry == true;
        var details = new ResponseErrorDetails(
            new EnergyCall(endpoint),
            $"{endpoint.Operation}: {endpoint.Route} {secrets.Mask(what)}",
            response?.StatusCode ?? HttpStatusCode.Unauthorized,
            canRetry,
            null,
            secrets.MaskOrNull(error.Code),
            Mask(error.FieldErrors, secrets),
            response is null ? null : ResponseInfo.RequestId(response, secrets),
            "");
        return canRetry ? new EnergyResponseException(details) : new EnergyAuthenticationException(details);
    }
}
