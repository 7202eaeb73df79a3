namespace Energy.Clients;

/// <content>What vendors refuse in ways of their own.</content>
public static partial class EnergyErrors
{
    /// <summary>The error of a sign-in that an authenticator made and that brought no token.</summary>
    /// <param name="signIn">What was asked.</param>
    /// <param name="response">The answer.</param>
    /// <param name="error">What its body says.</param>
    /// <param name="secret">What was sent and must not show.</param>
    /// <param name="canRetry">Whether the server was only not able to answer; otherwise it does not accept the credential.</param>
    /// <param name="remedy">Whether to try again, and what to do.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyResponseException SignInRefused(EnergyEndpoint signIn, HttpResponseMessage response, VendorError error, string secret, bool canRetry, string remedy)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(error);
        var call = new EnergyCall(signIn);
        call.Secrets.Add(secret);
        var status = response.StatusCode;
        var said = error.Message is { } message ? $" ({call.Secrets.Mask(message)})" : "";
        var details = new ResponseErrorDetails(
            call,
            $"{call.Operation}: {call.Route} was answered {(int)status} {status}{said}, without a token. {remedy}",
            status,
            canRetry,
            null,
            call.Secrets.MaskOrNull(error.Code),
            Mask(error.FieldErrors, call.Secrets),
            ResponseInfo.RequestId(response, call.Secrets),
            "");
        return canRetry ? new EnergyResponseException(details) : new EnergyAuthenticationException(details);
    }

    /// <summary>The error of work that the server took on and that left no result.</summary>
    /// <param name="endpoint">What was asked; <see langword="null"/> when no server was.</param>
    /// <param name="what">What is known of it, whether to try again, and what to do; no secret may stand in it.</param>
    /// <param name="vendorCode">The vendor's code of it.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyResponseException NoResult(EnergyEndpoint? endpoint, string what, string? vendorCode) => new(endpoint is null ? what : $"{endpoint.Operation}: {what}")
    {
        Operation = endpoint?.Operation ?? "",
        Route = endpoint?.Route ?? "",
        VendorCode = vendorCode,
    };
}
