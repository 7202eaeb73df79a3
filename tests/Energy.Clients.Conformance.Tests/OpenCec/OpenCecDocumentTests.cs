using System.Text.Json;
using Energy.Clients.Emulators;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>Every path and method of the server's own document has an operation and a route.</summary>
public sealed class OpenCecDocumentTests
{
    [CorpusFact("opencec", "openapi.json")]
    public async Task OpenApi_EveryPathAndMethod_MapsToAnOperationAndAnEmulatorRoute()
    {
        await using EnergyEmulators emulators = await EnergyEmulators.StartAsync(options => options.Only(options.OpenCec));
        using var http = new HttpClient();
        var unmapped = new List<string>();
        foreach (JsonProperty path in Corpus.Load("opencec", "openapi.json").GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty method in path.Value.EnumerateObject())
            {
                string verb = method.Name.ToUpperInvariant();
                string target = path.Name.Replace("{id}", "987654", StringComparison.Ordinal);
                if (OpenCecOperations.Find(verb, target) is not { } operation || !OpenCecClientRoutes.Operations.Contains(operation))
                {
                    unmapped.Add($"{verb} {path.Name} has no operation of the client");
                }

                using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(emulators.OpenCec.BaseAddress, target));
                using HttpResponseMessage response = await http.SendAsync(request);
                string body = await response.Content.ReadAsStringAsync();

                // Without a key a served route says 401; what is not served says 404 or 405.
                if ((int)response.StatusCode != 401)
                {
                    unmapped.Add($"{verb} {path.Name} has no route of the emulator: {(int)response.StatusCode} {body}");
                }
            }
        }

        Assert.Empty(unmapped);
    }
}
