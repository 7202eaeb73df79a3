using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>An emulator in a fresh process, asked once.</summary>
internal static class SundayaServer
{
    public static Task<EnergyEmulators> StartAsync(string version, TimeProvider clock) => EnergyEmulators.StartAsync(o =>
    {
        o.Only(o.Sundaya);
        o.TimeProvider = clock;
        o.Sundaya.Version = VersionOf(version);
        o.Sundaya.Numbers = SundayaNumbers.Random;
    });

    public static SundayaServerVersion VersionOf(string version) => version.StartsWith("0.5", StringComparison.Ordinal) ? SundayaServerVersion.V05 : SundayaServerVersion.V06;

    public static async Task<(int Status, string? ContentType, JsonElement? Body)> GetAsync(Uri server, string path, string? accept)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var http = new HttpClient(handler);
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.GetLeftPart(UriPartial.Authority) + RequestTarget.Escape(path), options));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using HttpResponseMessage response = await http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        string? type = response.Content.Headers.ContentType?.ToString();
        return ((int)response.StatusCode, type, text.StartsWith('[') ? JsonText.ToElement(JsonNode.Parse(text)) : null);
    }
}
