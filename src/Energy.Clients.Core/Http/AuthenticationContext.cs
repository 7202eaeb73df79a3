namespace Energy.Clients.Authoring;

/// <summary>What an <see cref="EnergyAuthenticator"/> may use.</summary>
/// <param name="Request">The request that is to be authenticated.</param>
/// <param name="Account">The account in whose name it goes.</param>
/// <param name="TimeProvider">The clock.</param>
/// <param name="OpenAsync">
/// Sends a request of the authenticator's own (a sign-in, a refresh) through the whole pipeline, under limits of its own, and answers once the headers are there. Its endpoint must
/// be anonymous. It may be used after the call that it was given for has ended: a sign-in that others wait for goes on when its first caller gives up.
/// </param>
public sealed record AuthenticationContext(
    HttpRequestMessage Request,
    EnergyAccount Account,
    TimeProvider TimeProvider,
    Func<EnergyRequest, CancellationToken, Task<EnergyResponse>> OpenAsync);
