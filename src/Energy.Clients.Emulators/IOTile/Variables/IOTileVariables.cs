using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Variables, variable types and streams.</summary>
internal static class IOTileVariables
{
    private const string NotUnique = "The fields project, lid must make a unique set.";

    private static readonly string[] Written =
        ["name", "lid", "project", "about", "var_type", "derived_variable", "raw_value_format", "units", "multiplication_factor", "division_factor", "offset", "decimal_places",
            "mdo_label", "web_only", "app_only"];

    private static readonly string[] StreamWritten =
        ["data_label", "data_type", "var_name", "var_lid", "raw_value_format", "mdo_type", "mdo_label", "multiplication_factor", "division_factor", "offset", "enabled"];

    private static readonly IOTileField[] Units = [Unit("input_unit", "available_input_units"), Unit("output_unit", "available_output_units")];

    private static readonly IOTileField DataType = IOTileField.Choice("data_type", new[] { "00", "D0", "E0", "E1", "E2", "E3" }.Select(type => (type, type)));

    private static readonly IOTileForm Fields = new(
    [
        IOTileField.Shown("id", "string"),
        IOTileField.Text("name", 30) with { Required = true },
        IOTileField.Of("lid", IOTileFieldKind.Whole) with { Required = true, Help = "Variable ID configured on the Device Sensor Graph" },
        IOTileField.Slug("var_type", static (c, slug) => c.State.VariableTypes.ContainsKey(slug)),
        .. Units,
        IOTileField.Slug("derived_variable", static (c, slug) => c.State.Variables.Exists(v => (string)v["slug"]! == slug)),
        IOTileField.Of("project", IOTileFieldKind.Key) with { Required = true, Nullable = true, Exists = static (c, id) => c.State.Projects.Exists(p => (string)p["id"]! == id) },
        IOTileField.Shown("org"),
        IOTileField.Text("about", 60) with { Blank = true, Label = "Short Description" },
        IOTileField.Shown("created_on", "datetime", "Created_on"),
        IOTileField.Text("raw_value_format", 5) with { Blank = true },
        IOTileField.Text("units", 10) with { Blank = true },
        Factor("multiplication_factor"),
        Factor("division_factor"),
        IOTileField.Of("offset", IOTileFieldKind.Real),
        Factor("decimal_places"),
        IOTileField.Text("mdo_label", 10) with { Blank = true },
        IOTileField.Of("web_only", IOTileFieldKind.Flag),
        IOTileField.Of("app_only", IOTileFieldKind.Flag),
        IOTileField.Shown("slug", "slug"),
    ])
    {
        Together = static (c, values) =>
        {
            var current = c.Exchange.Match.Values.TryGetValue("slug", out var slug) ? c.State.Variables.Find(v => (string)v["slug"]! == IOTileSlugs.VariableOfPath(slug)) : null;
            var (project, lid) = ((string?)(values["project"] ?? current?["project"]), IOTileUnits.Whole((values["lid"] ?? current?["lid"])!));
            return c.State.Variables.Exists(v => v != current && (string?)v["project"] == project && IOTileUnits.Whole(v["lid"]!) == lid) ? NotUnique : null;
        },
    };

    private static readonly IOTileForm StreamFields = new(
    [
        IOTileField.Text("data_label", 100) with { Blank = true },
        DataType,
        IOTileField.Text("var_name", 30),
        IOTileField.Of("var_lid", IOTileFieldKind.Whole) with { Least = 0 },
        .. Units,
        IOTileField.Text("raw_value_format", 5) with { Blank = true },
        IOTileField.Choice("mdo_type", ("S", "S"), ("V", "V")),
        IOTileField.Text("mdo_label", 10) with { Blank = true },
        Factor("multiplication_factor") with { Nullable = true },
        Factor("division_factor") with { Nullable = true },
        IOTileField.Of("offset", IOTileFieldKind.Real) with { Nullable = true },
        IOTileField.Of("enabled", IOTileFieldKind.Flag),
    ]);

