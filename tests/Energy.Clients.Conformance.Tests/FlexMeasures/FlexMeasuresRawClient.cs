using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>A client that also sends requests past its types, and reads what comes as every operation does.</summary>
public sealed class FlexMeasuresRawClient : FlexMeasuresClient
{
    private readonly FaultyToken _token;

    private FlexMeasuresRawClient(EnergyTransport<FlexMeasuresClientOptions> transport, FaultyToken token)
        : base(transport) => _token = token;

    /// <summary>Makes one.</summary>
    public static FlexMeasuresRawClient Create(FlexMeasuresClientOptions options, HttpMessageHandler handler)
    {
        var token = new FaultyToken(handler);
        return new FlexMeasuresRawClient(EnergyTransport.Create(FlexMeasuresVendor.Instance, options, token), token);
    }

    /// <summary>Sends a recorded request as it stands.</summary>
    public async Task<JsonNode?> SendAsync(RecordedExchange exchange, HttpContent? content)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        string? token = exchange.Request.Header("authorization");
        bool isFaulty = EnergyCredential.DescribeFault(token) is not null;
        _token.Text = isFaulty ? token : null;

        // Without a credential in the recording none is asked for, not even by signing in.
        var endpoint = new EnergyEndpoint("FlexMeasures.Raw", new HttpMethod(exchange.Request.Method), new EnergyPath("raw")) { IsAnonymous = token is null || isFaulty };
        var request = new EnergyRequest(endpoint, exchange.Request.Target.TrimStart('/')) { Content = content };
        if (FlexMeasuresOperations.IsPolled(exchange))
        {
            var result = await Transport.AskAsync(request, FlexMeasuresJsonContext.Default.DictionaryStringJsonElement, CancellationToken.None);
            return FlexMeasuresAnswers.Of(result, _ => null);
        }

        await Transport.SendAsync(request, CancellationToken.None);
        return null;
    }

    // A token that no header can carry can be no credential.
    private sealed class FaultyToken(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public string? Text { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Text is { } text)
            {
                request.Headers.TryAddWithoutValidation("Authorization", text);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
