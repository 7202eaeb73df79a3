using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Locations: where a device was.</summary>
internal static class IOTileLocations
{
    private static readonly IOTileForm Fields = new(
        IOTileField.Shown("id", "integer", "ID"),
        IOTileField.Of("timestamp", IOTileFieldKind.Time) with { Required = true },
        IOTileField.Text("target") with { Required = true },
        IOTileField.Of("lat", IOTileFieldKind.Degrees) with { Label = "Latitude" },
        IOTileField.Of("lon", IOTileFieldKind.Degrees) with { Label = "Longitude" },
        IOTileField.Shown("user"));

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "location/", List);
        server.Map("POST", "location/", c =>
        {
            if (Fields.ReadMany(c) is not { } many)
            {
                return new IOTileReply(201, Create(c, Fields.Read(c)));
            }

            return many.Select(values => (string)values["target"]!).Distinct().Count() == 1
                ? new IOTileReply(201, new JsonObject { ["count"] = many.Count, ["last"] = many.ConvertAll(values => Create(c, values))[^1] })
                : throw IOTileRefusal.List("Found more than one target. All entries must be for same target.");
        });
        server.Describe("location/", "Api Device Location List", "POST", Fields);
        server.Map("GET", "location/{id}/", c => new IOTileReply(200, Get(c).DeepClone()));
        server.Map("PUT", "location/{id}/", c => Change(c, partial: false));
        server.Map("PATCH", "location/{id}/", c => Change(c, partial: true));
        server.Map("DELETE", "location/{id}/", c => c.State.Locations.Remove(Get(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("location/{id}/", "Api Device Location Instance", "PUT", Fields);
    }

    private static IOTileReply List(IOTileCall c)
    {
        var filters = new IOTileFilters(c);
        var (target, start, end) = (filters.Required("target"), filters.Time("start"), filters.Time("end"));
        filters.Check();
        if (c.State.Device(target) is { Org: null })
        {
            // The server looks for the rights in an organisation that is not there.
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        return c.Page(c.State.Locations.Where(l => (string)l["target"]! == target && c.May(IOTileAnnotations.OrgOf(c.State, target), "can_read_device_locations")
            && IOTileTimes.Strict((string)l["timestamp"]!) is var at && !(at < start) && !(at >= end)).OrderBy(l => IOTileTimes.Strict((string)l["timestamp"]!)), 1000, 10_000);
    }

    private static JsonObject Get(IOTileCall c)
    {
        if (!long.TryParse(c.Route("id"), out var id))
        {
            throw IOTileRefusal.List("Location ID must be a integer");
        }

        var location = c.State.Locations.Find(l => (long)l["id"]! == id) ?? throw IOTileRefusal.NotFound();
        return c.May(IOTileAnnotations.OrgOf(c.State, (string)location["target"]!), "can_read_device_locations") ? location : throw IOTileRefusal.Forbidden();
    }

    private static IOTileReply Change(IOTileCall c, bool partial) => Get(c) is var location
        ? new IOTileReply(200, IOTileOrganizations.Merge(location, Fields.Read(c, partial), "timestamp", "target", "lat", "lon"))
        : throw IOTileRefusal.NotFound();

    private static JsonObject Create(IOTileCall c, JsonObject values)
    {
        var target = (string)values["target"]!;
        var device = c.State.Device(target);
        if (!(device is null ? c.Belongs(IOTileAnnotations.OrgOf(c.State, target) ?? throw IOTileRefusal.Forbidden()) : IOTileDevices.IsOpen(c, device)))
        {
            throw IOTileRefusal.Forbidden();
        }

        var location = new JsonObject
        {
            ["id"] = c.State.NextLocationId++,
            ["timestamp"] = values["timestamp"]!.DeepClone(),
            ["target"] = target,
            ["lat"] = (string?)values["lat"] ?? "0.000000",
            ["lon"] = (string?)values["lon"] ?? "0.000000",
            ["user"] = c.User.Username,
        };
        c.State.Locations.Add(location);
        if (device is not null)
        {
            IOTileOrganizations.Merge(device.Json, location, "lat", "lon");
        }

        return location.DeepClone().AsObject();
    }
}
