using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Organisations and projects.</summary>
internal static class IOTileOrganizations
{
    internal static readonly Func<IOTileCall, string, bool> IsOrg = static (c, slug) => c.State.Orgs.Exists(o => o.Slug == slug);

    private static readonly (string, string)[] NewRoles = [.. new[] { "a1", "m1", "r1", "d1" }.Select(role => (role, IOTileRoles.Name(role)))];

    private static readonly IOTileForm Fields = new(
        IOTileField.Shown("id", "string"),
        IOTileField.Text("name", 50)
            with
        {
            Required = true,
            Label = "Company Name",
            Check = static (c, value) =>
                c.State.Orgs.Exists(o => (string)o.Json["name"]! == (string)value! && o.Slug != c.Exchange.Match.Values.GetValueOrDefault("slug"))
                ? "Organization with this Company Name already exists." : null
        },
        IOTileField.Shown("slug", "slug"),
        IOTileField.Shown("ot"),
        IOTileField.Text("about") with { Blank = true },
        IOTileField.Shown("created_on", "datetime", "Created_on"),
        IOTileField.Shown("created_by"),
        IOTileField.Shown("avatar"),
        IOTileField.Shown("domain_names"));

    private static readonly IOTileForm Invitation =
        new(IOTileField.Of("email", IOTileFieldKind.Email) with { Required = true, Length = 254 }, IOTileField.Choice("role", NewRoles));

    private static readonly IOTileForm NewMember = new(
        IOTileField.Slug("user", static (c, slug) => c.State.Users.Exists(u => u.Username == slug)) with { Required = true },
        IOTileField.Choice("role", NewRoles) with { Default = "m1" });

    private static readonly IOTileForm ProjectFields = new(
        IOTileField.Shown("id", "string"),
        IOTileField.Text("name", 50) with { Required = true },
        IOTileField.Shown("slug", "slug"),
        IOTileField.Shown("gid"),
        IOTileField.Slug("org", IsOrg) with { Required = true },
        IOTileField.Text("about") with { Blank = true },
        IOTileField.Slug("project_template", static (c, slug) => slug == IOTileWorldLoader.ProjectTemplate || c.State.Projects.Exists(p => (string?)p["project_template"] == slug)),
        IOTileField.Shown("created_on", "datetime", "Created_on"),
        IOTileField.Shown("created_by"));

