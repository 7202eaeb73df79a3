using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Organisations and projects.</summary>
internal static class IOTileOrganizations
{
    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "org/", c => c.Page(Visible(c).Where(o => c.Query("search") is not { } s || ((string)o.Json["name"]!).Contains(s, StringComparison.OrdinalIgnoreCase))
            .Where(o => c.Query("created_by") is not { } by || (string)o.Json["created_by"]! == by).OrderBy(o => (string)o.Json["name"]!, StringComparer.Ordinal).Select(o => o.Json)));
        server.Map("POST", "org/", Create);
        server.Map("GET", "org/{slug}/", c => new IOTileReply(200, c.Shown(Get(c).Json)));
        server.Map("PUT", "org/{slug}/", c => Change(c, whole: true));
        server.Map("PATCH", "org/{slug}/", c => Change(c, whole: false));
        server.Map("DELETE", "org/{slug}/", c => c.AsStaff && c.State.Orgs.Remove(Get(c)) ? new IOTileReply(204) : throw IOTileRefusal.Error(403, "Restricted Access. Contact Arch"));
        server.Map("GET", "org/{slug}/projects/", c => Get(c) is var org ? c.Page(c.State.Projects.Where(p => (string)p["org"]! == org.Slug)) : throw IOTileRefusal.NotFound());
        server.Map("GET", "org/{slug}/members/", c => Manage(c) is var org ? c.Page(org.Members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => Membership(c, org, m.Key))) : throw IOTileRefusal.NotFound());
        server.Map("GET", "org/{slug}/pending/", c => c.Page(Manage(c).Invitations.Select(i => new JsonObject { ["email"] = i.Key, ["sent_on"] = IOTileTimes.Full(i.Value.SentOn), ["sent_by"] = i.Value.SentBy })));
        server.Map("GET", "org/{slug}/membership/", c => new IOTileReply(200, Membership(c, Get(c), c.User.Username)));
        server.Map("GET", "org/{slug}/extra/", Extra);
        server.Map("GET", "org/{slug}/devices/", c => Search(c, c.State.Devices.Where(d => d.Org == Get(c).Slug && (c.Query("q") is not { } q || ((string)d.Json["label"]!).Contains(q, StringComparison.OrdinalIgnoreCase))).Select(d => d.Json)));
        server.Map("GET", "org/{slug}/archives/", c => Search(c, c.State.Blocks.Where(b => (string)b["org"]! == Get(c).Slug && (c.Query("q") is not { } q || ((string)b["title"]!).Contains(q, StringComparison.OrdinalIgnoreCase)))));
        server.Map("POST", "org/{slug}/invite/", Invite);
        server.Map("POST", "org/{slug}/register/", c => Manage(c).Members.TryAdd(c.Required("user"), (c.Required("role"), c.Now))
            ? new IOTileReply(201, new JsonObject { ["user"] = c.Required("user"), ["role"] = c.Required("role") })
            : throw IOTileRefusal.Error(400, "Member already exists"));

        server.Map("GET", "project/", c => c.Page(Projects(c)));
        server.Map("POST", "project/", c => new IOTileReply(201, CreateProject(c)));
        server.Map("POST", "project/new/", c => new IOTileReply(201, new JsonObject { ["id"] = CreateProject(c)["id"]!.DeepClone() }));
        server.Map("GET", "project/{id}/", c => new IOTileReply(200, c.Shown(Project(c))));
        server.Map("PATCH", "project/{id}/", c => new IOTileReply(200, Merge(Project(c), c.Object, "name", "about")));
        server.Map("DELETE", "project/{id}/", c => c.AsStaff && c.State.Projects.Remove(Project(c)) ? new IOTileReply(204) : throw IOTileRefusal.Error(400, "Restricted Access. Contact Arch"));
        server.Map("GET", "project/{id}/extra/", ProjectExtra);
    }

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
        if (!Guid.TryParse(id, out _))
        {
            throw IOTileRefusal.List("Project ID must be a UUID");
        }

        return c.State.Projects.Find(p => (string)p["id"]! == id && c.IsMember((string)p["org"]!)) ?? throw IOTileRefusal.NotFound();
    }

    private static bool TryGetPropertyName(this JsonObject json, string name) => json.ContainsKey(name);

    private static IEnumerable<IOTileOrg> Visible(IOTileCall c) => c.State.Orgs.Where(o => c.IsMember(o.Slug));

    private static IOTileOrg Get(IOTileCall c) => Visible(c).FirstOrDefault(o => o.Slug == c.Route("slug")) ?? throw IOTileRefusal.NotFound();

    private static IOTileRefusal Denied() => IOTileRefusal.Detail(403, "Access Denied due to lack of sufficient permissions");

    private static IOTileOrg Manage(IOTileCall c) => Get(c) is var org && c.May(org.Slug, "can_manage_users") ? org : throw Denied();

    private static IOTileReply Create(IOTileCall c)
    {
        var name = c.Required("name");
        var slug = IOTileSlugs.Slugify(name);
        if (c.State.Orgs.Exists(o => o.Slug == slug))
        {
            throw IOTileRefusal.List("Organization with this Name produces duplicate slug.");
        }

        return new IOTileReply(201, IOTileWorldLoader.AddOrg(c.State, slug, name, (string?)c.Object["about"] ?? "", c.User.Username, new Dictionary<string, string> { [c.User.Username] = "a0" }).Json.DeepClone());
    }

    private static IOTileReply Change(IOTileCall c, bool whole)
    {
        var org = Get(c);
        if (!c.May(org.Slug, "can_manage_org_and_projects"))
        {
            throw Denied();
        }

        if (whole)
        {
            c.Required("name");
        }

        return new IOTileReply(200, Merge(org.Json, c.Object, "name", "about"));
    }

    // What is sent is looked at before who sends it; a second invitation goes to the same address again.
    private static IOTileReply Invite(IOTileCall c)
    {
        var org = Get(c);
        var email = c.Required("email");
        if (!email.Contains('@', StringComparison.Ordinal))
        {
            throw IOTileRefusal.Field("email", "Enter a valid email address.");
        }

        Manage(c);
        org.Invitations[email] = (c.User.Username, c.Now);
        return new IOTileReply(201, new JsonObject { ["email"] = email });
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
            ["permissions"] = new JsonObject(IOTileRoles.All.Select(p => KeyValuePair.Create(p, (JsonNode?)IOTileRoles.Has(member.Role, p)))),
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
        json["current_member"] = org.Members.ContainsKey(c.User.Username) ? Membership(c, org, c.User.Username) : null;
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
        var org = c.Query("org") ?? c.Query("org__slug");
        if (org is not null && !c.State.Orgs.Exists(o => o.Slug == org))
        {
            throw IOTileRefusal.NotFound();
        }

        return c.State.Projects.Where(p => c.IsMember((string)p["org"]!)
            && (org is null || (string)p["org"]! == org)
            && (c.Query("slug") is not { } slug || (string)p["slug"]! == slug)
            && (c.Query("name") is not { } name || (string)p["name"]! == name)
            && (c.Query("created_by") is not { } by || (string)p["created_by"]! == by));
    }

    private static JsonObject CreateProject(IOTileCall c)
    {
        var name = c.Required("name");
        var org = c.Required("org");
        if (!c.State.Orgs.Exists(o => o.Slug == org))
        {
            throw IOTileRefusal.Field("org", $"Object with slug={org} does not exist.");
        }

        if (!c.May(org, "can_manage_org_and_projects"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var next = c.State.Projects.Select(p => Convert.ToInt64(((string)p["slug"]!)[3..].Replace("-", "", StringComparison.Ordinal), 16)).DefaultIfEmpty(0).Max() + 1;
        return IOTileWorldLoader.AddProject(c.State, c.State.NewGuid(), $"p--{next >> 16:x4}-{next & 0xffff:x4}", name, org, (string?)c.Object["about"] ?? "", c.User.Username).DeepClone().AsObject();
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
