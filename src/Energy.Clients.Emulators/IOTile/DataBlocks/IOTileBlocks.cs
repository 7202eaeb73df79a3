using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Data blocks.</summary>
internal static class IOTileBlocks
{
    private static readonly IOTileField[] Changeable = [IOTileField.Text("title", 100) with { Required = true }, IOTileField.Text("description") with { Blank = true }];

    private static readonly IOTileForm Changes = new(Changeable);

    private static readonly IOTileForm Fields = new(
    [
        IOTileField.Shown("id", "integer", "ID"),
        IOTileField.Shown("slug", "slug"),
        .. Changeable,
        IOTileField.Slug("device", static (c, slug) => c.State.Device(slug) is not null) with { Required = true },
        IOTileField.Shown("block", "integer"),
        IOTileField.Shown("org"),
        IOTileField.Shown("sg"),
        IOTileField.Shown("created_on", "datetime", "Created_on"),
        IOTileField.Shown("created_by"),
        IOTileField.Shown("pid"),
        IOTileField.Of("on_complete", IOTileFieldKind.Any),
    ]);

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "datablock/", List);
        server.Map("POST", "datablock/", Archive);
        server.Describe("datablock/", "Api Data Block List", "POST", Fields);
        server.Map("GET", "datablock/{slug}/", c => new IOTileReply(200, c.Shown(Block(c))));
        server.Map("PUT", "datablock/{slug}/", c => Change(c, partial: false));
        server.Map("PATCH", "datablock/{slug}/", c => Change(c, partial: true));
        server.Map("DELETE", "datablock/{slug}/", c =>
            !c.User.Staff ? throw IOTileOrganizations.Restricted(403) : c.State.Blocks.Remove(Block(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("datablock/{slug}/", "Api Data Block Instance", "PUT", Changes);
        server.Map("GET", "datablock/{slug}/extra/", c =>
        {
            var json = IOTileOrganizations.Merge([], Block(c), "id", "slug", "title", "description", "created_on");
            json["stream_counts"] = IOTileDevices.Counts(c.State, r => r.Device == (string)Block(c)["slug"]!);
            return new IOTileReply(200, json);
        });
        IOTileMasks.Map(server, "datablock", static c => Block(c) is var block ? ((string)block["slug"]!, (string?)block["org"]) : default);
        server.Map("POST", "pid/", static c =>
        {
            // This path reads its body itself; of a process that is over it knows nothing.
            c.Body = IOTileBodies.Json(c);
            return new IOTileReply(202, !c.Object.TryGetPropertyValue("pid", out var pid) ? new JsonObject()
                : pid is null ? new JsonObject { ["pid"] = null }
                : new JsonObject { ["pid"] = pid.DeepClone(), ["info"] = new JsonObject { ["error"] = "Not found" } });
        });
        server.Describe("pid/", "Api Action Pid");
    }

    internal static JsonObject Block(IOTileCall c)
    {
        var block = c.State.Blocks.Find(b => (string)b["slug"]! == c.Route("slug")) ?? throw IOTileRefusal.NotFound();
        return c.May((string)block["org"]!, "can_access_datablock") ? block : throw IOTileRefusal.Forbidden();
    }

    private static IOTileReply List(IOTileCall c)
    {
        var device = c.Filter("device");
        if (device is not null && c.State.Device(device) is null)
        {
            throw IOTileRefusal.NotFound();
        }

        var org = IOTileOrganizations.KnownOrg(c);
        if (c.Filter("q") is not null && org is null)
        {
            throw IOTileRefusal.List("Org argument (org=) is needed for search");
        }

        return c.Page(
            c.State.Blocks.Where(b => ((c.User.Staff && c.Filter("staff") is not null) || (c.Role((string)b["org"]!) is { } role && IOTileRoles.Has(role, "can_access_datablock")))
            && (org is null || (string)b["org"]! == org)
            && (c.Filter("q") is not { } q || ((string)b["title"]!).Contains(q, StringComparison.OrdinalIgnoreCase))
            && (device is null || ((string)b["slug"]!)[8..] == device[8..])).OrderBy(b => ((string)b["slug"]!)[8..], StringComparer.Ordinal).ThenBy(b => (int)b["block"]!));
    }

    private static IOTileReply Change(IOTileCall c, bool partial)
    {
        var block = Block(c);
        IOTileOrganizations.Merge(block, Changes.Read(c, partial), "title", "description");
        return new IOTileReply(200, IOTileOrganizations.Merge([], block, "title", "description", "slug", "block", "org", "sg"));
    }

    private static IOTileReply Archive(IOTileCall c)
    {
        var values = Fields.Read(c);
        var device = c.State.Device((string)values["device"]!)!;
        if (!IOTileDevices.IsOpen(c, device) || !c.May(device.Org ?? throw new IOTileRefusal(IOTileReply.Failed()), "can_create_datablock"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var title = (string)values["title"]!;
        var number = c.State.Blocks.Count(b => ((string)b["slug"]!)[8..] == device.Slug[8..]) + 1;
        var slug = $"b--{number:x4}-{device.Slug[8..]}";
        var block = new JsonObject
        {
            ["id"] = c.State.NextBlockId++,
            ["slug"] = slug,
            ["title"] = title,
            ["description"] = (string?)values["description"] ?? "",
            ["block"] = number,
            ["org"] = device.Org,
            ["sg"] = null,
            ["created_on"] = IOTileTimes.Full(c.Now),
            ["created_by"] = c.User.Username,
            ["pid"] = "pid:000000",
        };
        c.State.Blocks.Add(block);
        var answer = block.DeepClone();

        // What the real server queues is done at once: the streams and data move, the device starts empty.
        block["pid"] = "";
        block["sg"] = device.Json["sg"]?.DeepClone();
        foreach (var stream in c.State.Streams.Where(s => (string?)s["device"] == device.Slug && s["block"] is null).ToList())
        {
            var moved = stream.DeepClone().AsObject();
            var lid = ((string)stream["slug"]!).Split("--")[3];
            (moved["id"], moved["project_id"], moved["project"], moved["block"]) = (c.State.NewGuid(), null, "p--0000-0000", slug);
            (moved["variable"], moved["slug"], moved["created_on"]) = ("v--0000-0000--" + lid, $"s--0000-0000--{slug[3..]}--{lid}", IOTileTimes.Full(c.Now));
            c.State.Streams.Add(moved);
            foreach (var row in c.State.Data.Concat(c.State.Events).Where(r => r.Stream == (string)stream["slug"]!))
            {
                (row.Stream, row.Project, row.Device) = ((string)moved["slug"]!, "", slug);
            }

            Retarget(c.State.Notes, (string)stream["slug"]!, (string)moved["slug"]!);
        }

        IOTileMasks.Move(c.State, device.Slug, slug);
        device.HasHistory = false;
        Retarget(c.State.Properties.Where(p => !(bool)p["is_system"]!), device.Slug, slug);
        Retarget(c.State.Notes.Where(n => (string)n["type"]! == IOTileAnnotations.ByUser), device.Slug, slug);
        Retarget(c.State.Locations, device.Slug, slug);
        IOTileAnnotations.AddNote(c, device.Slug, c.Now, $"Device data was archived. Datablock ID: {slug}", IOTileAnnotations.BySystem);
        return new IOTileReply(201, answer);
    }

    private static void Retarget(IEnumerable<JsonObject> objects, string from, string to)
    {
        foreach (var json in objects.Where(o => (string)o["target"]! == from))
        {
            json["target"] = to;
        }
    }
}
