using System.Globalization;
using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Variables, variable types and streams.</summary>
internal static class IOTileVariables
{
    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "variable/", c => c.Page(Variables(c), 1000, 10_000));
        server.Map("POST", "variable/", Create);
        server.Map("GET", "variable/{slug}/", c => new IOTileReply(200, c.Shown(Get(c))));
        server.Map("PATCH", "variable/{slug}/", c => new IOTileReply(200, Update(c, Get(c), "name", "about")));
        server.Map("DELETE", "variable/{slug}/", c => throw IOTileRefusal.Error(400, "Restricted Access. Contact Arch"));
        server.Map("GET", "variable/{slug}/type/", c => new IOTileReply(200, c.State.VariableTypes.TryGetValue((string?)Get(c)["var_type"] ?? "", out var type) ? type.DeepClone() : throw IOTileRefusal.NotFound()));
        server.Map("GET", "vartype/", c => c.Page(c.State.VariableTypes.Values));
        server.Map("GET", "vartype/{slug}/", c => new IOTileReply(200, c.State.VariableTypes.TryGetValue(c.Route("slug"), out var type) ? type.DeepClone() : throw IOTileRefusal.NotFound()));
        server.Map("GET", "stream/", c => c.Page(Streams(c), 5000, 20_000));
        server.Map("POST", "stream/", CreateStream);
        server.Map("GET", "stream/{slug}/", c => new IOTileReply(200, c.Shown(Stream(c))));
        server.Map("PATCH", "stream/{slug}/", c => new IOTileReply(200, Update(c, Stream(c), "data_label", "enabled", "mdo_type", "multiplication_factor", "division_factor", "offset")));
        server.Map("DELETE", "stream/{slug}/", c => throw IOTileRefusal.Error(400, "Restricted Access. Contact Arch"));
    }

    internal static JsonObject Stream(IOTileCall c)
    {
        var stream = c.State.Stream(IOTileSlugs.StreamOfPath(c.Route("slug"))) ?? throw IOTileRefusal.NotFound();
        return c.May((string?)stream["org"], "can_read_stream_ids") ? stream : throw IOTileRefusal.Forbidden();
    }

    private static JsonObject Get(IOTileCall c)
    {
        var variable = c.State.Variables.Find(v => (string)v["slug"]! == IOTileSlugs.VariableOfPath(c.Route("slug"))) ?? throw IOTileRefusal.NotFound();
        return c.IsMember((string?)variable["org"]) ? variable : throw IOTileRefusal.Forbidden();
    }

    private static IEnumerable<JsonObject> Variables(IOTileCall c)
    {
        var variables = c.State.Variables.Where(v => c.IsMember((string)v["org"]!)
            && (c.Query("org") is not { } org || (string)v["org"]! == org)
            && (c.Query("search") is not { } search || ((string)v["name"]!).Contains(search, StringComparison.OrdinalIgnoreCase)));
        if (c.Query("project") is { } project)
        {
            var id = (string?)c.State.ProjectByText(project)?["id"];
            variables = variables.Where(v => id is not null && (string)v["project"]! == id);
        }

        return variables.OrderBy(v => (string)v["slug"]!, StringComparer.Ordinal);
    }

    private static IOTileReply Create(IOTileCall c)
    {
        var (name, lid, projectId) = (c.Required("name"), int.Parse(c.Required("lid"), CultureInfo.InvariantCulture), c.Required("project"));
        var project = c.State.ProjectByText(projectId) ?? throw IOTileRefusal.Field("project", $"Invalid pk \"{projectId}\" - object does not exist.");
        if (c.State.Variables.Exists(v => (string)v["project"]! == (string)project["id"]! && (int)v["lid"]! == lid))
        {
            throw IOTileRefusal.Field("non_field_errors", "The fields project, lid must make a unique set.");
        }

        var variable = IOTileWorldLoader.NewVariable(c.State, project, name, lid, null, null, null);
        variable["app_only"] = false;
        c.State.Variables.Add(variable);
        return new IOTileReply(201, variable.DeepClone());
    }

    private static JsonObject Update(IOTileCall c, JsonObject into, params string[] members)
    {
        foreach (var (member, list) in new[] { ("input_unit", "available_input_units"), ("output_unit", "available_output_units") })
        {
            if (c.Object[member] is { } slug)
            {
                into[member] = IOTileWorldLoader.Unit(c.State, (string?)into["var_type"], list, (string)slug!) ?? throw IOTileRefusal.Field(member, $"Object with slug={slug} does not exist.");
            }
        }

        return IOTileOrganizations.Merge(into, c.Object, members);
    }

    private static IEnumerable<JsonObject> Streams(IOTileCall c)
    {
        var streams = c.State.Streams.Where(s => c.May((string)s["org"]!, "can_read_stream_ids"));
        if (c.Query("device") is { } device)
        {
            if (!device.StartsWith("d--", StringComparison.Ordinal) && !device.StartsWith("b--", StringComparison.Ordinal))
            {
                throw IOTileRefusal.Forbidden();
            }

            if (device.Length != 22)
            {
                throw new IOTileRefusal(IOTileReply.Failed());
            }

            return device[0] == 'd' ? streams.Where(s => (string?)s["device"] == device && s["block"] is null) : streams.Where(s => (string?)s["block"] == device);
        }

        if (c.Query("block") is { } block)
        {
            return streams.Where(s => (string?)s["block"] == block);
        }

        var archived = c.Query("archived") == "1";
        streams = streams.Where(s => s["block"] is not null == archived);
        if (c.Query("virtual") == "1")
        {
            streams = streams.Where(s => s["device"] is null);
        }
        else if (c.Query("all") != "1")
        {
            streams = streams.Where(s => s["device"] is null || c.State.Device((string)s["device"]!)?.Active == true);
        }

        if (c.Query("project") is { } project)
        {
            var id = (string?)c.State.ProjectByText(project)?["id"];
            streams = streams.Where(s => id is not null && (string?)s["project_id"] == id);
        }

        return streams.Where(s => ((c.Query("org") ?? c.Query("org__slug")) is not { } org || (string)s["org"]! == org)
            && (c.Query("variable") is not { } variable || (string)s["variable"]! == variable)
            && (c.Query("enabled") is not { } enabled || (bool)s["enabled"]! == (enabled is "true" or "True" or "1")));
    }

    private static IOTileReply CreateStream(IOTileCall c)
    {
        var slug = c.Required("variable");
        var variable = c.State.Variables.Find(v => (string)v["slug"]! == slug) ?? throw IOTileRefusal.Field("variable", $"Object with slug={slug} does not exist.");
        if (!c.IsMember((string)variable["org"]!))
        {
            throw IOTileRefusal.Forbidden();
        }

        var project = c.State.ProjectByText((string)variable["project"]!)!;
        var stream = IOTileWorldLoader.NewStream(c.State, project, (string?)c.Object["device"], variable, []);
        stream["data_label"] = (string?)c.Object["data_label"] ?? "";
        c.State.Streams.Add(stream);
        var answer = IOTileOrganizations.Merge([], stream, "id", "project", "device", "data_label", "variable", "var_type", "data_type", "multiplication_factor", "division_factor", "offset", "org", "created_on", "slug");
        answer["created_by"] = c.User.Id;
        return new IOTileReply(201, answer);
    }
}
