using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Energy.Clients.OpenCec;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>Sends a recorded request as it was through the client's pipeline, and reads the answer with the client's own readers.</summary>
internal static class OpenCecRaw
{
    public static Func<OpenCecClient, RecordedExchange, Task<JsonNode?>> OneAsync<T>(JsonTypeInfo<T> typeInfo)
        where T : class => async (client, exchange) =>
            JsonSerializer.SerializeToNode(await WireOf(client).SendAsync(Create(exchange), typeInfo, CancellationToken.None), typeInfo);

    public static Func<OpenCecClient, RecordedExchange, Task<JsonNode?>> ManyAsync<T>(JsonTypeInfo<T> typeInfo)
        where T : OpenCecRow => (client, exchange) =>
            OpenCecClientRoutes.Nodes(new Paged<T>(new OpenCecListSource<T>(WireOf(client), Create(exchange), typeInfo)), typeInfo);

    public static async Task<JsonNode?> SendAsync(OpenCecClient client, RecordedExchange exchange)
    {
        using EnergyResponse response = await WireOf(client).OpenAsync(Create(exchange), CancellationToken.None);
        await response.EnsureSuccessAsync(CancellationToken.None);
        if (exchange.Response.Status == (int)HttpStatusCode.TemporaryRedirect)
        {
            Assert.Equal(exchange.Response.Header("location")!.Replace("{base}", "", StringComparison.Ordinal), response.Info.Headers["x-followed"]);
        }

        return null;
    }

    private static EnergyTransport WireOf(OpenCecClient client) => ((RecordedClient)client).Wire;

    // The recorded headers go as they are, so the client adds no key of its own.
    private static EnergyRequest Create(RecordedExchange exchange)
    {
        RecordedRequest recorded = exchange.Request;
        var endpoint = new EnergyEndpoint("OpenCec.Recorded", new HttpMethod(recorded.Method), RecordedTap.Path) { IsAnonymous = true };
        if ((recorded.Body.Text ?? recorded.Body.Json?.GetRawText()) is not { } body)
        {
            return endpoint.At();
        }

        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (recorded.Header("content-type") is { } type)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        return endpoint.At().With(content);
    }
}
