using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>
/// Signs in with a user name and password, or uses the token given; renews a JWT before its end, one call at a time while the others wait; and signs in
/// again when a token has ended and a password is known.
/// </summary>
internal sealed class IOTileAuthenticator(IOTileClientOptions options) : EnergyAuthenticator
{
    private static readonly Duration RefreshPause = Duration.FromMinutes(5);

    private readonly Uri _root = new(options.BaseAddress!.AbsoluteUri.TrimEnd('/') + "/");

    public override async ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var state = context.Account.GetState(static () => new IOTileSessionState());
        var token = state.Current;
        if (token is null || context.Account.Credential.UserName is null || IsDue(token, state, context))
        {
            token = await FetchAsync(context, state, cancellationToken).ConfigureAwait(false);
        }

        context.Request.Headers.Remove("Authorization");
        context.Request.Headers.TryAddWithoutValidation("Authorization", token.Scheme.Name + " " + token.Text);
    }

    public override async ValueTask<bool> RecoverAsync(AuthenticationContext context, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(response);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return false;
        }

        var state = context.Account.GetState(static () => new IOTileSessionState());
        var used = context.Request.Headers.TryGetValues("Authorization", out var values) ? values.First() : "";
        await state.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (state.Current is { } current && current.Scheme.Name + " " + current.Text != used)
            {
                // Another call has got a new token meanwhile.
                return true;
            }

            if (context.Account.Credential.UserName is null)
            {
                // A provider may know a newer token; a fixed text does not.
                var secret = await context.Account.Credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);
                var token = new IOTileToken(secret, IOTileTokenScheme.Of(secret, options.TokenScheme));
                if (secret == state.Spent || token.Scheme.Name + " " + token.Text == used)
                {
                    return false;
                }

                state.Current = token;
                return true;
            }

            state.TookStored = true;
            state.Current = await LoginAsync(context, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            state.Gate.Release();
        }
    }

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
        await state.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var hasPassword = context.Account.Credential.UserName is not null;
            if (!hasPassword)
            {
                await TakeSecretAsync(context, state, cancellationToken).ConfigureAwait(false);
            }
            else if (state.Current is null && !state.TookStored && options.Token is { } stored && context.Account.Credential.UserName == options.UserName)
            {
                // A token of an earlier run saves signing in again.
                state.Current = new IOTileToken(stored, IOTileTokenScheme.Of(stored, options.TokenScheme));
            }

            state.TookStored = true;

            var token = state.Current;
            if (token is not null && !IsDue(token, state, context))
            {
                return token;
            }

            if (token is not null && await RefreshAsync(context, state, token, cancellationToken).ConfigureAwait(false) is { } renewed)
            {
                return state.Current = renewed;
            }

            if (hasPassword)
            {
                return state.Current = await LoginAsync(context, cancellationToken).ConfigureAwait(false);
            }

            return token is not null && token.ExpiresAt > Now(context) ? token : throw EnergyErrors.SignIn(
                IOTileSessionOperations.Refresh, null, VendorError.Silent, "was not sent: the token's life is over. Trying again will not help. Sign in with a user name and password, or give a new token.");
        }
        finally
        {
            state.Gate.Release();
        }
    }

    // A provider may give another token at any time; what was renewed from the same text stays.
    private async ValueTask TakeSecretAsync(AuthenticationContext context, IOTileSessionState state, CancellationToken cancellationToken)
    {
        var secret = await context.Account.Credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);
        if (secret == state.Spent)
        {
            return;
        }

        if (state.Current is null || state.Origin != secret)
        {
            state.Current = new IOTileToken(secret, IOTileTokenScheme.Of(secret, options.TokenScheme));
            state.Origin = secret;
            state.Spent = null;
        }
    }

    private async ValueTask<IOTileToken?> RefreshAsync(AuthenticationContext context, IOTileSessionState state, IOTileToken token, CancellationToken cancellationToken)
    {
        if (token.ExpiresAt <= Now(context))
        {
            // The server renews only tokens that live.
            return null;
        }

        using var message = Message(IOTileSessionOperations.RefreshRequest(token.Text));
        using var response = await context.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK
            && await ReadAsync(response, IOTileJsonContext.Default.IOTileTokenText, cancellationToken).ConfigureAwait(false) is { Token: { Length: > 0 } text })
        {
            state.RefreshFailedAt = null;
            return new IOTileToken(text, token.Scheme);
        }

        state.RefreshFailedAt = Now(context);
        return null;
    }

    private async ValueTask<IOTileToken> LoginAsync(AuthenticationContext context, CancellationToken cancellationToken)
    {
        var user = context.Account.Credential.UserName!;
        var password = await context.Account.Credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);
        var request = IOTileSessionOperations.LoginRequest(user, password);
        using var message = Message(request);
        using var response = await context.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK
            && await ReadAsync(response, IOTileJsonContext.Default.IOTileLogin, cancellationToken).ConfigureAwait(false) is { } login
            && (login.Jwt ?? login.Token) is { Length: > 0 } jwt)
        {
            return new IOTileToken(jwt, IOTileTokenScheme.Jwt);
        }

        var content = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var error = IOTileVendor.Instance.Errors.Read(response.StatusCode, content, response.Content.Headers.ContentType?.MediaType);
        error = error with { CanRetry = (int)response.StatusCode >= 500 };
        var remedy = error.CanRetry == true ? "Trying again later may help." : error.Remedy ?? "Trying again will not help. Check the user name and the password.";
        throw EnergyErrors.SignIn(
            request.Endpoint, response, error, $"was answered {(int)response.StatusCode}{(error.Message is { } text ? $" ({text})" : "")}. {remedy}", password);
    }

    private HttpRequestMessage Message(EnergyRequest request) => new(request.Endpoint.Method, new Uri(_root, request.Target)) { Content = request.Content };

    private static async ValueTask<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, typeInfo);
        }
        catch (JsonException)
        {
            // Something in between answered; the caller reports what came.
            return null;
        }
    }
}
