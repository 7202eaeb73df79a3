using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>How each operation is called through the typed client, and how what it returns is written back.</summary>
public sealed class FlexMeasuresCalls
{
    private readonly Dictionary<string, Func<FlexMeasuresClient, FlexMeasuresCall, Task<JsonNode?>>> _calls = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static FlexMeasuresCalls All { get; } = Create();

    /// <summary>The operations that have a call.</summary>
    public IEnumerable<string> Operations => _calls.Keys;

    /// <summary>Adds an operation.</summary>
    public FlexMeasuresCalls Add(string operation, Func<FlexMeasuresClient, FlexMeasuresCall, Task<JsonNode?>> call)
    {
        _calls.Add(operation, call);
        return this;
    }

    /// <summary>
    /// Makes the recorded request through the typed client. A request that the types cannot say, or that the client refuses, ends in an
    /// <see cref="ArgumentException"/> before anything is sent.
    /// </summary>
    public async Task<JsonNode?> RunAsync(string operation, FlexMeasuresClient client, RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(exchange);
        RefuseFaultyToken(exchange);
        try
        {
            return await _calls[operation](client, new FlexMeasuresCall(exchange));
        }
        catch (Exception exception) when (exception is FormatException or OptionsValidationException)
        {
            throw new ArgumentException(exception.Message, exception);
        }
    }

    /// <summary>Whether the typed client refuses to make the recorded request.</summary>
    public bool Refuses(string operation, RecordedExchange exchange)
    {
        using var handler = new FlexMeasuresUnasked();
        using FlexMeasuresClient client = FlexMeasuresRoutes.Create(exchange, handler);
        try
        {
            RunAsync(operation, client, exchange).GetAwaiter().GetResult();
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (EnergyTransportException)
        {
            // It went as far as the network.
        }

        return false;
    }

    /// <summary>Sends the recorded request as it stands, past the types, and reads the error as every operation does.</summary>
    public static Task<JsonNode?> SendAsync(FlexMeasuresClient client, RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return ((FlexMeasuresRawClient)client).SendAsync(exchange, Content(exchange.Request));
    }

    private static FlexMeasuresCalls Create()
    {
        var calls = new FlexMeasuresCalls();
        FlexMeasuresV3Calls.AddTo(calls);
        FlexMeasuresDataCalls.AddTo(calls);
        FlexMeasuresMessageCalls.AddTo(calls);
        return calls
            .Add(FlexMeasuresOperations.Nothing, (_, call) =>
                throw new ArgumentException($"No operation of the client asks for {call.Exchange.Request.Method} {call.Exchange.Request.Path}."))
            .Add(FlexMeasuresOperations.SignIn, async (client, call) =>
            {
                _ = FlexMeasuresArguments.Required(call.Body.Text("email"), "email");
                _ = FlexMeasuresArguments.Required(call.Body.Text("password"), "password");
                await call.Done(token => client.Sources.GetAsync(null, token));
                return null;
            });
    }

    // A token that no header can carry is refused with the options.
    private static void RefuseFaultyToken(RecordedExchange exchange)
    {
        if (exchange.Request.Header("authorization") is { } token && EnergyCredential.DescribeFault(token) is not null)
        {
            using var handler = new FlexMeasuresUnasked();
            var refusal = Assert.Throws<OptionsValidationException>(() => FlexMeasuresClients.Create(handler, token));
            throw new ArgumentException(refusal.Message, refusal);
        }
    }

    private static HttpContent? Content(RecordedRequest request)
    {
        if (request.Body.Parts is { } parts)
        {
            var form = new MultipartFormDataContent();
            foreach (RecordedPart part in parts)
            {
                var content = new ByteArrayContent(part.Content.ToArray());
                if (part.ContentType is { } type)
                {
                    content.Headers.TryAddWithoutValidation("Content-Type", type);
                }

                if (part.FileName is { } file)
                {
                    form.Add(content, part.Name, file);
                }
                else
                {
                    form.Add(content, part.Name);
                }
            }

            return form;
        }

        if ((request.Body.Json is { } json ? json.GetRawText() : request.Body.Text) is not { } text)
        {
            return null;
        }

        var body = new StringContent(text);
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", request.Header("content-type"));
        return body;
    }
}
