using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Signing in and out and renewing, beside the Python client.</summary>
public sealed partial class SessionVectorTests
{
    [VectorTheory("iotile", "vectors/client-session.json"), VectorRows]
    public async Task ClientSession_Row_EndsInTheSameState(VectorCase row)
    {
        var replied = Replied(row);
        using var handler = new AnsweringHandler(request => request.RequestUri!.AbsolutePath.EndsWith("/user-info/", StringComparison.Ordinal) ? (200, "{}") : replied);
        var ours = await RunAsync(row, handler);
        var theirs = new JsonObject { ["tokenAfter"] = JsonText.ToNode(row["tokenAfter"]) };
        if (row.Find("raises") is not null)
        {
            theirs["raises"] = true;
        }
        else
        {
            theirs["returns"] = JsonText.ToNode(row["returns"]);
        }

        if (row.Find("request") is { } request)
        {
            theirs["request"] = Described(request);
        }

        VectorCheck.Verify(row, "client-session", Outcome.Value(ours), Outcome.Value(theirs));
    }

    // The row says only in words what was answered: a status where one is named, otherwise success or failure as it ended.
    private static (int Status, string Body) Replied(VectorCase row)
    {
        var words = row["case"].GetString()!;
        var status = Status().Match(words) is { Success: true } named ? int.Parse(named.Value, CultureInfo.InvariantCulture)
            : row.Find("returns") is { ValueKind: JsonValueKind.False } ? 400
            : 200;
        return Operation(row) switch
        {
            "login" => (status, Without(words, new JsonObject { ["username"] = "joe", ["jwt"] = "J1", ["token"] = "T1" }).ToJsonString()),
            "refresh" => (status, status == 200 ? """{"token": "NEW"}""" : """{"non_field_errors": ["Signature has expired."]}"""),
            "logout" => (status, ""),
            _ => (status, "{}"),
        };
    }

    private static JsonObject Without(string words, JsonObject reply)
    {
        if (Missing().Match(words) is { Success: true } missing)
        {
            reply.Remove(missing.Groups[1].Value);
        }

        return reply;
    }

    private static string Operation(VectorCase row) => row["case"].GetString()!.Split(' ')[0];

    private static async Task<JsonObject> RunAsync(VectorCase row, AnsweringHandler handler)
    {
        var isPermanent = row["tokenType"].ValueEquals("token");
        var result = new JsonObject();
        switch (Operation(row))
        {
            case "login":
                using (var client = new IOTileClient(
                    new IOTileClientOptions { BaseAddress = IOTileClients.Address, MaxRetries = 0, UserName = "joe@example.com", Password = "p" }, handler))
                {
                    IOTileLogin? login = null;
                    await NoteAsync(result, async () => (login = await client.Session.LoginAsync("joe@example.com", "p")) is not null, failed: false);
                    result["tokenAfter"] = isPermanent ? login?.Token : client.Session.CurrentToken?.Text;
                }

                break;
            case "logout":
                using (var client = IOTileClients.Create("OLD", isPermanent ? "token" : "jwt", handler))
                {
                    await NoteAsync(result, async () =>
                    {
                        await client.Session.LogoutAsync();
                        return null;
                    });
                    result["tokenAfter"] = client.Session.CurrentToken?.Text;
                }

                break;
            case "refresh":
                using (var client = IOTileClients.Create("OLD", isPermanent ? "token" : "jwt", handler))
                {
                    // The token is taken up by the first call.
                    await client.Session.GetTokenAsync();
                    await NoteAsync(result, async () => (await client.Session.RefreshAsync()).Text.Length > 0, failed: false);
                    result["tokenAfter"] = client.Session.CurrentToken?.Text;
                }

                break;
            default:
                using (var client = IOTileClients.Create(null, "", handler))
                {
                    await NoteAsync(result, async () => JsonText.ToNode((await client.Resource("org").GetAsync()).Json!.Value));
                    result["tokenAfter"] = client.Session.CurrentToken?.Text;
                }

                break;
        }

        if (row.Find("request") is not null)
        {
            result["request"] = handler.Requests[^1].DeepClone();
        }

        return result;
    }

    // The Python client returns false where ours throws an error of the server's.
    private static async Task NoteAsync(JsonObject result, Func<Task<JsonNode?>> call, JsonNode? failed = null)
    {
        try
        {
            result["returns"] = await call();
        }
        catch (EnergyResponseException) when (failed is not null)
        {
            result["returns"] = failed;
        }
        catch (Exception e) when (e is EnergyResponseException or InvalidOperationException)
        {
            result["raises"] = true;
        }
    }

    private static JsonObject Described(JsonElement request) => WireJson.Of(
        new RecordedRequest
        {
            Method = request.GetProperty("method").GetString()!,
            Target = new Uri(request.GetProperty("url").GetString()!).PathAndQuery,
            Headers = [.. request.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))],
            Body = request.GetProperty("body") is { ValueKind: JsonValueKind.String } body ? RecordedBody.Of(body.GetString()!) : RecordedBody.None,
        },
        ["authorization", "content-type"]);

    [GeneratedRegex("[0-9]{3}")]
    private static partial Regex Status();

    [GeneratedRegex("without ([a-z]+) in reply")]
    private static partial Regex Missing();
}
