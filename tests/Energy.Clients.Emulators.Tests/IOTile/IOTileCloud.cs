using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests;

/// <summary>
/// An IOTile emulator with a small state of its own: lea owns an organisation, tom is its member and uma its operator, zoe owns another one, root is staff. Device a01 is claimed,
/// b01 is not and was made by lea.
/// </summary>
internal sealed class IOTileCloud : IAsyncDisposable
{
    public const string Project = "aaaaaaaa-0000-4000-8000-000000000001";
    public const string Device = "d--0000-0000-0000-0a01";
    public const string Unclaimed = "d--0000-0000-0000-0b01";
    public const string Stream = "s--0000-0001--0000-0000-0000-0a01--5001";

    private const string World = """
        {
          "users": [
            {"username": "lea", "email": "lea@example.org", "password": "lea-secret"},
            {"username": "tom", "email": "tom@example.org", "password": "tom-secret"},
            {"username": "uma", "email": "uma@example.org", "password": "uma-secret"},
            {"username": "zoe", "email": "zoe@example.org", "password": "zoe-secret"},
            {"username": "root", "email": "root@example.org", "password": "root-secret", "staff": true}
          ],
          "orgs": [
            {"slug": "solar-coop", "name": "Solar Coop", "createdBy": "lea", "members": {"lea": "a0", "tom": "m1", "uma": "r1"}},
            {"slug": "wind-coop", "name": "Wind Coop", "createdBy": "zoe", "members": {"zoe": "a0"}}
          ],
          "projects": [
            {"id": "aaaaaaaa-0000-4000-8000-000000000001", "slug": "p--0000-0001", "name": "Roof", "org": "solar-coop"},
            {"id": "aaaaaaaa-0000-4000-8000-000000000002", "slug": "p--0000-0002", "name": "Hill", "org": "wind-coop"}
          ],
          "deviceTemplate": "meter-v1-0-0",
          "devices": [
            {"slug": "d--0000-0000-0000-0a01", "label": "Inverter", "project": "p--0000-0001", "sensorGraph": "roof-v1-2-0", "reportEngine": 2},
            {"slug": "d--0000-0000-0000-0b01", "label": "Spare", "sensorGraph": "roof-v1-2-0", "createdBy": "lea"}
          ],
          "streamsPerClaimedDevice": [{"lid": "5001", "name": "Yield"}],
          "data": [{"stream": "s--0000-0001--0000-0000-0000-0a01--5001", "first": "2024-01-01T00:00:00Z", "stepSeconds": 900, "firstStreamerLocalId": 1, "intValues": [4, 5, 6]}]
        }
        """;

    private readonly EnergyEmulators _emulators;

    private IOTileCloud(EnergyEmulators emulators, ManualTimeProvider clock)
    {
        _emulators = emulators;
        Clock = clock;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(emulators.IOTile.BaseAddress, "api/v1/") };
    }

    public IOTileEmulator Server => _emulators.IOTile;

    public ManualTimeProvider Clock { get; }

    public HttpClient Http { get; }

    public static async Task<IOTileCloud> StartAsync()
    {
        var clock = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 0, 0));
        var emulators = await EnergyEmulators.StartAsync(o =>
        {
            o.Only(o.IOTile);
            o.TimeProvider = clock;
            o.IOTile.SimulatedWorld = false;
        });
        using var world = JsonDocument.Parse(World);
        emulators.IOTile.State.LoadWorld(world.RootElement);
        return new IOTileCloud(emulators, clock);
    }

    /// <summary>Asks as a user (nobody when empty), with a JSON body when there is one.</summary>
    public async Task<(int Status, string Body, HttpResponseMessage Response)> AskAsync(string who, string method, string path, string? body = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (who.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "jwt " + Server.IssueToken(who));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public static bool AreEqual(string expected, string actual) => JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _emulators.DisposeAsync();
    }
}
