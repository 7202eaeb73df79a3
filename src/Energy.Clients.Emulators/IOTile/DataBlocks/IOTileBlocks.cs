using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Data blocks and fleets.</summary>
internal static class IOTileBlocks
{
    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "datablock/", c => c.Page(c.State.Blocks.Where(b => c.May((string)b["org"]!, "can_access_datablock")
            && (c.Query("org") is not { } org || (string)b["org"]! == org)
            && (c.Query("device") is not { } device || ((string)b["slug"]!)[8..] == device[8..]))));
        server.Map("POST", "datablock/", Archive);
        server.Map("GET", "datablock/{slug}/", c => new IOTileReply(200, c.Shown(Block(c))));
        server.Map("PATCH", "datablock/{slug}/", c => new IOTileReply(200, IOTileOrganizations.Merge([], Merged(c), "slug", "title", "description")));
        server.Map("DELETE", "datablock/{slug}/", c => throw IOTileRefusal.Error(403, "Restricted Access. Contact Arch"));
        server.Map("GET", "datablock/{slug}/extra/", c =>
        {
            var json = IOTileOrganizations.Merge([], Block(c), "id", "slug", "title", "description", "created_on");
            json["stream_counts"] = IOTileDevices.Counts(c.State, r => r.Device == (string)Block(c)["slug"]!);
            return new IOTileReply(200, json);
        });
        server.Map("GET", "datablock/{slug}/properties/", c => IOTileDevices.Properties(c, (string)Block(c)["slug"]!, (string)Block(c)["org"]!));
        server.Map("POST", "datablock/{slug}/new_property/", c => IOTileDevices.SetProperty(c, (string)Block(c)["slug"]!));
        IOTileMasks.Map(server, "datablock", static c => (string)Block(c)["slug"]!);
        server.Map("POST", "pid/", c => new IOTileReply(202, new JsonObject { ["pid"] = c.Required("pid"), ["info"] = new JsonObject { ["error"] = "Not found" } }));

        server.Map("GET", "fleet/", c => c.Page(c.State.Fleets.Where(f => c.IsMember((string)f["org"]!)
            && (c.Query("org") is not { } org || (string)f["org"]! == org)
            && (c.Query("is_network") is not { } network || (bool)f["is_network"]! == (network is "true" or "True" or "1"))
            && (c.Query("device") is not { } device || c.State.FleetDevices.Exists(d => d.Fleet == (string)f["slug"]! && (string)d.Device["device"]! == device)))));
        server.Map("POST", "fleet/", CreateFleet);
        server.Map("GET", "fleet/{slug}/", c => new IOTileReply(200, Fleet(c).DeepClone()));
        server.Map("GET", "fleet/{slug}/devices/", c => Fleet(c) is var fleet ? c.Page(c.State.FleetDevices.Where(d => d.Fleet == (string)fleet["slug"]!).Select(d => d.Device)) : throw IOTileRefusal.NotFound());
        server.Map("POST", "fleet/{slug}/register/", Register);
        server.Map("POST", "fleet/{slug}/deregister/", c =>
        {
            var fleet = Manageable(c);
            var device = c.Required("device");
            return c.State.FleetDevices.RemoveAll(d => d.Fleet == (string)fleet["slug"]! && (string)d.Device["device"]! == device) > 0
                ? new IOTileReply(202, new JsonObject { ["device"] = device })
                : throw IOTileRefusal.Error(400, "Device not found");
        });
    }

    private static JsonObject Block(IOTileCall c)
    {
        var block = c.State.Blocks.Find(b => (string)b["slug"]! == c.Route("slug")) ?? throw IOTileRefusal.NotFound();
        return c.May((string)block["org"]!, "can_access_datablock") ? block : throw IOTileRefusal.Forbidden();
    }

    private static JsonObject Merged(IOTileCall c)
    {
        var block = Block(c);
        IOTileOrganizations.Merge(block, c.Object, "title", "description");
        return block;
    }

    private static IOTileReply Archive(IOTileCall c)
    {
        var device = c.State.Device(c.Required("device")) ?? throw IOTileRefusal.Field("device", "Object does not exist.");
        if (!c.May(device.Org, "can_create_datablock"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var title = c.Required("title");
        var number = c.State.Blocks.Count(b => ((string)b["slug"]!)[8..] == device.Slug[8..]) + 1;
        var slug = $"b--{number:x4}-{device.Slug[8..]}";
        var block = new JsonObject
        {
            ["id"] = c.State.Blocks.Count + 1,
            ["slug"] = slug,
            ["title"] = title,
            ["description"] = (string?)c.Object["description"] ?? "",
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
        }

        device.HasHistory = false;
        foreach (var row in c.State.Data.Concat(c.State.Events).Where(r => r.Device == device.Slug))
        {
            (row.Stream, row.Project, row.Device) = ($"s--0000-0000--{slug[3..]}--{row.Stream.Split("--")[3]}", "", slug);
        }

        IOTileAnnotations.AddNote(c, slug, c.Now, $"Data of {device.Slug} archived");
        return new IOTileReply(201, answer);
    }

    private static JsonObject Fleet(IOTileCall c) => c.State.Fleets.Find(f => (string)f["slug"]! == c.Route("slug") && c.IsMember((string)f["org"]!)) ?? throw IOTileRefusal.NotFound();

    private static JsonObject Manageable(IOTileCall c)
    {
        var fleet = Fleet(c);
        return c.AsStaff || c.May((string)fleet["org"]!, "can_manage_ota") ? fleet : throw IOTileRefusal.Forbidden();
    }

    private static IOTileReply CreateFleet(IOTileCall c)
    {
        var (name, org) = (c.Required("name"), c.Required("org"));
        if (!c.User.Staff && !c.May(org, "can_manage_ota"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var id = c.State.Fleets.Count + 1;
        var fleet = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["slug"] = $"g--0000-0000-{id:x4}",
            ["org"] = org,
            ["description"] = "",
            ["created_on"] = IOTileTimes.Full(c.Now),
            ["created_by"] = c.User.Username,
            ["is_network"] = (bool?)c.Object["is_network"] ?? false,
        };
        c.State.Fleets.Add(fleet);
        return new IOTileReply(201, fleet.DeepClone());
    }

    private static IOTileReply Register(IOTileCall c)
    {
        var fleet = Manageable(c);
        var device = c.Required("device");
        if (c.State.FleetDevices.Exists(d => d.Fleet == (string)fleet["slug"]! && (string)d.Device["device"]! == device))
        {
            throw IOTileRefusal.Error(400, $"Device {device} already exists in fleet");
        }

        var entry = new JsonObject { ["device"] = device, ["always_on"] = (bool?)c.Object["always_on"] ?? false, ["is_access_point"] = (bool?)c.Object["is_access_point"] ?? false };
        c.State.FleetDevices.Add(((string)fleet["slug"]!, entry));
        return new IOTileReply(201, entry.DeepClone());
    }
}