    private static readonly IOTileForm NewProject = new(
        IOTileField.Text("name", 50) with { Required = true }, IOTileField.Slug("org", IsOrg) with { Required = true },
        IOTileField.Slug("device", static (c, slug) => c.State.Device(slug) is not null));

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "org/", c =>
            c.Creator() is var by ? c.Page(Visible(c).Where(o => c.IsSearched((string)o.Json["name"]!))
            .Where(o => by is null || (string)o.Json["created_by"]! == by).OrderBy(o => (string)o.Json["name"]!, StringComparer.Ordinal).Select(o => o.Json))
            : throw IOTileRefusal.NotFound());
        server.Map("POST", "org/", Create);
        server.Describe("org/", "Api Org List", "POST", Fields);
        server.Map("GET", "org/{slug}/", c => new IOTileReply(200, c.Shown(Get(c).Json)));
        server.Map("PUT", "org/{slug}/", c => Change(c, partial: false));
        server.Map("PATCH", "org/{slug}/", c => Change(c, partial: true));
        server.Map("DELETE", "org/{slug}/", c => !c.AsStaff ? throw Restricted(403) : c.State.Orgs.Remove(Get(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("org/{slug}/", "Api Org Instance", "PUT", Fields);
        server.Map("GET", "org/{slug}/projects/", c => Get(c) is var org
            ? c.Page(c.State.Projects.Where(p => (string)p["org"]! == org.Slug).OrderBy(p => (string)p["name"]!, StringComparer.Ordinal)) : throw IOTileRefusal.NotFound());
        server.Map("GET", "org/{slug}/members/", c =>
            Manage(c) is var org ? c.Page(org.Members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => Membership(c, org, m.Key))) : throw IOTileRefusal.NotFound());
        server.Map("GET", "org/{slug}/pending/", c =>
            c.Page(Manage(c).Invitations.Select(i => new JsonObject { ["email"] = i.Key, ["sent_on"] = IOTileTimes.Full(i.Value.SentOn), ["sent_by"] = i.Value.SentBy })));

        // The server fails for staff that is no member.
        server.Map("GET", "org/{slug}/membership/", c => Get(c) is var org && org.Members.ContainsKey(c.User.Username)
            ? new IOTileReply(200, Membership(c, org, c.User.Username)) : throw new IOTileRefusal(IOTileReply.Failed()));
        server.Map("GET", "org/{slug}/extra/", Extra);
        server.Map("GET", "org/{slug}/devices/", c =>
            Get(c) is var org
            ? Search(c, c.State.Devices.Where(d => d.Org == org.Slug && (c.Filter("q") is not { } q || ((string)d.Json["label"]!).Contains(q, StringComparison.OrdinalIgnoreCase)))
                .Select(d => d.Json)) : throw IOTileRefusal.NotFound());
        server.Map("GET", "org/{slug}/archives/", c =>
            Get(c) is var org
            ? Search(c, c.State.Blocks.Where(b => (string)b["org"]! == org.Slug
                && (c.Filter("q") is not { } q || ((string)b["title"]!).Contains(q, StringComparison.OrdinalIgnoreCase)))) : throw IOTileRefusal.NotFound());
        server.Map("POST", "org/{slug}/invite/", Invite);
        server.Map("POST", "org/{slug}/register/", Register);

        server.Map("GET", "project/", c => c.Page(Projects(c)));
        server.Map("POST", "project/", c => new IOTileReply(201, CreateProject(c, ProjectFields.Read(c), IOTileWorldLoader.ProjectTemplate)));
        server.Describe("project/", "Api Project List", "POST", ProjectFields);
        server.Map("POST", "project/new/", c => new IOTileReply(201, new JsonObject { ["id"] = CreateProject(c, NewProject.Read(c), null)["id"]!.DeepClone() }));
        server.Map("GET", "project/{id}/", c => new IOTileReply(200, c.Shown(Project(c))));
        server.Map("PUT", "project/{id}/", c => ChangeProject(c, partial: false));
        server.Map("PATCH", "project/{id}/", c => ChangeProject(c, partial: true));
        server.Map("DELETE", "project/{id}/", c =>
            !c.User.Staff ? throw Restricted(400) : c.State.Projects.Remove(Project(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("project/{id}/", "Api Project Instance", "PUT", ProjectFields);
        server.Map("GET", "project/{id}/extra/", ProjectExtra);
    }

    /// <summary>What those who are no staff get for a deletion, before anything is looked up.</summary>
    internal static IOTileRefusal Restricted(int status) => IOTileRefusal.Error(status, "Restricted Access. Contact Arch");

    internal static JsonObject Merge(JsonObject into, JsonObject from, params string[] members)
    {
        foreach (var name in members)
        {
            if (from.TryGetPropertyName(name))
            {
                into[name] = from[name]?.DeepClone();
            }
        }

        return into.DeepClone().AsObject();
    }

    internal static JsonObject Project(IOTileCall c)
    {
        var id = c.Route("id");
        return !Guid.TryParse(id, out var key) ? throw IOTileRefusal.List("Project ID must be a UUID")
            : c.State.Projects.Find(p => (string)p["id"]! == key.ToString() && c.Sees((string)p["org"]!)) ?? throw IOTileRefusal.NotFound();
    }

    private static bool TryGetPropertyName(this JsonObject json, string name) => json.ContainsKey(name);

    private static IEnumerable<IOTileOrg> Visible(IOTileCall c) => c.State.Orgs.Where(o => c.Sees(o.Slug));

    private static IOTileOrg Get(IOTileCall c) => Visible(c).FirstOrDefault(o => o.Slug == c.Route("slug")) ?? throw IOTileRefusal.NotFound();

    private static IOTileRefusal Denied() => IOTileRefusal.Detail(403, "Access Denied due to lack of sufficient permissions");

    private static IOTileOrg Manage(IOTileCall c) => Get(c) is var org && c.May(org.Slug, "can_manage_users") ? org : throw Denied();

    private static IOTileReply Create(IOTileCall c)
    {
        var values = Fields.Read(c);
        var name = (string)values["name"]!;
        var slug = IOTileSlugs.Slugify(name);
        if (c.State.Orgs.Exists(o => o.Slug == slug))
        {
            throw IOTileRefusal.List("Organization with this Name produces duplicate slug.");
        }

        return new IOTileReply(201,
            IOTileWorldLoader.AddOrg(c.State, slug, name, (string?)values["about"] ?? "", c.User.Username,
                new Dictionary<string, string> { [c.User.Username] = "a0" }).Json.DeepClone());
    }

    private static IOTileReply Change(IOTileCall c, bool partial)
    {
        var org = Get(c);
        if (!c.May(org.Slug, "can_manage_org_and_projects"))
        {
            throw Denied();
        }

        var values = Fields.Read(c, partial);
        if (values["name"] is { } name)
        {
            c.State.RenameOrg(org, IOTileSlugs.Slugify((string)name!));
        }

        return new IOTileReply(200, Merge(org.Json, values, "name", "about"));
    }

    // What is sent is looked at before who sends it; a second invitation goes to the same address again.
    private static IOTileReply Invite(IOTileCall c)
    {
        Get(c);
        var email = (string)Invitation.Read(c)["email"]!;
        Manage(c).Invitations[email] = (c.User.Username, c.Now);
        return new IOTileReply(201, new JsonObject { ["email"] = email });
    }

    // Whatever the role, the rights that are stored are a member's.
    private static IOTileReply Register(IOTileCall c)
    {
        Get(c);
        var values = NewMember.Read(c);
        var org = Manage(c);
        var user = (string)values["user"]!;
        return org.Members.TryAdd(user, ((string)values["role"]!, "m1", c.Now))
            ? new IOTileReply(201, Membership(c, org, user)) : throw IOTileRefusal.Error(400, "Member already exists");
    }

    private static JsonObject Membership(IOTileCall c, IOTileOrg org, string username)
    {
        if (!org.Members.TryGetValue(username, out var member))
        {
            throw IOTileRefusal.NotFound();
        }

        var user = c.State.Users.Single(u => u.Username == username);
        return new JsonObject
        {
            ["user"] = username,
            ["user_details"] = new JsonObject
            {
                ["email"] = user.Email,
                ["username"] = username,
                ["slug"] = username,
                ["name"] = user.Name,
                ["tagline"] = user.Tagline,
                ["avatar"] = IOTileWorldLoader.Avatar(user.Email, 28, 80),
            },
            ["created_on"] = IOTileTimes.Full(member.Since),
            ["is_active"] = true,
            ["is_org_admin"] = member.Role is "a0" or "a1",
            ["permissions"] = new JsonObject(IOTileRoles.All.Select(p => KeyValuePair.Create(p, (JsonNode?)IOTileRoles.Has(member.Rights, p)))),
            ["role"] = member.Role,
            ["role_name"] = IOTileRoles.Name(member.Role),
        };
    }

    private static IOTileReply Extra(IOTileCall c)
    {
        var org = Get(c);
        var json = org.Json.DeepClone().AsObject();
        json.Remove("domain_names");
        json["counts"] = new JsonObject
        {
            ["projects"] = c.State.Projects.Count(p => (string)p["org"]! == org.Slug),
            ["datablocks"] = c.State.Blocks.Count(b => (string)b["org"]! == org.Slug),
            ["members"] = org.Members.Count,
            ["devices"] = c.State.Devices.Count(d => d.Org == org.Slug),
            ["fleets"] = c.State.Fleets.Count(f => (string)f["org"]! == org.Slug),
            ["networks"] = c.State.Fleets.Count(f => (string)f["org"]! == org.Slug && (bool)f["is_network"]!),
            ["reports"] = 0,
        };
        json["current_member"] = org.Members.ContainsKey(c.User.Username) ? Membership(c, org, c.User.Username) : new JsonObject();
        return new IOTileReply(200, json);
    }

    private static IOTileReply Search(IOTileCall c, IEnumerable<JsonObject> rows)
    {
        var all = rows.ToList();
        var page = int.TryParse(c.Query("page"), out var asked) && asked > 0 ? asked : 1;
        return new IOTileReply(200, new JsonObject
        {
            ["next_page"] = all.Count > page * 10 ? page + 1 : null,
            ["prev_page"] = page > 1 ? page - 1 : null,
            ["count"] = all.Count,
            ["results"] = new JsonArray([.. all.Skip((page - 1) * 10).Take(10).Select(r => (JsonNode?)r.DeepClone())]),
        });
    }

    private static IEnumerable<JsonObject> Projects(IOTileCall c)
    {
        var (org, by) = (KnownOrg(c, orSlug: true), c.Creator());
        var property = c.Filter("property")?.Split("__") is { Length: <= 2 } parts ? parts : null;
        return c.State.Projects.Where(p => c.Sees((string)p["org"]!)
            && (org is null || (string)p["org"]! == org)
            && (c.Filter("slug") is not { } slug || (string)p["slug"]! == slug)
            && (c.Filter("name") is not { } name || (string)p["name"]! == name)
            && (by is null || (string)p["created_by"]! == by)
            && (property is null
                || c.State.Properties.Exists(q =>
                    (string)q["target"]! == (string)p["slug"]! && (string)q["name"]! == property[0] && (property.Length == 1 || IOTilePython.Text(q["value"]) == property[1]))))
            .OrderBy(p => (string)c.State.Orgs.Find(o => o.Slug == (string)p["org"]!)!.Json["name"]!, StringComparer.Ordinal)
                .ThenBy(p => (string)p["name"]!, StringComparer.Ordinal);
    }

    /// <summary>The organisation that a filter names.</summary>
    /// <exception cref="IOTileRefusal">There is none of this slug.</exception>
    internal static string? KnownOrg(IOTileCall c, bool orSlug = false) =>
        (c.Filter("org") ?? (orSlug ? c.Filter("org__slug") : null)) is { } org ? c.State.Orgs.Exists(o => o.Slug == org) ? org : throw IOTileRefusal.NotFound() : null;

    private static JsonObject CreateProject(IOTileCall c, JsonObject values, string? template)
    {
        var org = (string)values["org"]!;
        if (!c.May(org, "can_manage_org_and_projects"))
        {
            throw Denied();
        }

        var next = c.State.NextProject =
            Math.Max(c.State.NextProject,
                c.State.Projects.Select(p => Convert.ToInt64(((string)p["slug"]!)[3..].Replace("-", "", StringComparison.Ordinal), 16)).DefaultIfEmpty(0).Max()) + 1;
        var project =
            IOTileWorldLoader.AddProject(c.State, c.State.NewGuid(), $"p--{next >> 16:x4}-{next & 0xffff:x4}", (string)values["name"]!, org, (string?)values["about"] ?? "",
                c.User.Username);
        project["project_template"] = values["project_template"]?.DeepClone() ?? template;
        return project.DeepClone().AsObject();
    }

    private static IOTileReply ChangeProject(IOTileCall c, bool partial)
    {
        var project = Project(c);
        return c.May((string)project["org"]!, "can_manage_org_and_projects")
            ? new IOTileReply(200, Merge(project, ProjectFields.Read(c, partial), "name", "org", "about", "project_template"))
            : throw Denied();
    }

    private static IOTileReply ProjectExtra(IOTileCall c)
    {
        var project = Project(c);
        var json = new JsonObject();
        foreach (var (name, value) in project)
        {
            json[name] = value?.DeepClone();
        }

        var id = (string)project["id"]!;
        json["counts"] = new JsonObject
        {
            ["active_devices"] = c.State.Devices.Count(d => d.Project == id && d.Active),
            ["inactive_devices"] = c.State.Devices.Count(d => d.Project == id && !d.Active),
            ["variables"] = c.State.Variables.Count(v => (string)v["project"]! == id),
            ["streams"] = c.State.Streams.Count(s => (string?)s["project_id"] == id),
        };
        return new IOTileReply(200, json);
    }
}
