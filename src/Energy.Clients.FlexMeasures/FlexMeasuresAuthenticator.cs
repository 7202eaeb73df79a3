using System.Net;

namespace Energy.Clients.FlexMeasures;

/// <summary>
/// Sends the token bare. Where the account has an e-mail address and a password, the token is the stored one, or is fetched before the first request; and it is fetched once more
/// after a 401; there is no refresh.
/// </summary>
internal sealed class FlexMeasuresAuthenticator(FlexMeasuresClientOptions options) : EnergyAuthenticator
{
    internal static readonly EnergyEndpoint SignIn = new EnergyPath("api/requestAuthToken").Post("FlexMeasures.SignIn") with
    {
        IsAnonymous = true,
        IsIdempotent = true,
        TakesInternalErrorAsFinal = true,
        AnswersSecrets = true,
    };

    private readonly string _header = options.TokenHeader;

    public override async ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken)
    {
        var credential = context.Account.Credential;
        var token = credential.UserName is null
            ? await credential.GetSecretAsync(cancellationToken).ConfigureAwait(false)
            : await GetTokenAsync(context, cancellationToken).ConfigureAwait(false);
        context.Request.Headers.Remove(_header);
        context.Request.Headers.TryAddWithoutValidation(_header, token);
    }

    public override async ValueTask<bool> RecoverAsync(AuthenticationContext context, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.Unauthorized
            || context.Account.Credential.UserName is null
            || !context.Request.Headers.TryGetValues(_header, out var sent))
        {
            return false;
        }

        Tokens(context.Account, context.TimeProvider).Forget(string.Join(",", sent));
        await GetTokenAsync(context, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The token of a client's account: the one that was given, the one in use, or else a new one.</summary>
    internal static async Task<string> GetTokenAsync(EnergyTransport<FlexMeasuresClientOptions> transport, CancellationToken cancellationToken)
    {
        var account = transport.Account ?? throw new InvalidOperationException("The client has no credential to sign in with. Set Email and Password, or Token.");
        return account.Credential.UserName is null
            ? await account.Credential.GetSecretAsync(cancellationToken).ConfigureAwait(false)
            : await GetTokenAsync(account, transport.TimeProvider, transport.Options, async (request, token) =>
                await transport.OpenAsync(request, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private static FlexMeasuresTokens Tokens(EnergyAccount account, TimeProvider time) => account.GetState(() => new FlexMeasuresTokens(time));

    private static async ValueTask<string> GetTokenAsync(
        EnergyAccount account, TimeProvider time, FlexMeasuresClientOptions options, Func<EnergyRequest, CancellationToken, Task<EnergyResponse>> openAsync,
        CancellationToken cancellationToken)
    {
        var tokens = Tokens(account, time);
        tokens.TakeStored(account.Credential.UserName == options.Email ? options.Token : null);
        return tokens.Current
            ?? await tokens.SignIn.GetAsync(async () => tokens.Current ??= await SignInAsync(account.Credential, openAsync).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
    }

    private ValueTask<string> GetTokenAsync(AuthenticationContext context, CancellationToken cancellationToken) =>
        GetTokenAsync(context.Account, context.TimeProvider, options, async (request, token) => await context.OpenAsync(request, token).ConfigureAwait(false), cancellationToken);

    private static async Task<string> SignInAsync(EnergyCredential credential, Func<EnergyRequest, CancellationToken, Task<EnergyResponse>> openAsync)
    {
        var password = await credential.GetSecretAsync(CancellationToken.None).ConfigureAwait(false);
        var request = SignIn.At().WithJson(json => json.Add("email", credential.UserName).Add("password", password));
        using var response = await openAsync(request, CancellationToken.None).ConfigureAwait(false);
        var body = await response.ReadErrorBodyAsync(CancellationToken.None).ConfigureAwait(false);

        // A server of 2021 answers 200 without a token when the password is missing, so only a token counts.
        if (response.IsSuccess && ReadToken(body) is { } token)
        {
            return token;
        }

        var error = response.ReadError(body.Span);
        throw EnergyErrors.SignIn(
            response,
            error with { Message = error.Message ?? (response.IsSuccess ? "without a token" : null), CanRetry = (int)response.Status >= 502 },
            body.Span,
            "Trying again will not help. Check Email and Password, or sign in on the server's site to see whether the account is active.");
    }

    private static string? ReadToken(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("auth_token"u8, out var token)
                && token.ValueKind == JsonValueKind.String
                && EnergyCredential.DescribeFault(token.GetString()) is null
                    ? token.GetString()
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or not text: no token, which the caller reports with the status.
            return null;
        }
    }
}
