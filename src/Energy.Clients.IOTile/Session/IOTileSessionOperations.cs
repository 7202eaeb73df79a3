using System.Net;

namespace Energy.Clients.IOTile;

/// <summary>Signing in and out, and the tokens. Ordinary calls need none of it: they sign in and renew by themselves.</summary>
/// <remarks>No cookies are kept: with one the server refuses a second sign-in and shifts the times of data without saying so.</remarks>
/// <example>
/// <code>
/// IOTileToken token = await iotile.Session.GetTokenAsync(); // signs in where there is none yet
/// Console.WriteLine(token.ExpiresAt);
/// </code>
/// </example>
public class IOTileSessionOperations
{
    internal static readonly EnergyEndpoint Login =
        new EnergyPath("api/v1/auth/login/").Post("IOTile.Session.Login") with { IsIdempotent = true, IsAnonymous = true, AnswersSecrets = true };
    internal static readonly EnergyEndpoint LoginByName =
        new(Login.Operation, HttpMethod.Post, new EnergyPath("api/v1/auth/api-jwt-auth/")) { IsIdempotent = true, IsAnonymous = true, AnswersSecrets = true };
    internal static readonly EnergyEndpoint GetTokens = new EnergyPath("api/v1/auth/token/").Get("IOTile.Session.GetTokens") with { AnswersSecrets = true };
    internal static readonly EnergyEndpoint GetAccount = new EnergyPath("api/v1/auth/user-info/").Get("IOTile.Session.GetAccount") with { AnswersSecrets = true };
    internal static readonly EnergyEndpoint Verify =
        new EnergyPath("api/v1/auth/api-jwt-verify/").Post("IOTile.Session.Verify") with { IsIdempotent = true, IsAnonymous = true, AnswersSecrets = true };
    internal static readonly EnergyEndpoint Refresh =
        new EnergyPath("api/v1/auth/api-jwt-refresh/").Post("IOTile.Session.Refresh") with { IsIdempotent = true, IsAnonymous = true, AnswersSecrets = true };
    internal static readonly EnergyEndpoint Logout = new EnergyPath("api/v1/auth/logout/").Post("IOTile.Session.Logout");
    internal static readonly EnergyEndpoint ResetPassword = new EnergyPath("api/v1/auth/password/reset/").Post("IOTile.Session.ResetPassword") with { IsAnonymous = true };

    private readonly EnergyTransport _transport;

    internal IOTileSessionOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileSessionOperations() => _transport = null!;

    /// <summary>The token in use; <see langword="null"/> before the first call and after signing out.</summary>
    public virtual IOTileToken? CurrentToken => State?.Current;

    private IOTileSessionState? State => _transport.Account?.GetState(() => new IOTileSessionState(_transport.TimeProvider));

