using System.Reflection;
using System.Text.Json;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Every path and method of the server's own OpenAPI document has an operation of the client, or a reason why not.</summary>
public sealed class FlexMeasuresOpenApiTests
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

    [CorpusFact("flexmeasures")]
    public void Document_EveryPathAndMethod_HasAnOperationOrAReason()
    {
        var unknown = new List<string>();
        int count = 0;
        foreach (JsonProperty path in Corpus.Load("flexmeasures", File).GetProperty("paths").EnumerateObject())
        {
            string[] methods = [.. path.Value.EnumerateObject().Select(method => method.Name).Where(Methods.Contains).Select(method => method.ToUpperInvariant())];
            string[] entries = methods.Length == 0 ? [path.Name] : [.. methods.Select(method => $"{method} {path.Name}")];
            count += entries.Length;
            unknown.AddRange(entries.Where(entry => !NotOffered.ContainsKey(entry) && !FlexMeasuresOperations.All.Any(operation =>
                operation.Template == path.Name && (methods.Length == 0 || entry.StartsWith(operation.Method + " ", StringComparison.Ordinal)))));
        }

        Assert.True(count > 0, "the document names no path");
        Assert.True(unknown.Count == 0, $"neither an operation nor a reason: {string.Join(", ", unknown)}");
    }

    [CorpusFact("flexmeasures")]
    public void Document_EveryQueryParameter_IsOneThatTheClientSends()
    {
        var unknown = new List<string>();
        foreach (JsonProperty path in Corpus.Load("flexmeasures", File).GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty method in path.Value.EnumerateObject().Where(method => Methods.Contains(method.Name)))
            {
                if (FlexMeasuresOperations.All.FirstOrDefault(operation => operation.Template == path.Name && string.Equals(operation.Method, method.Name, StringComparison.OrdinalIgnoreCase)) is not { } known)
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

    private static bool Exists(string member) =>
        member.Split('.') is [var group, var method]
        && typeof(FlexMeasuresClient).GetProperty(group, BindingFlags.Public | BindingFlags.Instance) is { } property
        && property.PropertyType.GetMethods().Any(known => known.Name == method);
}
