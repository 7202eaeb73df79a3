using Energy.Clients.IOTile;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Makes IOTile clients over a handler: each request is made once, with the credential as it was recorded.</summary>
public static class IOTileClients
{
    /// <summary>The address that the recorder wrote into links.</summary>
    public static readonly Uri Address = new("https://iotile.cloud");

    // Stands for the spaces of a placeholder such as "<jwt of joe>" on its way through the client, which refuses blanks in a token.
    private const char Blank = '~';

    /// <summary>A client that sends the recorded credential; without any when it cannot be said, see <see cref="CanSay"/>.</summary>
    public static IOTileClient Create(RecordedExchange exchange, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var options = new IOTileClientOptions { BaseAddress = Address, MaxRetries = 0 };
        if (exchange.Request.Header("authorization") is { } header && CanSay(header))
        {
            (options.TokenScheme, options.Token) = Split(header);
        }

        return new IOTileClient(options, new PlaceholderHandler(handler));
    }

    /// <summary>A client with a token.</summary>
    public static IOTileClient Create(string? token, string scheme, HttpMessageHandler handler) =>
        new(new IOTileClientOptions { BaseAddress = Address, MaxRetries = 0, Token = token, TokenScheme = scheme }, handler);

    /// <summary>Whether a client can be made that sends this header. A scheme that the server ignores, or a token that is empty or has a space, is refused.</summary>
    public static bool CanSay(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var (scheme, token) = Split(header);
        try
        {
            using var handler = new HttpClientHandler();
            using var client = Create(token, scheme, handler);
            return true;
        }
        catch (OptionsValidationException)
        {
            return false;
        }
    }

    private static (string Scheme, string Token) Split(string header)
    {
        var halves = header.Split(' ', 2);
        var token = halves.Length == 2 ? halves[1] : "";
        return (halves[0], token is ['<', .., '>'] ? token.Replace(' ', Blank) : token);
    }

    private sealed class PlaceholderHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = request.Headers.Authorization is null && !request.Headers.Contains("Authorization") ? null : request.Headers.NonValidated["Authorization"].ToString();
            Set(request, sent?.Replace(Blank, ' '));
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                // The client compares what it sent with what it has.
                Set(request, sent);
            }
        }

        private static void Set(HttpRequestMessage request, string? header)
        {
            request.Headers.Remove("Authorization");
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", header);
            }
        }
    }
}