    /// <summary>Signs in with a user name or an e-mail address; the token is used from now on where the client's own credential is this one.</summary>
    /// <param name="userName">The user name or e-mail address.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The account and its tokens. With a user name that is no address, the server gives a JWT alone and the rest stays empty. For another account than the client's, give one of
    /// the tokens to <see cref="IOTileClient.WithCredential"/>.
    /// </returns>
    /// <exception cref="EnergyAuthenticationException">The password is wrong or the account is not active: the server says the same for both.</exception>
    public virtual async Task<IOTileLogin> LoginAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userName);
        ArgumentException.ThrowIfNullOrEmpty(password);
        var request = LoginRequest(userName, password);
        using var response = await _transport.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        if (response.Status != HttpStatusCode.OK)
        {
            // No other status was ever seen with a sign-in that counts.
            throw EnergyErrors.Payload(
                response.Call,
                $"{response.Call.Route} was answered {(int)response.Status}; only 200 means that the sign-in counts. Check the address: something else may have answered.");
        }

        var login = request.Endpoint == Login
            ? await response.ReadJsonAsync(IOTileJsonContext.Default.IOTileLogin, cancellationToken).ConfigureAwait(false)
            : new IOTileLogin
            {
                Username = userName,
                Jwt = (await response.ReadJsonAsync(IOTileJsonContext.Default.IOTileTokenText, cancellationToken).ConfigureAwait(false)).Token
            };
        if (State is { } state && _transport.Account!.Credential.UserName == userName && login.Jwt is { Length: > 0 } jwt)
        {
            state.Current = new IOTileToken(jwt, IOTileTokenScheme.Jwt);
        }

        return login;
    }

    /// <summary>Gives a token that lives: the one in use, signing in where there is none yet or it has ended. For tools of your own that need one, and to store it for a later
    /// run.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The token: a credential, whose text <see cref="IOTileToken.ToString"/> does not show. A JWT lives on for as long as <see cref="IOTileToken.ExpiresAt"/>
    /// says.</returns>
    /// <exception cref="EnergyAuthenticationException">The server does not take the credential.</exception>
    /// <exception cref="InvalidOperationException">The client has no credential.</exception>
    public virtual async Task<IOTileToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        if (State is not { } state)
        {
            throw new InvalidOperationException("The client has no credential, so there is no token. Give one in the options.");
        }

        if (state.Current is null || state.Current.ExpiresAt <= Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow()))
        {
            await GetAccountAsync(cancellationToken).ConfigureAwait(false);
        }

        return state.Current ?? throw new InvalidOperationException("The server let the call pass without a token.");
    }

    /// <summary>Asks for the permanent token and a fresh JWT of the present account.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Both: credentials.</returns>
    public virtual Task<IOTileTokenPair> GetTokensAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetTokens.At(), IOTileJsonContext.Default.IOTileTokenPair, cancellationToken);

    /// <summary>Asks whose the credential is.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The account with a fresh JWT.</returns>
    /// <exception cref="EnergyAuthenticationException">The credential is nobody's.</exception>
    public virtual Task<IOTileLogin> GetAccountAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetAccount.At(), IOTileJsonContext.Default.IOTileLogin, cancellationToken);

    /// <summary>Asks whether a JWT is in force.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The token, with what it says of itself.</returns>
    /// <exception cref="EnergyAuthenticationException">It is not.</exception>
    public virtual async Task<IOTileToken> VerifyAsync(string token, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        var answer = await _transport.SendAsync(Verify.At().WithJson(json => json.Add("token", token)) with { Secrets = [token] }, IOTileJsonContext.Default.IOTileTokenText,
            cancellationToken).ConfigureAwait(false);
        return new IOTileToken(answer.Token ?? token, IOTileTokenScheme.Jwt);
    }

    /// <summary>Renews a JWT that still lives. Calls do this by themselves.</summary>
    /// <param name="token">The token; <see langword="null"/> renews the one in use, which is forgotten when the server refuses.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
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
            var answer = await _transport.SendAsync(RefreshRequest(text), IOTileJsonContext.Default.IOTileTokenText, cancellationToken).ConfigureAwait(false);
            var renewed =
                new IOTileToken(answer.Token
                    ?? throw EnergyErrors.Payload(Refresh, null, $"{Refresh.Route} was answered without a token. Check the address: something else may have answered."),
                    IOTileTokenScheme.Jwt);
            if (state is not null && current?.Text == text)
            {
                state.Current = renewed;
            }

            return renewed;
        }
        catch (EnergyResponseException) when (state is not null && current?.Text == text)
        {
            state.Forget(isSignedOut: false);
            throw;
        }
    }

    /// <summary>Signs out. The server ends its cookie session only: tokens stay in force until their end, so this client forgets the one in use.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is done; the token is kept when the server refuses.</returns>
    public virtual async Task LogoutAsync(CancellationToken cancellationToken = default)
    {
        await _transport.SendAsync(Logout.At().WithJson(static _ => { }), cancellationToken).ConfigureAwait(false);
        if (State is { } state)
        {
            state.Forget(isSignedOut: true);
        }
    }

    /// <summary>Has the server send a mail to set a new password.</summary>
    /// <param name="email">The account's address.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the mail is on its way.</returns>
    public virtual Task ResetPasswordAsync(string email, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        return _transport.SendAsync(ResetPassword.At().WithJson(json => json.Add("email", email)), cancellationToken);
    }

    internal static EnergyRequest LoginRequest(string userName, string password) => userName.Contains('@', StringComparison.Ordinal)
        ? Login.At().WithJson(json => json.Add("email", userName).Add("password", password)) with { Secrets = [password] }
        : LoginByName.At().WithJson(json => json.Add("username", userName).Add("password", password)) with { Secrets = [password] };

    internal static EnergyRequest RefreshRequest(string token) => Refresh.At().WithJson(json => json.Add("token", token)) with { Secrets = [token] };
}
