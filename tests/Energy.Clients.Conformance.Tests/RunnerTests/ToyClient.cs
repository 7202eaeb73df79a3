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

    /// <summary>Asks and looks at nothing of the answer, as no client should.</summary>
    public async Task TryAsync(string id)
    {
        try
        {
            await GetAsync(id);
        }
        catch (ToyException)
        {
            return;
        }
    }

    public async Task<JsonElement> SendAsync(string target)
    {
        using var http = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://toy.example" + target));
        request.Headers.TryAddWithoutValidation("x-key", key);
        using HttpResponseMessage response = await http.SendAsync(request, CancellationToken.None);
        string text = await response.Content.ReadAsStringAsync();
        JsonElement body = text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        return response.StatusCode == HttpStatusCode.OK ? body : throw new ToyException((int)response.StatusCode, body);
    }
}
