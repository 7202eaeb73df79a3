using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>
/// Signing in and out and renewing, beside the Python client. A row says what was sent, what came of it and which token is held afterwards; what the server must have answered
/// follows from that: the token held after a success is the one it gave, and after a failure it may have answered anything but a success, so each such answer has to end the same
/// way.
/// </summary>
public sealed class SessionVectorTests
{
    private const string Login = "auth/login/";
    private const string Logout = "auth/logout/";
    private const string Refresh = "auth/api-jwt-refresh/";
    private const string Root = "/api/v1/";

    // Where a row has no request, any will do.
    private const string SomeUser = "someone@example.com";
    private const string SomePassword = "a password";

    [VectorTheory("iotile", "vectors/client-session.json"), VectorRows]
    public async Task ClientSession_Row_EndsInTheSameState(VectorCase row)
    {
        var path = PathOf(row);
        JsonObject? first = null;
        foreach (var reply in Replies(row, path))
        {
            using var handler = new AnsweringHandler(request => request.RequestUri!.AbsolutePath.EndsWith("/user-info/", StringComparison.Ordinal) ? (200, "{}") : reply);
            var ours = await RunAsync(row, path, handler);
            first ??= ours;
            Assert.True(JsonNode.DeepEquals(first, ours), $"answered {reply.Status}: {ours.ToJsonString()}, otherwise {first.ToJsonString()}");
        }

        VectorCheck.Verify(row, "client-session", Outcome.Value(first), Outcome.Value(Theirs(row)));
    }

    private static JsonObject Theirs(VectorCase row)
    {
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

        return theirs;
    }

    // Without a request the call was refused before it was made, which is what renewing a permanent token is, or its answer could not be read, which is what a sign-in's can be.
    private static string PathOf(VectorCase row) => row.Find("request") is { } request
        ? new Uri(request.GetProperty("url").GetString()!).PathAndQuery[Root.Length..]
        : IsPermanent(row) ? Refresh : Login;

    private static IEnumerable<(int Status, string Body)> Replies(VectorCase row, string path)
    {
        var token = row["tokenAfter"].GetString();
        return path switch
        {
            Login when Failed(row) => [(201, SignedIn(row, "new", named: true)), .. Errors],
            Login => [(200, SignedIn(row, token, named: row.Find("raises") is null))],
            Refresh when Failed(row) || row.Find("raises") is not null => Errors,
            Refresh => [(200, new JsonObject { ["token"] = token }.ToJsonString())],
            Logout => token is null ? [(204, "")] : Errors,
            _ => [(200, row["returns"].GetRawText())],
        };
    }

    private static IEnumerable<(int Status, string Body)> Errors =>
        [(400, """{"non_field_errors": ["It cannot be done."]}"""), (401, "\"It cannot be done.\""), (403, """{"detail": "It cannot be done."}"""), (500, "")];

    private static bool Failed(VectorCase row) => row.Find("returns") is { ValueKind: JsonValueKind.False };

    private static bool IsPermanent(VectorCase row) => row["tokenType"].ValueEquals("token");

    // The answer holds both kinds of token, unless none of the kind in question was held afterwards; only that kind counts.
    private static string SignedIn(VectorCase row, string? token, bool named)
    {
        var kind = row["tokenType"].GetString()!;
        var reply = new JsonObject { ["jwt"] = "another jwt", ["token"] = "another token" };
        reply.Remove(kind);
        if (token is not null)
        {
            reply[kind] = token;
        }

        if (named)
        {
            reply["username"] = "someone";
        }

        return reply.ToJsonString();
    }

    private static async Task<JsonObject> RunAsync(VectorCase row, string path, AnsweringHandler handler)
    {
        var result = new JsonObject();
        using var client = NewClient(row, path, handler);
        switch (path)
        {
            case Login:
                var (user, password) = Credential(row);
                IOTileLogin? login = null;
                await NoteAsync(result, async () => (login = await client.Session.LoginAsync(user, password)) is not null, failed: false);
                result["tokenAfter"] = IsPermanent(row) ? login?.Token : client.Session.CurrentToken?.Text;
                break;
            case Logout:
                await NoteAsync(result, async () =>
                {
                    await client.Session.LogoutAsync();
                    return null;
                });
                result["tokenAfter"] = client.Session.CurrentToken?.Text;
                break;
            case Refresh:
                // The token is taken up by the first call.
                await client.Session.GetTokenAsync();
                await NoteAsync(result, async () => (await client.Session.RefreshAsync()).Text.Length > 0, failed: false);
                result["tokenAfter"] = client.Session.CurrentToken?.Text;
                break;
            default:
                await NoteAsync(result, async () => JsonText.ToNode((await client.Resource(path).GetAsync()).Json!.Value));
                result["tokenAfter"] = client.Session.CurrentToken?.Text;
                break;
        }

        if (row.Find("request") is not null)
        {
            result["request"] = handler.Requests[^1].DeepClone();
        }

        return result;
    }

    private static IOTileClient NewClient(VectorCase row, string path, AnsweringHandler handler)
    {
        if (path == Login)
        {
            var (user, password) = Credential(row);
            return new IOTileClient(new IOTileClientOptions { BaseAddress = IOTileClients.Address, MaxRetries = 0, UserName = user, Password = password }, handler);
        }

        var held = HeldBefore(row, path);
        return IOTileClients.Create(held, held is null ? "" : row["tokenType"].GetString()!, handler);
    }

    // What was sent, or what was held on to.
    private static string? HeldBefore(VectorCase row, string path) => path switch
    {
        Refresh => row.Find("request") is { } request ? Body(request).GetProperty("token").GetString() : row["tokenAfter"].GetString(),
        Logout => row["request"].GetProperty("headers").GetProperty("Authorization").GetString()!.Split(' ')[1],
        _ => null,
    };

    private static (string User, string Password) Credential(VectorCase row) => row.Find("request") is { } request
        ? (Body(request).GetProperty("email").GetString()!, Body(request).GetProperty("password").GetString()!)
        : (SomeUser, SomePassword);

    private static JsonElement Body(JsonElement request) => JsonElement.Parse(request.GetProperty("body").GetString()!);

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
}