    private static readonly IOTileForm NewStreamFields = new(
        IOTileField.Slug("device", static (c, slug) => c.State.Device(slug) is { Active: true }),
        IOTileField.Text("data_label", 100) with { Blank = true },
        IOTileField.Slug("variable", static (c, slug) => c.State.Variables.Exists(v => (string)v["slug"]! == slug)) with { Required = true },
        DataType);

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "variable/", c => c.Page(Variables(c), 1000, 10_000));
        server.Map("POST", "variable/", Create);
        server.Describe("variable/", "Api Stream Variable List", "POST", Fields);
        server.Map("GET", "variable/{slug}/", c => new IOTileReply(200, c.Shown(Get(c))));
        server.Map("PUT", "variable/{slug}/", c => Get(c) is var variable ? new IOTileReply(200, Update(c, variable, Fields.Read(c), Written)) : throw IOTileRefusal.NotFound());
        server.Map("PATCH", "variable/{slug}/", c =>
            Get(c) is var variable ? new IOTileReply(200, Update(c, variable, Fields.Read(c, partial: true), Written)) : throw IOTileRefusal.NotFound());
        server.Map("DELETE", "variable/{slug}/", c =>
        {
            var variable = c.User.Staff ? Get(c) : throw IOTileOrganizations.Restricted(400);
            c.State.Variables.Remove(variable);
            c.State.Streams.RemoveAll(s => (string)s["variable"]! == (string)variable["slug"]!);
            return new IOTileReply(204);
        });
        server.Describe("variable/{slug}/", "Api Stream Variable Instance", "PUT", Fields);
        server.Map("GET", "variable/{slug}/type/", c =>
            new IOTileReply(200, c.State.VariableTypes.TryGetValue((string?)Get(c)["var_type"] ?? "", out var type) ? type.DeepClone() : throw IOTileRefusal.NotFound()));
        server.Map("GET", "vartype/", c => c.Page(c.State.VariableTypes.Values));
        server.Map("GET", "vartype/{slug}/", c =>
            new IOTileReply(200, c.State.VariableTypes.TryGetValue(c.Route("slug"), out var type) ? type.DeepClone() : throw IOTileRefusal.NotFound()));
        IOTileCatalogue.MapWrites(server, "vartype/", "Api Var Type", static (c, slug) => c.State.VariableTypes.ContainsKey(slug));
        server.Map("GET", "stream/", c => c.Page(Streams(c), 5000, 20_000));
        server.Map("POST", "stream/", CreateStream);
        server.Describe("stream/", "Api Stream Id List", "POST", NewStreamFields);
        server.Map("GET", "stream/{slug}/", c => new IOTileReply(200, c.Shown(Stream(c))));
        server.Map("PUT", "stream/{slug}/", c =>
            Stream(c) is var stream ? new IOTileReply(200, Update(c, stream, StreamFields.Read(c), StreamWritten)) : throw IOTileRefusal.NotFound());
        server.Map("PATCH", "stream/{slug}/", c =>
            Stream(c) is var stream ? new IOTileReply(200, Update(c, stream, StreamFields.Read(c, partial: true), StreamWritten)) : throw IOTileRefusal.NotFound());
        server.Map("DELETE", "stream/{slug}/", c =>
            !c.User.Staff ? throw IOTileOrganizations.Restricted(400) : c.State.Streams.Remove(Stream(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("stream/{slug}/", "Api Stream Id Instance", "PUT", StreamFields);
    }

    internal static JsonObject Stream(IOTileCall c)
    {
        var slug = IOTileSlugs.StreamOfPath(c.Route("slug"));
        var streams = c.State.Streams.FindAll(s => (string)s["slug"]! == slug);

        // The server lets a stream be made twice, and then fails to look it up.
        var stream = streams.Count switch { 0 => throw IOTileRefusal.NotFound(), 1 => streams[0], _ => throw new IOTileRefusal(IOTileReply.Failed()) };
        return c.May((string?)stream["org"], "can_read_stream_data") ? stream : throw IOTileRefusal.Forbidden();
    }

    private static IOTileField Unit(string name, string list) => IOTileField.Slug(name, (c, slug) => IOTileWorldLoader.UnitOfAnyType(c.State, list, slug) is not null);

    private static IOTileField Factor(string name) => IOTileField.Of(name, IOTileFieldKind.Whole) with { Bits32 = true };

    private static JsonObject Get(IOTileCall c)
    {
        var variable = c.State.Variables.Find(v => (string)v["slug"]! == IOTileSlugs.VariableOfPath(c.Route("slug"))) ?? throw IOTileRefusal.NotFound();
        return c.Belongs((string?)variable["org"]) ? variable : throw IOTileRefusal.Forbidden();
    }

    private static IEnumerable<JsonObject> Variables(IOTileCall c)
    {
        var org = IOTileOrganizations.KnownOrg(c);
        var variables = c.State.Variables.Where(v => c.Sees((string)v["org"]!)
            && (org is null || (string)v["org"]! == org)
            && c.IsSearched((string)v["name"]!));
        if (c.Filter("project") is { } project)
        {
            var id = (string?)c.State.ProjectByText(project)?["id"];
            variables = variables.Where(v => id is not null && (string)v["project"]! == id);
        }

        return variables.OrderBy(v => (string)v["slug"]!, StringComparer.Ordinal);
    }

    // Anybody may make a variable in any project.
    private static IOTileReply Create(IOTileCall c)
    {
        var values = Fields.Read(c);
        var project = c.State.Projects.Find(p => (string)p["id"]! == ((string?)values["project"] ?? throw new IOTileRefusal(IOTileReply.Failed())))!;
        var variable = IOTileWorldLoader.NewVariable(c.State, project, (string)values["name"]!, unchecked((int)(long)values["lid"]!), null, null, null);
        variable["app_only"] = false;
        c.State.Variables.Add(variable);
        return new IOTileReply(201, Update(c, variable, values, Written));
    }

    private static JsonObject Update(IOTileCall c, JsonObject into, JsonObject values, string[] members)
    {
        foreach (var (member, list) in new[] { ("input_unit", "available_input_units"), ("output_unit", "available_output_units") })
        {
            if ((string?)values[member] is { } slug)
            {
                into[member] = IOTileWorldLoader.UnitOfAnyType(c.State, list, slug);
            }
        }

        return IOTileOrganizations.Merge(into, values, members);
    }

    private static IEnumerable<JsonObject> Streams(IOTileCall c)
    {
        var (org, block, variable) = (IOTileOrganizations.KnownOrg(c, orSlug: true), c.Filter("block"), c.Filter("variable"));
        var device = c.Filter("device") ?? c.Filter("device__slug");
        var streams = c.AsStaff ? c.State.Streams : c.State.Streams.Where(s => c.Role((string)s["org"]!) is { } role && IOTileRoles.Has(role, "can_read_stream_ids"));
        if (c.Query("virtual") == "1")
        {
            streams = streams.Where(s => s["device"] is null && s["block"] is null);
        }
        else if (c.Filter("device") is null)
        {
            streams = c.Query("archived") == "1" || block is not null ? streams.Where(s => s["block"] is not null)
                : c.Query("all") != "1" ? streams.Where(s => s["block"] is null && (string?)s["device"] is { } slug && c.State.Device(slug) is { Active: true }) : streams;
        }

        if (device is not null)
        {
            streams = OfDevice(c, streams, device);
        }

        if ((block is not null && !c.State.Blocks.Exists(b => (string)b["slug"]! == block))
            || (variable is not null && !c.State.Variables.Exists(v => (string)v["slug"]! == variable)))
        {
            throw IOTileRefusal.NotFound();
        }

        var project = c.Filter("project");
        var projectId = project is null ? null : (string?)c.State.ProjectByText(project)?["id"];
        return streams.Where(s => (block is null || (string?)s["block"] == block)
            && (org is null || ((string)s["org"]! == org && s["block"] is null))
            && (variable is null || ((string)s["variable"]! == variable && s["block"] is null))
            && (project is null || (projectId is not null && (string?)s["project_id"] == projectId && s["block"] is null))
            && (c.Flag("enabled") is not { } enabled || (bool)s["enabled"]! == enabled)).OrderBy(s => (string)s["slug"]!, StringComparer.Ordinal);
    }

    private static IEnumerable<JsonObject> OfDevice(IOTileCall c, IEnumerable<JsonObject> streams, string device)
    {
        if (device.StartsWith("b--", StringComparison.Ordinal))
        {
            return c.State.Blocks.Exists(b => (string)b["slug"]! == device) ? streams.Where(s => (string?)s["block"] == device) : throw IOTileRefusal.NotFound();
        }

        if (!device.StartsWith("d--", StringComparison.Ordinal))
        {
            throw IOTileRefusal.Forbidden();
        }

        // The server looks at the second term, and fails on a short one.
        var slug = "d--" + device.Split("--")[1];
        return slug.Length == 22 ? streams.Where(s => (string?)s["device"] == slug && s["block"] is null) : throw new IOTileRefusal(IOTileReply.Failed());
    }

    private static IOTileReply CreateStream(IOTileCall c)
    {
        var values = NewStreamFields.Read(c);
        var variable = c.State.Variables.Find(v => (string)v["slug"]! == (string)values["variable"]!)!;
        var device = (string?)values["device"] is { } slug ? c.State.Device(slug) : null;
        if (!c.Belongs((string)variable["org"]!) || (device is not null && !IOTileDevices.IsOpen(c, device)))
        {
            throw IOTileRefusal.Forbidden();
        }

        if (device is not null && device.Project != (string)variable["project"]!)
        {
            throw IOTileRefusal.Detail(404, "Project and Variable belong to different projects");
        }

        var project = c.State.ProjectByText((string)variable["project"]!)!;
        var stream = IOTileWorldLoader.NewStream(c.State, project, device?.Slug, variable, []);
        stream["data_label"] = (string?)values["data_label"] ?? "";
        c.State.Streams.Add(stream);
        var answer = IOTileOrganizations.Merge([], stream, "id", "project", "device", "data_label", "variable", "var_type", "data_type", "multiplication_factor", "division_factor",
            "offset", "org", "created_on", "slug");
        answer["created_by"] = c.User.Id;
        return new IOTileReply(201, answer);
    }
}
