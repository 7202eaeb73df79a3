namespace Energy.Clients;

/// <summary>What an <see cref="EnergyAuthenticator"/> may use.</summary>
/// <param name="Request">The request that is to be authenticated.</param>
/// <param name="Account">The account in whose name it goes.</param>
/// <param name="TimeProvider">The clock.</param>
/// <param name="SendAsync">
/// Sends a request of the authenticator's own (a sign-in, a refresh) to the same server, without a credential and under the present attempt's limits.
/// </param>
public sealed record AuthenticationContext(
    HttpRequestMessage Request,
    EnergyAccount Account,
    TimeProvider TimeProvider,
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> SendAsync);
