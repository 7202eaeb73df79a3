using System.Text.Json.Nodes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Properties, notes, locations, and whatever has no operation of its own.</summary>
public static partial class IOTileRoutes
{
    private const string SomeDevice = "d--0000-0000-0000-0001";

    private static IOTileRoute[] Annotations() =>
    [
        new("properties.list", "GET", "/api/v1/property/", (client, asked) =>
            IOTileJson.PageAsync(client.Properties.ListAsync(asked.Filter("target", "pdb", SomeDevice), ListQuery(asked)))),
        new("properties.create", "POST", "/api/v1/property/", (client, asked) => IOTileJson.OfAsync(client.Properties.CreateAsync(
            asked.Body.Target("target", "pdb", SomeDevice), asked.Body.Required("name"), PropertyValue(asked)))),
        new("properties.get", "GET", "/api/v1/property/{id}/", (client, asked) => IOTileJson.OfAsync(client.Properties.GetAsync(asked.PathNumber("id")))),
        new("properties.update", "PATCH", "/api/v1/property/{id}/", (client, asked) =>
            IOTileJson.OfAsync(client.Properties.UpdateAsync(asked.PathNumber("id"), PropertyValue(asked)))),
        new("properties.delete", "DELETE", "/api/v1/property/{id}/", (client, asked) => IOTileJson.OfAsync(client.Properties.DeleteAsync(asked.PathNumber("id")))),
        new("notes.list", "GET", "/api/v1/note/", (client, asked) =>
            IOTileJson.PageAsync(client.Notes.ListAsync(asked.Filter("target", "pdbvstga", SomeDevice), TargetQuery(asked)))),
        new("notes.create-many", "POST", "/api/v1/note/", (client, asked) => IOTileJson.OfAsync(client.Notes.CreateManyAsync(Many(asked, NewNote))), HasArray),
        new("notes.create", "POST", "/api/v1/note/", (client, asked) => IOTileJson.OfAsync(client.Notes.CreateAsync(NewNote(asked.Body))), HasNoArray),
        new("notes.get", "GET", "/api/v1/note/{id}/", (client, asked) => IOTileJson.OfAsync(client.Notes.GetAsync(asked.PathNumber("id")))),
        new("notes.delete", "DELETE", "/api/v1/note/{id}/", (client, asked) => IOTileJson.OfAsync(client.Notes.DeleteAsync(asked.PathNumber("id")))),
        new("notes.upload-address", "POST", "/api/v1/note/{id}/uploadurl/", (client, asked) =>
            IOTileJson.OfAsync(client.Notes.GetUploadAddressAsync(asked.PathNumber("id"), asked.Body.Required("name")))),
        new("notes.complete-upload", "POST", "/api/v1/note/{id}/uploadsuccess/", (client, asked) =>
            IOTileJson.OfAsync(client.Notes.CompleteUploadAsync(asked.PathNumber("id"), asked.Body.Required("name"), asked.Body.Required("uuid")))),
        new("locations.list", "GET", "/api/v1/location/", (client, asked) =>
            IOTileJson.PageAsync(client.Locations.ListAsync(asked.Filter("target", "pdbvstga", SomeDevice), TargetQuery(asked)))),
        new("locations.create-many", "POST", "/api/v1/location/", (client, asked) =>
            IOTileJson.OfAsync(client.Locations.CreateManyAsync(OfOneTarget(asked, Many(asked, NewLocation)))), HasArray),
        new("locations.create", "POST", "/api/v1/location/", (client, asked) => IOTileJson.OfAsync(client.Locations.CreateAsync(NewLocation(asked.Body))), HasNoArray),
    ];

    private static IOTileRoute[] Others() =>
    [
        new(Generic, "*", "/api/v1/{*path}", AskResourceAsync),
    ];

    private static IOTileTargetQuery TargetQuery(IOTileAsked asked) => new()
    {
        PageSize = PageSize(asked),
        FirstPage = FirstPage(asked),
        AsStaff = asked.Flag("staff"),
        Range = asked.Range(),
        LastN = asked.Number("lastn", 1),
    };

    private static IOTileNewNote NewNote(IOTileAskedBody body) => new()
    {
        Target = body.Target("target", null, SomeDevice),
        Timestamp = body.RequiredTime("timestamp"),
        Text = body.RequiredText("note"),
    };

    private static IOTileNewLocation NewLocation(IOTileAskedBody body) => new()
    {
        Target = body.Target("target", null, SomeDevice),
        Timestamp = body.RequiredTime("timestamp"),
        Lat = body.RequiredDegrees("lat"),
        Lon = body.RequiredDegrees("lon"),
    };

    // The server takes locations of one target at a time.
    private static IOTileNewLocation[] OfOneTarget(IOTileAsked asked, IOTileNewLocation[] locations) => asked.Checked(
        locations, locations.Select(location => location.Target).Distinct().Count() <= 1, [.. locations.Select(location => location with { Target = SomeDevice })]);

    private static async Task<JsonNode?> AskResourceAsync(IOTileClient client, IOTileAsked asked)
    {
        var request = asked.Exchange.Request;
        var path = asked.PathText("path");
        string[] segments = [.. asked.Checked(path, path.Length > 0, "any/").Trim('/').Split('/')];
        if (path != string.Join('/', segments) + "/")
        {
            // The client makes no path with a part that is empty.
            asked.Differs();
        }

        var resource = client.Resource(segments[0]);
        foreach (var segment in segments[1..])
        {
            resource = resource[segment];
        }

        var query = new IOTileQuery();
        foreach (var (name, value) in request.Query)
        {
            asked.Text(name);
            query.Add(name, value);
        }

        // An empty object is sent as no body at all.
        var json = request.Body.Json is { } body ? JsonText.ToNode(body) : null;
        asked.TakesForm(
            (request.Body.IsNone || (json is not (null or JsonObject { Count: 0 }) && request.Method is "POST" or "PUT" or "PATCH"))
            && request.Method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE");
        var answer = request.Method switch
        {
            "POST" => await resource.PostAsync(json, query),
            "PUT" => await resource.PutAsync(json, query),
            "PATCH" => await resource.PatchAsync(json, query),
            "DELETE" => await resource.DeleteAsync(query),
            _ => await resource.GetAsync(query),
        };
        return answer.Json is { } read ? IOTileJson.Envelope(JsonText.ToNode(read)) : answer.Bytes.IsEmpty ? null : JsonValue.Create(answer.Text);
    }
}
