using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Every path and method of the server's own OpenAPI document has an operation of the client, or a reason why not.</summary>
public sealed partial class FlexMeasuresOpenApiTests
{
    private const string File = "openapi_v3_0_structure.json";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    // Paths that stand in the document without a method are routes of the server that it does not describe.
    private static readonly Dictionary<string, string> NotOffered = new(StringComparer.Ordinal)
    {
        ["POST /api/requestAuthToken"] = "No call of its own: a client with Email and Password asks for a token when it needs one, and again when it has run out.",
        ["/api/v3_0/docs/{path}"] = "Pages for people to read (Swagger).",
        ["/api/dev/sensor/{id}"] = "Not described: the server's own pages use it, and the sensor operations give the same.",
        ["/api/dev/sensor/{id}/chart"] = "Not described: a drawing for the server's own pages.",
        ["/api/dev/sensor/{id}/chart_annotations"] = "Not described: a drawing for the server's own pages.",
        ["/api/dev/sensor/{id}/chart_data"] = "Not described: a drawing for the server's own pages; Data.GetAsync and Assets.GetChartDataAsync read the data.",
        ["/api/dev/asset/{id}"] = "Not described: the server's own pages use it, and the asset operations give the same.",
        ["/"] = "The home page.",
    };

    // What the emulator leaves out, in the words of docs/vendors/flexmeasures.md.
    private static readonly Dictionary<string, string> NotEmulated = new(StringComparer.Ordinal)
    {
        ["GET /api/v3_0/assets/{id}/chart"] = "A drawing for the server's own pages (Vega-Lite), which follows from its templates.",
        ["GET /api/v3_0/assets/{id}/chart_annotations"] = "Notes as those drawings want them.",
        ["GET /api/v3_0/assets/{id}/chart_data"] = "The same values as sensors/{id}/data, in the form of those drawings.",
        ["/api/v3_0/docs/{path}"] = "Pages for people to read (Swagger).",
        ["/api/dev/sensor/{id}"] = "Not described: for the server's own pages.",
        ["/api/dev/sensor/{id}/chart"] = "Not described: for the server's own pages.",
        ["/api/dev/sensor/{id}/chart_annotations"] = "Not described: for the server's own pages.",
        ["/api/dev/sensor/{id}/chart_data"] = "Not described: for the server's own pages.",
        ["/api/dev/asset/{id}"] = "Not described: for the server's own pages.",
        ["/"] = "The home page.",
    };

    [CorpusFact("flexmeasures", File)]
    public void Document_EveryPathAndMethod_HasAnOperationOrAReason()
    {
        (string Path, string? Method)[] entries = [.. Entries()];
        string[] unknown = [.. entries
            .Where(entry => !NotOffered.ContainsKey(Text(entry)) && !FlexMeasuresOperations.All.Any(operation =>
                operation.Template == entry.Path && (entry.Method is null || operation.Method == entry.Method)))
            .Select(Text)];

        Assert.True(entries.Length > 0, "the document names no path");
        Assert.True(unknown.Length == 0, $"neither an operation nor a reason: {string.Join(", ", unknown)}");
    }

    [CorpusFact("flexmeasures", File)]
    public async Task Document_EveryPathAndMethod_HasARouteOfTheEmulatorOrAReason()
    {
        await using EnergyEmulators today = await StartAsync(false);
        await using EnergyEmulators messages = await StartAsync(true);
        using var http = new HttpClient();
        var (absent, listedThoughThere) = (new List<string>(), new List<string>());
        foreach ((string path, string? method) in Entries())
        {
            EnergyEmulators server = path.StartsWith("/api/v2_0/", StringComparison.Ordinal) ? messages : today;

            // Of a path without a method one route is enough.
            string[] methods = method is null ? ["GET", "POST", "PATCH"] : [method];
            bool found = false;
            foreach (string asked in methods)
            {
                found |= await HasRouteAsync(http, server.FlexMeasures.BaseAddress, asked, path);
            }

            bool isListed = NotEmulated.ContainsKey(Text((path, method)));
            (found ? isListed ? listedThoughThere : [] : isListed ? [] : absent).Add(Text((path, method)));
        }

        Assert.True(absent.Count == 0, $"neither a route nor a reason: {string.Join(", ", absent)}");
        Assert.True(listedThoughThere.Count == 0, $"a reason, and yet a route: {string.Join(", ", listedThoughThere)}");
    }

