using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The paths of the server.</summary>
internal static class IOTileRoutes
{
    private static readonly string[] Resources =
    [
        "account", "org", "fleet", "project", "device", "datablock", "variable", "stream", "data", "event/upload", "event", "note", "location", "property", "filter", "alias",
        "tap", "report/generated",
        "streamer/report", "streamer", "component", "dt", "ot", "pt", "sg", "vartemplate", "widget", "vartype", "config/name", "config/attr", "propertytemplate", "key",
        "ota/script", "ota/request", "ota/action",
        "ota/version", "production/device",
    ];

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "server/", c => new IOTileReply(200, new JsonObject
        {
            ["now"] = IOTileTimes.Seconds(c.Now, DateTimeZone.Utc),
            ["stage"] = "dev",
            ["name"] = "IOTile Cloud by Arch",
            ["company"] = "Your Company. (dev)",
        }), IOTileAccess.Anyone);
        server.Describe("server/", "Api Server Info");
        server.Map("GET", "", c => new IOTileReply(200, new JsonObject(Resources.Select(r =>
            KeyValuePair.Create(r, (JsonNode?)(server.BaseAddress.GetLeftPart(UriPartial.Authority) + "/api/v1/" + r + "/"))))), IOTileAccess.Anyone);
        server.Describe("", "Api Root");
        server.Map("GET", "dbstats/", c => c.User.Staff ? new IOTileReply(200, new JsonObject()) : throw IOTileRefusal.Forbidden());
        server.Map("GET", "production/device/", static c => throw IOTileRefusal.Forbidden());
        server.Map("POST", "production/device/", static c => throw IOTileRefusal.Forbidden());
        server.Map("POST", "key/", static c => throw IOTileRefusal.Forbidden()).IsForStaff = true;
        server.Map("GET", "ota/device/{slug}/", static c => throw IOTileRefusal.NotFound());
        IOTileSignIn.Map(server);
        IOTileOrganizations.Map(server);
        IOTileDevices.Map(server);
        IOTileCatalogue.Map(server);
        IOTileProperties.Map(server);
        IOTileVariables.Map(server);
        IOTileData.Map(server);
        IOTileFrames.Map(server);
        IOTileEvents.Map(server);
        IOTileAnnotations.Map(server);
        IOTileLocations.Map(server);
        IOTileBlocks.Map(server);
        IOTileFleets.Map(server);
        IOTileStreamers.Map(server);
    }
}
