using System.Text.Json;

namespace Energy.Clients.IOTile;

/// <summary>Signing in and out, and the tokens. Ordinary calls need none of it: they sign in and renew by themselves.</summary>
/// <remarks>No cookies are kept: with one the server refuses a second sign-in and shifts the times of data without saying so.</remarks>
public class IOTileSessionOperations
{
    private readonly IOTileApi _api;

    internal IOTileSessionOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileSessionOperations() => _api = null!;

    /// <summary>The token in use; <see langword="null"/> before the first call and after signing out.</summary>
    public virtual IOTileToken? CurrentToken => State?.Current;

    private IOTileSessionState? State => _api.Transport.Account?.GetState(static () => new IOTileSessionState());

    /// <summary>Signs in with a user name or an e-mail address; the token is used from now on where the client's own credential is this one.</summary>
    /// <param name="userName">The user name or e-mail address.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The account and its tokens. With a user name that is no address, the server gives a JWT alone and the rest stays empty. For another account than the client's, give one of the
    /// tokens to <see cref="IOTileClient.WithCredential"/>.
    /// </returns>
    /// <exception cref="EnergyAuthenticationException">The password is wrong or the account is not active: the server says the same for both.</exception>
    public virtual async Task<IOTileLogin> LoginAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userName);
        ArgumentException.ThrowIfNullOrEmpty(password);
        var (path, body) = LoginRequest(userName, password);
        var login = path == "auth/login/"
            ? await _api.SendAsync("Session.Login", HttpMethod.Post, path, path, body, IOTileJsonContext.Default.IOTileLogin, cancellationToken, anonymous: true).ConfigureAwait(false)
            : new IOTileLogin { Username = userName, Jwt = (await _api.SendAsync("Session.Login", HttpMethod.Post, path, path, body, IOTileJsonContext.Default.IOTileTokenText, cancellationToken, anonymous: true).ConfigureAwait(false)).Token };
        if (State is { } state && _api.Transport.Account!.Credential.UserName == userName && login.Jwt is { Length: > 0 } jwt)
        {
            state.Current = new IOTileToken(jwt, IOTileTokenScheme.Jwt);
        }

        return login;
    }

    /// <summary>Gives the token in use, signing in where there is none yet: to store it.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The token: a credential.</returns>
    /// <exception cref="InvalidOperationException">The client has no credential.</exception>
    public virtual async Task<IOTileToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        if (State is not { } state)
        {
            throw new InvalidOperationException("The client has no credential, so there is no token. Give one in the options.");
        }

        if (state.Current is null)
        {
            await GetAccountAsync(cancellationToken).ConfigureAwait(false);
        }

        return state.Current ?? throw new InvalidOperationException("The server let the call pass without a token.");
    }

    /// <summary>Asks for the permanent token and a fresh JWT of the present account.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Both: credentials.</returns>
    public virtual Task<IOTileTokenPair> GetTokensAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync("Session.GetTokens", "auth/token/", "auth/token/", IOTileJsonContext.Default.IOTileTokenPair, cancellationToken);

    /// <summary>Asks whose the credential is.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The account with a fresh JWT.</returns>
    /// <exception cref="EnergyAuthenticationException">The credential is nobody's.</exception>
    public virtual Task<IOTileLogin> GetAccountAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync("Session.GetAccount", "auth/user-info/", "auth/user-info/", IOTileJsonContext.Default.IOTileLogin, cancellationToken);

    /// <summary>Asks whether a JWT is in force.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The token, with what it says of itself.</returns>
    /// <exception cref="EnergyAuthenticationException">It is not.</exception>
    public virtual async Task<IOTileToken> VerifyAsync(string token, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        var answer = await _api.SendAsync("Session.Verify", HttpMethod.Post, "auth/api-jwt-verify/", "auth/api-jwt-verify/", new IOTileBody().Add("token", token), IOTileJsonContext.Default.IOTileTokenText, cancellationToken, idempotent: true, anonymous: true).ConfigureAwait(false);
        return new IOTileToken(answer.Token ?? token, IOTileTokenScheme.Jwt);
    }

    /// <summary>Renews a JWT that still lives. Calls do this by themselves.</summary>
    /// <param name="token">The token; <see langword="null"/> renews the one in use, which is forgotten when the server refuses.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The new token: a credential.</returns>
    /// <exception cref="InvalidOperationException">There is no token, or it is a permanent one.</exception>
    /// <exception cref="EnergyAuthenticationException">The server does not renew it.</exception>
    public virtual async Task<IOTileToken> RefreshAsync(string? token = null, CancellationToken cancellationToken = default)
    {
        var state = State;
        var current = state?.Current;
        var text = token ?? current?.Text ?? throw new InvalidOperationException("There is no token to renew. Sign in first, or give one.");
        if (token is null && current!.Scheme != IOTileTokenScheme.Jwt)
        {
            throw new InvalidOperationException($"A {current.Scheme} token cannot be renewed; only a jwt can.");
        }

        try
        {
            var answer = await _api.SendAsync("Session.Refresh", HttpMethod.Post, "auth/api-jwt-refresh/", "auth/api-jwt-refresh/", new IOTileBody().Add("token", text), IOTileJsonContext.Default.IOTileTokenText, cancellationToken, idempotent: true, anonymous: true).ConfigureAwait(false);
            var renewed = new IOTileToken(answer.Token ?? throw new JsonException("The answer has no token."), IOTileTokenScheme.Jwt);
            if (state is not null && current?.Text == text)
            {
                state.Current = renewed;
            }

            return renewed;
        }
        catch (EnergyResponseException) when (state is not null && current?.Text == text)
        {
            Forget(state);
            throw;
        }
    }

    /// <summary>Signs out. The server ends its cookie session only: tokens stay in force until their end, so this client forgets the one in use.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is done; the token is kept when the server refuses.</returns>
    public virtual async Task LogoutAsync(CancellationToken cancellationToken = default)
    {
        await _api.SendAsync("Session.Logout", HttpMethod.Post, "auth/logout/", "auth/logout/", new IOTileBody(), cancellationToken).ConfigureAwait(false);
        if (State is { } state)
        {
            Forget(state);
        }
    }

    /// <summary>Has the server send a mail to set a new password.</summary>
    /// <param name="email">The account's address.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When the mail is on its way.</returns>
    public virtual Task ResetPasswordAsync(string email, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        return _api.SendAsync("Session.ResetPassword", HttpMethod.Post, "auth/password/reset/", "auth/password/reset/", new IOTileBody().Add("email", email), cancellationToken, anonymous: true);
    }

    internal static (string Path, IOTileBody Body) LoginRequest(string userName, string password) => userName.Contains('@', StringComparison.Ordinal)
        ? ("auth/login/", new IOTileBody().Add("email", userName).Add("password", password))
        : ("auth/api-jwt-auth/", new IOTileBody().Add("username", userName).Add("password", password));

    private static void Forget(IOTileSessionState state)
    {
        state.Spent = state.Origin;
        state.Current = null;
    }
}
