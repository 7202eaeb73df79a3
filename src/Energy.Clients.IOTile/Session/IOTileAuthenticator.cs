using System.Net;

namespace Energy.Clients.IOTile;

/// <summary>
/// Signs in with a user name and password, or uses the token given; renews a JWT before its end, one sign-in at a time while the others wait for it; and signs in
/// again when a token has ended and a password is known.
/// </summary>
internal sealed class IOTileAuthenticator(IOTileClientOptions options) : EnergyAuthenticator
{
    private static readonly Duration RefreshPause = Duration.FromMinutes(5);

    public override async ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var state = State(context);
        var token = state.Current;
        if (token is null || context.Account.Credential.UserName is null || IsDue(token, state, context))
        {
            token = await FetchAsync(context, state, cancellationToken).ConfigureAwait(false);
        }

        context.Request.Headers.Remove("Authorization");
        context.Request.Headers.TryAddWithoutValidation("Authorization", token.Header);
    }

    public override async ValueTask<bool> RecoverAsync(AuthenticationContext context, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(response);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return false;
        }

        var state = State(context);
        var used = context.Request.Headers.TryGetValues("Authorization", out var values) ? values.First() : "";
        if (state.Current is { } current && current.Header != used)
        {
            // Another call has got a new token meanwhile.
            return true;
        }

        if (context.Account.Credential.UserName is null)
        {
            // A provider may know a newer token; a fixed text does not.
            await TakeSecretAsync(context, state, cancellationToken).ConfigureAwait(false);
            return state.Current is { } token && token.Header != used;
        }

        state.Refuse(used);
        await state.SignIn.GetAsync(() => RenewAsync(context, state), cancellationToken).ConfigureAwait(false);
        return true;
    }

    internal static IOTileSessionState State(AuthenticationContext context) => context.Account.GetState(() => new IOTileSessionState(context.TimeProvider));

    private static Instant Now(AuthenticationContext context) => Instant.FromDateTimeOffset(context.TimeProvider.GetUtcNow());

    private bool IsDue(IOTileToken token, IOTileSessionState state, AuthenticationContext context)
    {
        if (token.ExpiresAt is not { } end || token.Scheme.Name.Equals("a-jwt", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var now = Now(context);
        return now >= end || (now >= end - Duration.FromTimeSpan(options.RefreshBefore) && !(state.RefreshFailedAt is { } failed && now < failed + RefreshPause));
    }

    private async ValueTask<IOTileToken> FetchAsync(AuthenticationContext context, IOTileSessionState state, CancellationToken cancellationToken)
    {
        if (context.Account.Credential.UserName is not { } user)
        {
            await TakeSecretAsync(context, state, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // A token of an earlier run saves signing in again.
            state.TakeStored(user == options.UserName && options.Token is { } stored ? new IOTileToken(stored, IOTileTokenScheme.Of(stored, options.TokenScheme)) : null);
        }

        return state.Current is { } token && !IsDue(token, state, context)
            ? token
            : await state.SignIn.GetAsync(() => RenewAsync(context, state), cancellationToken).ConfigureAwait(false);
    }

    // A provider may give another token at any time; what was renewed from the same text stays.
    private async ValueTask TakeSecretAsync(AuthenticationContext context, IOTileSessionState state, CancellationToken cancellationToken)
    {
        var secret = await context.Account.Credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);
        state.Take(secret, IOTileTokenScheme.Of(secret, options.TokenScheme));
    }

    // One at a time: renews the token where it can, and signs in otherwise.
    private async Task<IOTileToken> RenewAsync(AuthenticationContext context, IOTileSessionState state)
    {
        var token = state.Current;
        if (token is not null && !IsDue(token, state, context))
        {
            return token;
        }

        if (token is not null && await RefreshAsync(context, state, token).ConfigureAwait(false) is { } renewed)
        {
            return state.Current = renewed;
        }

        if (context.Account.Credential.UserName is not null)
        {
            return state.Current = await LoginAsync(context).ConfigureAwait(false);
        }

        return token is not null && token.ExpiresAt > Now(context) ? token : throw EnergyErrors.NoToken(
            IOTileSessionOperations.Refresh,
            state.IsSignedOut
                ? "the client was signed out with LogoutAsync, and has no password to sign in again. Trying again will not help. Sign in with a user name and password, or give "
                    + "another token."
                : "the token's life is over. Trying again will not help. Sign in with a user name and password, or give a new token.");
    }

    private static async Task<IOTileToken?> RefreshAsync(AuthenticationContext context, IOTileSessionState state, IOTileToken token)
    {
        if (token.ExpiresAt <= Now(context))
        {
            // The server renews only tokens that live.
            return null;
        }

        try
        {
            using var response = await context.OpenAsync(IOTileSessionOperations.RefreshRequest(token.Text), CancellationToken.None).ConfigureAwait(false);
            if (response.Status == HttpStatusCode.OK
                && await response.ReadJsonAsync(IOTileJsonContext.Default.IOTileTokenText, CancellationToken.None).ConfigureAwait(false) is { Token: { Length: > 0 } text })
            {
                state.RefreshFailedAt = null;
                return new IOTileToken(text, token.Scheme);
            }
        }
        catch (EnergyApiException)
        {
            // The token lives on; renewing it is tried again after a pause, and signing in goes its own way.
        }

        state.RefreshFailedAt = Now(context);
        return null;
    }

    private static async Task<IOTileToken> LoginAsync(AuthenticationContext context)
    {
        var user = context.Account.Credential.UserName!;
        var password = await context.Account.Credential.GetSecretAsync(CancellationToken.None).ConfigureAwait(false);
        using var response = await context.OpenAsync(IOTileSessionOperations.LoginRequest(user, password), CancellationToken.None).ConfigureAwait(false);
        if (response.Status == HttpStatusCode.OK)
        {
            var login = await response.ReadJsonAsync(IOTileJsonContext.Default.IOTileLogin, CancellationToken.None).ConfigureAwait(false);
            return (login.Jwt ?? login.Token) is { Length: > 0 } jwt
                ? new IOTileToken(jwt, IOTileTokenScheme.Jwt)
                : throw EnergyErrors.Payload(response.Call, $"{response.Call.Route} was answered without a token. Check the address: something else may have answered.");
        }

        var body = await response.ReadErrorBodyAsync(CancellationToken.None).ConfigureAwait(false);
        var error = response.ReadError(body.Span);
        throw EnergyErrors.SignIn(response, error with { CanRetry = null }, body.Span, error.Remedy ?? "Trying again will not help. Check the user name and the password.");
    }
}
