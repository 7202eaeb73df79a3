using System.Net;
using System.Text.Json;

namespace Energy.Clients.FlexMeasures;

/// <summary>Sends the token bare. Where the account has an e-mail address and a password, the token is fetched before the first request and once more after a 401; there is no refresh.</summary>
internal sealed class FlexMeasuresAuthenticator : EnergyAuthenticator
{
    private static readonly EnergyPath Tokens = new("api/requestAuthToken");

    internal static readonly EnergyEndpoint SignIn = Tokens.Post("FlexMeasures.SignIn") with { IsAnonymous = true };

    private readonly Uri _address;
    private readonly string _header;

    public FlexMeasuresAuthenticator(Uri baseAddress, string header)
    {
        var root = baseAddress.AbsolutePath.EndsWith('/') ? baseAddress : new Uri(baseAddress.AbsoluteUri + "/");
        _address = new Uri(root, Tokens.Expand());
        _header = header;
    }

    public override async ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken)
    {
        var credential = context.Account.Credential;
        var token = credential.UserName is null
            ? await credential.GetSecretAsync(cancellationToken).ConfigureAwait(false)
            : await GetTokenAsync(context, null, cancellationToken).ConfigureAwait(false);
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

        await GetTokenAsync(context, string.Join(",", sent), cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Whoever comes second finds the token that the first one fetched.
    private async ValueTask<string> GetTokenAsync(AuthenticationContext context, string? refused, CancellationToken cancellationToken)
    {
        var tokens = context.Account.GetState(static () => new FlexMeasuresTokens());
        if (tokens.Current is { } current && current != refused)
        {
            return current;
        }

        await tokens.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (tokens.Current is { } fetched && fetched != refused)
            {
                return fetched;
            }

            tokens.Current = null;
            return tokens.Current = await SignInAsync(context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            tokens.Gate.Release();
        }
    }

    private async Task<string> SignInAsync(AuthenticationContext context, CancellationToken cancellationToken)
    {
        var credential = context.Account.Credential;
        var password = await credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = JsonBody.OfMembers(json => json.Add("email", credential.UserName).Add("password", password)),
        };
        using var response = await context.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);

        // A server of 2021 answers 200 without a token when the password is missing, so only a token counts.
        if (response.IsSuccessStatusCode && ReadToken(body) is { } token)
        {
            return token;
        }

        var error = FlexMeasuresVendor.Instance.Errors.Read(response.StatusCode, body, response.Content.Headers.ContentType?.MediaType);
        var canRetry = response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 502;
        var remedy = canRetry
            ? "Trying again later may help."
            : "Trying again will not help. Check Email and Password, or sign in on the server's site to see whether the account is active.";
        throw EnergyErrors.SignIn(
            SignIn,
            response,
            error with { CanRetry = canRetry },
            $"was answered {(int)response.StatusCode} {response.StatusCode}{(error.Message is null ? "" : $" ({error.Message})")}, without a token. {remedy}",
            password);
    }

    private static string? ReadToken(byte[] body)
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
        catch (JsonException)
        {
            // Not JSON: no token, which the caller reports with the status.
            return null;
        }
    }
}
