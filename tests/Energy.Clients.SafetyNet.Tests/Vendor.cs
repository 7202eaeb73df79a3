using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>A vendor: how its client is made, and what its server says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Client">The type of its client.</param>
/// <param name="Make">Makes a client.</param>
/// <param name="Successes">Bodies of success; an operation is answered with the first that it can read.</param>
/// <param name="Errors">Bodies of errors by status, in the form of the vendor.</param>
internal sealed record Vendor(string Name, Type Client, Func<HttpMessageHandler, TimeProvider, ILoggerFactory?, EnergyClient> Make, IReadOnlyList<string> Successes,
    IReadOnlyDictionary<int, string> Errors)
{
    private const string CecRow =
        """
        {"id":7,"name":"a","description":"b","value":"abJnggxhB/yWI","created_at":"2026-01-01T00:00:00","updated_at":"2026-01-01T00:00:00","entity_type_id":7,"manufacturer":"a","model":"b",
        "status":"active","listing_id":7,"device_class_id":7,"attribute_name":"a","attribute_type":"number","attribute_value":"1","expiry":"2027-01-01","certification_date":"2026-01-01",
        "certifying_body":"a","test_profiles":["a"]}
        """;

    private static readonly Uri Address = new("https://vendor.example.test/base/");

    public static IReadOnlyList<Vendor> All { get; } =
    [
        new("Stem", typeof(StemClient), static (h, t, l) =>
            new StemClient(new StemClientOptions { BaseAddress = Address, ApiKey = "secret-key" }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            [
                """
                {"clients":[{"id":"clientId ä&1","name":"nameContains ä&1","link":"/c"}],"sites":[{"id":"siteId ä&1","name":"nameContains ä&1","link":"/s"}],
                "total":1,"page":"1","id":"a","name":"b","stream_types":[]}
                """,
            ],
            new Dictionary<int, string>
            {
                [400] = """{"error":"No results found"}""",
                [401] = """{"error":"unauthorized"}""",
                [403] = """{"error":"forbidden"}""",
                [404] = """{"error":"not found"}""",
                [409] = """{"error":"conflict"}""",
                [429] = """{"error":"slow down"}""",
                [500] = "Internal Server Error",
            }),
        new("Sundaya", typeof(SundayaClient), static (h, t, l) =>
            new SundayaClient(new SundayaClientOptions { BaseAddress = Address, ApiKey = "secret-key" }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            [
                "{}",
                """{"statements":[],"verbosity":[],"appenders":[],"release":[],"operational":[],"experiment":[],"permission":[],"supported":[],"current":"1"}""",
                """[{"status":"200","message":"OK","details":[{"message":"queued","description":"datasets: 1 | topic: pub.tel_mppt"}]}]""",
                "[]",
            ],
            new Dictionary<int, string>
            {
                [400] = Sundaya(400, "Bad Request", "The client specified an invalid argument.", "invalid parameter: 'energy'. "),
                [401] = Sundaya(401, "Unauthorized", "The key is not valid.", "x-api-key"),
                [403] = Sundaya(403, "Forbidden", "The key may not do this.", "x-api-key"),
                [404] = Sundaya(404, "Not Found", "There is no such resource.", "path"),
                [409] = Sundaya(409, "Conflict", "The resource has changed.", "path"),
                [429] = Sundaya(429, "Too Many Requests", "Slow down.", "quota"),
                [500] = Sundaya(500, "Internal Server Error", "collections is not defined", "ReferenceError: collections is not defined\n    at /app/server.js:1:1"),
            }),
        new("FlexMeasures", typeof(FlexMeasuresClient), static (h, t, l) =>
            new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = Address, Token = "secret-token" },
                new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            [
                """
                {"id":7,"name":"a","unit":"kW","timezone":"UTC","event_resolution":"PT15M","generic_asset_id":7,"data":[],"num-records":0,"filtered-records":0,"schedule":"job-1",
                "status":"PROCESSED","values":[1.5,2,2.5,3],"start":"2026-01-01T00:00:00+00:00","duration":"PT1H","message":"ok"}
                """,
                """{"connections":"ea1.2021-02.io.flexmeasures.company:30:73","values":[1.5,2,2.5,3],"start":"2026-01-01T00:00:00+00:00","duration":"PT1H","unit":"MW"}""",
                "{}",
                "[]",
            ],
            new Dictionary<int, string>
            {
                [400] = """{"result":"Rejected","status":"INVALID_UNIT","message":"Data must be provided in MW."}""",
                [401] = """{"message":"You could not be properly authenticated for this content or functionality.","status":"UNAUTHORIZED"}""",
                [403] = """{"message":"You cannot be authorized for this content or functionality.","status":"FORBIDDEN"}""",
                [404] = """{"message":"Not found.","status":404}""",
                [409] = """{"results":"Rejected","status":"INVALID_REPLACEMENT","message":"Replacing is not allowed."}""",
                [422] = """{"message":{"json":{"name":["Missing data for required field."]}},"result":"Rejected","status":"UNPROCESSABLE_ENTITY"}""",
                [429] = """{"message":"Too many requests.","status":429}""",
                [500] = """{"message":"'NoneType' object has no attribute 'id'","status":500}""",
            }),
        new("OpenCec", typeof(OpenCecClient), static (h, t, l) =>
            new OpenCecClient(new OpenCecClientOptions { BaseAddress = Address, ApiKey = "k3y-8chr" }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            [CecRow, "[" + CecRow + "]", "{}", "[]"],
            new Dictionary<int, string>
            {
                [400] = """{"detail":"(psycopg.errors.UniqueViolation) duplicate key value violates unique constraint \"listings_key\"\nDETAIL:  Key (manufacturer, model)=(a, """
                    + """b) already exists."}""",
                [401] = """{"detail":"Invalid API key"}""",
                [403] = """{"detail":"Not authenticated"}""",
                [404] = """{"detail":"Listing not found"}""",
                [409] = """{"detail":"Conflict"}""",
                [422] = """{"detail":[{"type":"missing","loc":["body","name"],"msg":"Field required","input":{}}]}""",
                [429] = """{"detail":"Too many requests"}""",
                [500] = "Internal Server Error",
            }),
        new("IOTile", typeof(IOTileClient), static (h, t, l) =>
            new IOTileClient(new IOTileClientOptions { BaseAddress = Address, Token = "secret-token" }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            [
                """{"count":0,"next":null,"previous":null,"results":[]}""",
                """{"count":1}""",
                "[]",
                "{}",
                """{"id":"00000000-0000-0000-0000-000000000007","url":"https://storage.example/a"}""",
            ],
            new Dictionary<int, string>
            {
                [400] = """{"name":["This field is required."],"non_field_errors":["Bad."]}""",
                [401] = """{"detail":"Authentication credentials were not provided."}""",
                [403] = """{"detail":"You do not have permission to perform this action."}""",
                [404] = """{"detail":"Not found."}""",
                [409] = """{"error":"Conflict"}""",
                [429] = """{"detail":"Request was throttled. Expected available in 1 second."}""",
                [500] = "<h1>Server Error (500)</h1>",
            }),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static v => v.Name)];

    public IReadOnlyList<Operation> Operations => field ??= Operation.Of(Client);

    public static Vendor Of(string name) => All.Single(v => v.Name == name);

    public override string ToString() => Name;

    private static string Sundaya(int status, string message, string detail, string description) =>
        $$"""[{"status":{{status}},"message":"{{message}}","details":[{"message":"{{detail}}","description":"{{description}}"}]}]""";
}
