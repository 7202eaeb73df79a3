using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Notes and locations.</summary>
internal static class IOTileAnnotations
{
    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "note/", c => Target(c) is var target ? c.Page(Window(c, c.State.Notes.Where(n => (string)n["target"]! == target)).Select(n => Shown(c, n)), 1000, 10_000) : throw IOTileRefusal.NotFound());
        server.Map("POST", "note/", c => c.Body is JsonArray many
            ? new IOTileReply(201, new JsonObject { ["count"] = many.Select(m => Create(c, m!.AsObject())).ToList().Count })
            : new IOTileReply(201, Create(c, c.Object)));
        server.Map("GET", "note/{id}/", c => new IOTileReply(200, Shown(c, Note(c))));
        server.Map("DELETE", "note/{id}/", c => c.State.Notes.Remove(Note(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Map("POST", "note/{id}/uploadurl/", c => Note(c) is not null ? new IOTileReply(202, new JsonObject { ["url"] = "https://storage.invalid/", ["fields"] = new JsonObject(), ["uuid"] = c.State.NewGuid() }) : throw IOTileRefusal.NotFound());
        server.Map("POST", "note/{id}/uploadsuccess/", c => Note(c) is not null ? new IOTileReply(202, new JsonObject { ["name"] = c.Required("name"), ["uuid"] = c.Required("uuid") }) : throw IOTileRefusal.NotFound());
        server.Map("GET", "location/", c => Target(c) is var target ? c.Page(Window(c, c.State.Locations.Where(l => (string)l["target"]! == target && c.May(OrgOf(c.State, target), "can_read_device_locations"))), 1000, 10_000) : throw IOTileRefusal.NotFound());
        server.Map("POST", "location/", c => c.Body is JsonArray many
            ? many.Select(m => Locate(c, m!.AsObject())).ToList() is var all ? new IOTileReply(201, new JsonObject { ["count"] = all.Count, ["last"] = all[^1] }) : throw IOTileRefusal.NotFound()
            : new IOTileReply(201, Locate(c, c.Object)));
    }

    internal static JsonObject AddNote(IOTileCall c, string target, Instant at, string text)
    {
        var note = new JsonObject
        {
            ["id"] = c.State.NextNoteId++,
            ["target"] = target,
            ["timestamp"] = IOTileTimes.Full(at),
            ["note"] = text,
            ["type"] = "ui",
            ["user"] = c.User.Username,
            ["attachment"] = null,
        };
        c.State.Notes.Add(note);
        return note;
    }

    internal static string? OrgOf(IOTileEmulatorState state, string target) => target[0] switch
    {
        'd' => state.Device(target)?.Org,
        's' => (string?)state.Stream(target)?["org"],
        'b' => (string?)state.Blocks.Find(b => (string)b["slug"]! == target)?["org"],
        'p' => (string?)state.ProjectByText(target)?["org"],
        _ => null,
    };

    private static string Target(IOTileCall c) => c.Query("target") ?? throw IOTileRefusal.Field("target", "This field is required.");

    private static IEnumerable<JsonObject> Window(IOTileCall c, IEnumerable<JsonObject> rows)
    {
        var start = IOTileTimes.Filter(c.Query("start"), "start", c.Zone);
        var end = IOTileTimes.Filter(c.Query("end"), "end", c.Zone);
        var found = rows.Where(r => IOTileTimes.Strict((string)r["timestamp"]!) is var at && !(at < start) && !(at >= end)).OrderBy(r => IOTileTimes.Strict((string)r["timestamp"]!)).ToList();
        return int.TryParse(c.Query("lastn"), out var last) && last > 0 ? found.TakeLast(last) : found;
    }

    private static JsonObject Note(IOTileCall c)
    {
        var note = c.State.Notes.Find(n => n["id"]!.ToString() == c.Route("id")) ?? throw IOTileRefusal.NotFound();
        return c.IsMember(OrgOf(c.State, (string)note["target"]!)) ? note : throw IOTileRefusal.Forbidden();
    }

    private static JsonObject Create(IOTileCall c, JsonObject body)
    {
        string Need(string name) => (string?)body[name] ?? throw IOTileRefusal.Field(name, "This field is required.");
        var target = Need("target");
        if (OrgOf(c.State, target) is not { } org || !c.IsMember(org))
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        return Shown(c, AddNote(c, target, IOTileTimes.Strict(Need("timestamp")) ?? throw IOTileRefusal.Field("timestamp", "Datetime has wrong format."), (string?)body["note"] ?? ""));
    }

    private static JsonObject Shown(IOTileCall c, JsonObject note)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in note)
        {
            if (name == "user")
            {
                var user = c.State.Users.Single(u => u.Username == (string)value!);
                copy["user_info"] = new JsonObject { ["username"] = "@" + user.Username, ["slug"] = user.Username, ["tiny_avatar"] = IOTileWorldLoader.Avatar(user.Email, 28, 80)["tiny"]!.DeepClone() };
            }
            else
            {
                copy[name] = value?.DeepClone();
            }
        }

        return copy;
    }

    private static JsonObject Locate(IOTileCall c, JsonObject body)
    {
        string Need(string name) => body[name]?.ToString() ?? throw IOTileRefusal.Field(name, "This field is required.");
        var target = Need("target");
        var location = new JsonObject
        {
            ["id"] = c.State.Locations.Count + 1,
            ["timestamp"] = Need("timestamp"),
            ["target"] = target,
            ["lat"] = Need("lat"),
            ["lon"] = Need("lon"),
            ["user"] = c.User.Username,
        };
        c.State.Locations.Add(location);
        if (c.State.Device(target) is { } device)
        {
            device.Json["lat"] = Need("lat");
            device.Json["lon"] = Need("lon");
        }

        return location.DeepClone().AsObject();
    }
}
