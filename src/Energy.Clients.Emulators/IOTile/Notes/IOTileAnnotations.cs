using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Notes.</summary>
internal static class IOTileAnnotations
{
    /// <summary>The type of notes that somebody made.</summary>
    internal const string ByUser = "ui";

    /// <summary>The type of notes that the server makes of what was done; they stay with a device.</summary>
    internal const string BySystem = "si";

    private static readonly IOTileForm Attachment = new(
        IOTileField.Shown("id", "string"), IOTileField.Text("title", 100), IOTileField.Shown("url"), IOTileField.Shown("file_type"),
        IOTileField.Shown("created_on", "datetime", "Created_on"), IOTileField.Shown("created_by"));

    private static readonly IOTileForm Fields = new(
        IOTileField.Shown("id", "integer", "ID"),
        IOTileField.Text("target") with { Required = true },
        IOTileField.Of("timestamp", IOTileFieldKind.Time) with { Required = true },
        IOTileField.Text("note") with { Nullable = true, Blank = true },
        IOTileField.Shown("type", "choice"),
        IOTileField.Shown("user_info"),
        IOTileField.Shown("attachment", "nested object") with { Children = Attachment });

    private static readonly IOTileForm Uploading = new(IOTileField.Text("name") with { Required = true });

    private static readonly IOTileForm Uploaded = new(IOTileField.Text("name") with { Required = true }, IOTileField.Of("uuid", IOTileFieldKind.Uuid) with { Required = true });

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "note/", List);
        server.Map("POST", "note/", c =>
        {
            if (Fields.ReadMany(c) is not { } many)
            {
                return new IOTileReply(201, Create(c, Fields.Read(c)));
            }

            // All are looked at before any is stored.
            many.ForEach(values => CheckTarget(c, (string)values["target"]!));
            many.ForEach(values => Create(c, values));
            return new IOTileReply(201, many.Count == 0 ? null : new JsonObject { ["count"] = many.Count });
        });
        server.Describe("note/", "Api Stream Note List", "POST", Fields);
        server.Map("GET", "note/{id}/", c =>
            Note(c) is var note && c.May(OrgOf(c.State, (string)note["target"]!), "can_read_notes") ? new IOTileReply(200, Shown(c, note)) : throw IOTileRefusal.Forbidden());
        server.Map("PUT", "note/{id}/", c => Change(c, partial: false));
        server.Map("PATCH", "note/{id}/", c => Change(c, partial: true));
        server.Map("DELETE", "note/{id}/", c => c.State.Notes.Remove(Note(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("note/{id}/", "Api Stream Note Instance", "PUT", Fields);
        server.Map("POST", "note/{id}/uploadurl/", c => Uploading.Read(c) is not null && Note(c) is not null
            ? new IOTileReply(202, new JsonObject { ["url"] = "https://storage.invalid/", ["fields"] = new JsonObject(), ["uuid"] = c.State.NewGuid() })
            : throw IOTileRefusal.NotFound());
        server.Map("POST", "note/{id}/uploadsuccess/", c => Uploaded.Read(c) is var values && Note(c) is not null
            ? new IOTileReply(202, new JsonObject { ["name"] = values["name"]!.DeepClone(), ["uuid"] = values["uuid"]!.DeepClone() })
            : throw IOTileRefusal.NotFound());
    }

    internal static JsonObject AddNote(IOTileCall c, string target, Instant at, string? text, string type = ByUser, string? user = null)
    {
        var note = new JsonObject
        {
            ["id"] = c.State.NextNoteId++,
            ["target"] = target,
            ["timestamp"] = IOTileTimes.Full(at),
            ["note"] = text,
            ["type"] = type,
            ["user"] = user ?? c.User.Username,
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

    private static IOTileReply List(IOTileCall c)
    {
        var filters = new IOTileFilters(c);
        var (target, start, end, last) = (filters.Required("target"), filters.Time("start"), filters.Time("end"), filters.LastN());
        var (first, final) = (filters.Number("id_min", "id"), filters.Number("id_max", "id"));
        filters.Check();
        var rows = c.State.Notes.Where(n => (string)n["target"]! == target && (long)n["id"]! is var id && !(id < first) && !(id > final)
            && IOTileTimes.Strict((string)n["timestamp"]!) is var at && !(at < start) && !(at >= end)).OrderBy(n => IOTileTimes.Strict((string)n["timestamp"]!));
        return c.Page((last is { } number ? IOTileFilters.Newest(rows, number) : rows).Select(n => Shown(c, n)), 1000, 10_000);
    }

    private static JsonObject Note(IOTileCall c)
    {
        if (!long.TryParse(c.Route("id"), out var id))
        {
            throw IOTileRefusal.List("Note ID must be a integer");
        }

        var note = c.State.Notes.Find(n => (long)n["id"]! == id) ?? throw IOTileRefusal.NotFound();
        return c.Belongs(OrgOf(c.State, (string)note["target"]!)) ? note : throw IOTileRefusal.Forbidden();
    }

    // The server fails on a target that it does not know.
    private static void CheckTarget(IOTileCall c, string target)
    {
        if (!(c.State.Device(target) is { } device ? IOTileDevices.IsOpen(c, device) : c.Belongs(OrgOf(c.State, target) ?? throw new IOTileRefusal(IOTileReply.Failed()))))
        {
            throw IOTileRefusal.Forbidden();
        }
    }

    private static JsonObject Create(IOTileCall c, JsonObject values)
    {
        CheckTarget(c, (string)values["target"]!);
        return Shown(c, AddNote(c, (string)values["target"]!, IOTileTimes.Strict((string)values["timestamp"]!)!.Value, (string?)values["note"]));
    }

    private static IOTileReply Change(IOTileCall c, bool partial)
    {
        var note = Note(c);
        IOTileOrganizations.Merge(note, Fields.Read(c, partial), "target", "timestamp", "note");
        return new IOTileReply(200, Shown(c, note));
    }

    private static JsonObject Shown(IOTileCall c, JsonObject note)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in note)
        {
            if (name == "user")
            {
                var user = c.State.Users.Single(u => u.Username == (string)value!);
                copy["user_info"] =
                    new JsonObject
                    {
                        ["username"] = "@" + user.Username,
                        ["slug"] = user.Username,
                        ["tiny_avatar"] = IOTileWorldLoader.Avatar(user.Email, 28, 80)["tiny"]!.DeepClone()
                    };
            }
            else
            {
                copy[name] = value?.DeepClone();
            }
        }

        return copy;
    }
}