    [CorpusFact("flexmeasures", File)]
    public void Document_EveryQueryParameter_IsOneThatTheClientSends()
    {
        var unknown = new List<string>();
        foreach (JsonProperty path in Corpus.Load("flexmeasures", File).GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty method in path.Value.EnumerateObject().Where(method => Methods.Contains(method.Name)))
            {
                if (FlexMeasuresOperations.All.FirstOrDefault(operation =>
                    operation.Template == path.Name && string.Equals(operation.Method, method.Name, StringComparison.OrdinalIgnoreCase)) is not { } known)
                {
                    continue; // The other test says so.
                }

                foreach (JsonElement parameter in JsonPath.Parse("parameters[*]").Select(method.Value).Where(parameter => parameter.GetProperty("in").ValueEquals("query")))
                {
                    string name = parameter.GetProperty("name").GetString()!;
                    if (!FlexMeasuresParameters.Of(known.Name).Contains(name))
                    {
                        unknown.Add($"{known.Name} {name}");
                    }
                }
            }
        }

        Assert.True(unknown.Count == 0, $"the client cannot say: {string.Join(", ", unknown)}");
    }

    [Fact]
    public void Table_EveryOperation_IsAMemberOfTheClientWithACall()
    {
        string[] absent = [.. FlexMeasuresOperations.All.Where(operation => !Exists(operation.Member)).Select(operation => operation.Member)];
        string[] silent = [.. FlexMeasuresOperations.All.Select(operation => operation.Name).Except(FlexMeasuresCalls.All.Operations)];

        Assert.True(absent.Length == 0, $"not there: {string.Join(", ", absent)}");
        Assert.True(silent.Length == 0, $"no call: {string.Join(", ", silent)}");
    }

    // Every path with every method; paths without one are routes that the document does not describe.
    private static IEnumerable<(string Path, string? Method)> Entries() => Corpus.Load("flexmeasures", File).GetProperty("paths").EnumerateObject().SelectMany(path =>
    {
        string[] methods = [.. path.Value.EnumerateObject().Select(method => method.Name).Where(Methods.Contains).Select(method => method.ToUpperInvariant())];
        return methods.Length == 0 ? [(path.Name, null)] : methods.Select(method => (path.Name, (string?)method));
    });

    private static string Text((string Path, string? Method) entry) => entry.Method is null ? entry.Path : $"{entry.Method} {entry.Path}";

    private static Task<EnergyEmulators> StartAsync(bool speaksMessages) => EnergyEmulators.StartAsync(options =>
    {
        options.Only(options.FlexMeasures);
        options.FlexMeasures.SpeaksMessages = speaksMessages;
    });

    // Without a credential a route is known by its refusal; what no route has is answered in the words of a server that knows no such path or method.
    private static async Task<bool> HasRouteAsync(HttpClient http, Uri server, string method, string path)
    {
        using var request =
            new HttpRequestMessage(new HttpMethod(method), new Uri(server, Ids().Replace(path, "1"))) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        using HttpResponseMessage response = await http.SendAsync(request);
        return response.StatusCode is not HttpStatusCode.MethodNotAllowed
            && !(await response.Content.ReadAsStringAsync()).Contains("The requested URL was not found", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Ids();

    private static bool Exists(string member) =>
        member.Split('.') is [var group, var method]
        && typeof(FlexMeasuresClient).GetProperty(group, BindingFlags.Public | BindingFlags.Instance) is { } property
        && property.PropertyType.GetMethods().Any(known => known.Name == method);
}
