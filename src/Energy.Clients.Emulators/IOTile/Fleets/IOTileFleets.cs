using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Fleets. Members may change and delete them; only devices and new fleets need the right to manage updates.</summary>
internal static class IOTileFleets
{
    private static readonly IOTileForm Fields = new(
        IOTileField.Shown("id", "integer", "ID"),
        IOTileField.Text("name", 50) with { Required = true },
        IOTileField.Shown("slug", "slug"),
        IOTileField.Slug("org", IOTileOrganizations.IsOrg) with { Required = true },
        IOTileField.Text("description") with { Blank = true },
        IOTileField.Shown("created_on", "datetime", "Created_on"),
        IOTileField.Shown("created_by"),
        IOTileField.Of("is_network", IOTileFieldKind.Flag));

    private static readonly IOTileForm Membership = new(
        IOTileField.Slug("device", static (c, slug) => c.State.Device(slug) is not null) with { Required = true },
        IOTileField.Of("always_on", IOTileFieldKind.Flag) with { Default = false },
        IOTileField.Of("is_access_point", IOTileFieldKind.Flag) with { Default = false });

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "fleet/", List);
        server.Map("POST", "fleet/", Create);
        server.Describe("fleet/", "Api Fleet List", "POST", Fields);
        server.Map("GET", "fleet/{slug}/", c => new IOTileReply(200, c.Shown(Get(c))));
        server.Map("PUT", "fleet/{slug}/", c => Change(c, partial: false));
        server.Map("PATCH", "fleet/{slug}/", c => Change(c, partial: true));
        server.Map("DELETE", "fleet/{slug}/", c =>
        {
            var fleet = Get(c);
            c.State.FleetDevices.RemoveAll(d => d.Fleet == (string)fleet["slug"]!);
            c.State.Fleets.Remove(fleet);
            return new IOTileReply(204);
        });
        server.Describe("fleet/{slug}/", "Api Fleet Instance", "PUT", Fields);
        server.Map("GET", "fleet/{slug}/devices/", c =>
            Get(c) is var fleet ? c.Page(c.State.FleetDevices.Where(d => d.Fleet == (string)fleet["slug"]!).Select(d => d.Device)) : throw IOTileRefusal.NotFound());
        server.Map("POST", "fleet/{slug}/register/", c =>
        {
            var (slug, device, entry) = Asked(c);
            if (c.State.FleetDevices.Exists(d => d.Fleet == slug && (string)d.Device["device"]! == device))
            {
                throw IOTileRefusal.Error(400, $"Device {device} already exists in fleet");
            }

            c.State.FleetDevices.Add((slug, entry));
            return new IOTileReply(201, entry.DeepClone());
        });
        server.Map("POST", "fleet/{slug}/deregister/", c =>
        {
            var (slug, device, entry) = Asked(c);
            return c.State.FleetDevices.RemoveAll(d => d.Fleet == slug && (string)d.Device["device"]! == device) > 0
                ? new IOTileReply(202, IOTileOrganizations.Merge([], c.Object.DeepClone().AsObject(), "device"))
                : throw IOTileRefusal.Error(400, "Device not found");
        });
    }

    private static bool Sees(IOTileCall c, string org) => c.Role(org) is not null || (c.User.Staff && c.Filter("staff") is not null);

    private static JsonObject Get(IOTileCall c) => c.State.Fleets.Find(f => (string)f["slug"]! == c.Route("slug") && Sees(c, (string)f["org"]!)) ?? throw IOTileRefusal.NotFound();

    private static IOTileReply List(IOTileCall c)
    {
        var (org, device) = (IOTileOrganizations.KnownOrg(c), c.Filter("device"));
        if (device is not null && c.State.Device(device) is null)
        {
            throw IOTileRefusal.NotFound();
        }

        return c.Page(c.State.Fleets.Where(f => Sees(c, (string)f["org"]!)
            && (org is null || (string)f["org"]! == org)
            && (c.Flag("is_network") is not { } network || (bool)f["is_network"]! == network)
            && (device is null || c.State.FleetDevices.Exists(d => d.Fleet == (string)f["slug"]! && (string)d.Device["device"]! == device)))
            .OrderBy(f => (string)f["org"]!, StringComparer.Ordinal).ThenBy(f => (string)f["name"]!, StringComparer.Ordinal));
    }

    private static IOTileReply Create(IOTileCall c)
    {
        var values = Fields.Read(c);
        if (!c.May((string)values["org"]!, "can_manage_ota"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var id = c.State.NextFleetId++;
        var fleet = new JsonObject
        {
            ["id"] = id,
            ["name"] = values["name"]!.DeepClone(),
            ["slug"] = $"g--0000-{(id >> 16) & 0xffff:x4}-{id & 0xffff:x4}",
            ["org"] = values["org"]!.DeepClone(),
            ["description"] = (string?)values["description"] ?? "",
            ["created_on"] = IOTileTimes.Full(c.Now),
            ["created_by"] = c.User.Username,
            ["is_network"] = (bool?)values["is_network"] ?? false,
        };
        c.State.Fleets.Add(fleet);
        return new IOTileReply(201, fleet.DeepClone());
    }

    private static IOTileReply Change(IOTileCall c, bool partial) => Get(c) is var fleet
        ? new IOTileReply(200, IOTileOrganizations.Merge(fleet, Fields.Read(c, partial), "name", "org", "description", "is_network"))
        : throw IOTileRefusal.NotFound();

    private static (string Fleet, string Device, JsonObject Entry) Asked(IOTileCall c)
    {
        var fleet = Get(c);
        if (!c.May((string)fleet["org"]!, "can_manage_ota"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var values = Membership.Read(c);
        var device = c.State.Device((string)values["device"]!)!;
        return IOTileDevices.IsOpen(c, device) ? ((string)fleet["slug"]!, device.Slug, values) : throw IOTileRefusal.Error(403, "User has no access to Device");
    }
}
