using System.Net;
using System.Text.Json;

namespace Energy.Clients.Conformance.Tests;

/// <summary>The smallest thing that a route table can drive.</summary>
public sealed class ToyClient(HttpMessageHandler handler, string key)
{
    public async Task<JsonElement> GetAsync(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return await SendAsync($"/things/{Uri.EscapeDataString(id)}");
    }

    public async Task<JsonElement> SendAsync(string target)
    {
        using var http = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://toy.example" + target));
        request.Headers.TryAddWithoutValidation("x-key", key);
        using HttpResponseMessage response = await http.SendAsync(request, CancellationToken.None);
        JsonElement body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return response.StatusCode == HttpStatusCode.OK ? body : throw new ToyException((int)response.StatusCode, body);
    }
}
