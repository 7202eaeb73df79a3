namespace Energy.Clients.Authoring;

/// <summary>How a vendor's requests prove who is asking. For authors of vendor clients.</summary>
/// <remarks>One serves all accounts of a client; what an account holds (tokens, a refresh lock) lives in <see cref="EnergyAccount.GetState{T}"/>.</remarks>
public abstract class EnergyAuthenticator
{
    /// <summary>Puts the credential on a request. Called for each try, so it must replace what an earlier try put there.</summary>
    /// <param name="context">The request and its account.</param>
    /// <param name="cancellationToken">Cancels a sign-in or refresh.</param>
    /// <returns>When it is done.</returns>
    public abstract ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken);

    /// <summary>Looks at an answer that may mean "your token has ended", and gets a new one where it can.</summary>
    /// <param name="context">The request and its account.</param>
    /// <param name="response">The answer; its body is unread.</param>
    /// <param name="cancellationToken">Cancels a sign-in or refresh.</param>
    /// <returns>Whether the request is worth sending once more, with <see cref="ApplyAsync"/> before it.</returns>
    public virtual ValueTask<bool> RecoverAsync(AuthenticationContext context, HttpResponseMessage response, CancellationToken cancellationToken) => new(false);
}
