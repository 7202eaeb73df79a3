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
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    // The recorded headers go as they are, so the client adds no key of its own.
    private static readonly EnergyCall Call = new("OpenCec.Recorded", "recorded request") { IsAnonymous = true };

    public static Func<OpenCecClient, RecordedExchange, Task<JsonNode?>> OneAsync<T>(JsonTypeInfo<T> typeInfo)
        where T : class => async (client, exchange) =>
        {
            using HttpRequestMessage request = Create(client, exchange);
            return JsonSerializer.SerializeToNode(await client.Connection.Transport.SendForJsonAsync(Call, request, typeInfo, CancellationToken.None), typeInfo);
        };

    public static Func<OpenCecClient, RecordedExchange, Task<JsonNode?>> ManyAsync<T>(JsonTypeInfo<T> typeInfo)
        where T : class => async (client, exchange) =>
        {
            using HttpRequestMessage request = Create(client, exchange);
            using EnergyResponse response = await client.Connection.Transport.SendAsync(Call, request, CancellationToken.None);
            await response.EnsureSuccessAsync(CancellationToken.None);
            await using var page = new OpenCecListPage<T>(client.Connection.Transport, response, await response.OpenBodyAsync(CancellationToken.None), typeInfo, null);
            var nodes = new JsonArray();
            while (await page.ReadAsync(CancellationToken.None))
            {
                foreach (T item in page.Items.Take(page.Count))
                {
                    nodes.Add(JsonSerializer.SerializeToNode(item, typeInfo));
                }
            }

            return nodes;
        };

    public static async Task<JsonNode?> SendAsync(OpenCecClient client, RecordedExchange exchange)
    {
        using HttpRequestMessage request = Create(client, exchange);
        using EnergyResponse response = await client.Connection.Transport.SendAsync(Call, request, CancellationToken.None);
        await response.EnsureSuccessAsync(CancellationToken.None);
        if (exchange.Response.Status == (int)HttpStatusCode.TemporaryRedirect)
        {
            Assert.Equal(exchange.Response.Header("location")!.Replace("{base}", "", StringComparison.Ordinal), response.Info.Headers["x-followed"]);
        }

        return null;
    }

    private static HttpRequestMessage Create(OpenCecClient client, RecordedExchange exchange)
    {
        RecordedRequest recorded = exchange.Request;
        var request = new HttpRequestMessage(new HttpMethod(recorded.Method), new Uri(client.BaseAddress.GetLeftPart(UriPartial.Authority) + recorded.Target, AsWritten));
        if ((recorded.Body.Text ?? recorded.Body.Json?.GetRawText()) is { } body)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (recorded.Header("content-type") is { } type)
            {
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            }
        }

        foreach ((string name, string value) in recorded.Headers)
        {
            if (!name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}
