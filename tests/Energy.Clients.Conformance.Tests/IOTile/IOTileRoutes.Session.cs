using System.Text.Json.Nodes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>Signing in, accounts, organisations, projects.</summary>
public static partial class IOTileRoutes
{
    private static IOTileListQuery ListQuery(IOTileAsked asked) => new() { PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff") };

    private static int? PageSize(IOTileAsked asked) => asked.Number("page_size", 1);

    private static int? FirstPage(IOTileAsked asked) =>
        asked.Exchange.Request.Parameter("page") == "last" ? asked.Impossible<int?>("page", 2) : asked.Number("page", 1);

    private static IOTileRoute[] Session() =>
    [
        new(Redirect, "*", "/{*path}", (_, _) => Task.FromResult<JsonNode?>(null), exchange => !exchange.Request.Path.EndsWith('/')),
        new("session.login", "POST", "/api/v1/auth/login/", (client, asked) =>
        {
            asked.Anonymous();
            var email = asked.Body.Required("email");

            // A name that is no address goes to the other sign-in, which takes both.
            if (!email.Contains('@', StringComparison.Ordinal))
            {
                asked.Differs();
            }

            return IOTileJson.OfAsync(client.Session.LoginAsync(asked.Repair ? "someone@example.com" : email, asked.Body.Required("password")));
        }),
        new("session.login-by-name", "POST", "/api/v1/auth/api-jwt-auth/", async (client, asked) =>
        {
            asked.Anonymous();
            var name = asked.Body.Required("username");
            if (name.Contains('@', StringComparison.Ordinal))
            {
                asked.Differs();
                name = asked.Exchange.Request.Method;
            }

            return new JsonObject { ["token"] = (await client.Session.LoginAsync(name, asked.Body.Required("password"))).Jwt };
        }),
        new("session.refresh", "POST", "/api/v1/auth/api-jwt-refresh/", async (client, asked) =>
        {
            asked.Anonymous();
            return new JsonObject { ["token"] = (await client.Session.RefreshAsync(TokenOf(asked))).Text };
        }),
        new("session.verify", "POST", "/api/v1/auth/api-jwt-verify/", async (client, asked) =>
        {
            asked.Anonymous();
            return new JsonObject { ["token"] = (await client.Session.VerifyAsync(TokenOf(asked))).Text };
        }),
        new("session.logout", "POST", "/api/v1/auth/logout/", (client, asked) =>
        {
            _ = asked.Body;
            return IOTileJson.OfAsync(client.Session.LogoutAsync());
        }),
        new("session.tokens", "GET", "/api/v1/auth/token/", (client, _) => IOTileJson.OfAsync(client.Session.GetTokensAsync())),
        new("session.account", "GET", "/api/v1/auth/user-info/", (client, _) => IOTileJson.OfAsync(client.Session.GetAccountAsync())),
        new("session.reset-password", "POST", "/api/v1/auth/password/reset/", (client, asked) =>
        {
            asked.Anonymous();
            return IOTileJson.OfAsync(client.Session.ResetPasswordAsync(asked.Body.Required("email")));
        }),
        new("server.get", "GET", "/api/v1/server/", (client, asked) =>
        {
            asked.Anonymous();
            return IOTileJson.OfAsync(client.Server.GetAsync());
        }),
        new("server.resources", "GET", "/api/v1/", (client, _) => IOTileJson.OfAsync(client.Server.ListResourcesAsync())),
        new("accounts.list", "GET", "/api/v1/account/", (client, asked) => IOTileJson.PageAsync(client.Accounts.ListAsync(ListQuery(asked)))),
        new("accounts.get", "GET", "/api/v1/account/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Accounts.GetAsync(asked.PathText("slug")))),
        new("accounts.update", "PATCH", "/api/v1/account/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Accounts.UpdateAsync(
            asked.PathText("slug"), new IOTileAccountUpdate { Name = asked.Body.Change("name"), Tagline = asked.Body.Change("tagline") }))),
        new("accounts.set-password", "POST", "/api/v1/account/{slug}/set_password/", (client, asked) =>
            IOTileJson.OfAsync(client.Accounts.SetPasswordAsync(asked.PathText("slug"), asked.Body.Required("password")))),
    ];

    private static string TokenOf(IOTileAsked asked) => asked.Body.Text("token") is { Length: > 0 } token ? token : asked.Impossible("token", "no-token");

    private static IOTileRoute[] Administration() =>
    [
        new("organizations.list", "GET", "/api/v1/org/", (client, asked) => IOTileJson.PageAsync(client.Organizations.ListAsync(new IOTileOrganizationQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Search = asked.Text("search"), CreatedBy = asked.Text("created_by"),
        }))),
        new("organizations.create", "POST", "/api/v1/org/", (client, asked) =>
            IOTileJson.OfAsync(client.Organizations.CreateAsync(asked.Body.Required("name"), asked.Body.Text("about")))),
        new("organizations.get", "GET", "/api/v1/org/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Organizations.GetAsync(asked.PathText("slug")))),
        new("organizations.replace", "PUT", "/api/v1/org/{slug}/", (client, asked) =>
            IOTileJson.OfAsync(client.Organizations.ReplaceAsync(asked.PathText("slug"), asked.Body.Required("name"), asked.Body.Text("about")))),
        new("organizations.update", "PATCH", "/api/v1/org/{slug}/", (client, asked) => IOTileJson.OfAsync(client.Organizations.UpdateAsync(
            asked.PathText("slug"), new IOTileOrganizationUpdate { Name = asked.Body.Change("name"), About = asked.Body.Change("about") }))),
        new("organizations.delete", "DELETE", "/api/v1/org/{slug}/", (client, asked) =>
            IOTileJson.OfAsync(client.Organizations.DeleteAsync(asked.PathText("slug"), asked.Flag("staff")))),
        new("organizations.projects.list", "GET", "/api/v1/org/{slug}/projects/", (client, asked) =>
            IOTileJson.PageAsync(client.Organizations.ListProjectsAsync(asked.PathText("slug"), ListQuery(asked)))),
        new("organizations.members.list", "GET", "/api/v1/org/{slug}/members/", (client, asked) =>
            IOTileJson.PageAsync(client.Organizations.ListMembersAsync(asked.PathText("slug"), asked.Flag("all"), ListQuery(asked)))),
        new("organizations.pending.list", "GET", "/api/v1/org/{slug}/pending/", (client, asked) =>
            IOTileJson.PageAsync(client.Organizations.ListPendingAsync(asked.PathText("slug"), ListQuery(asked)))),
        new("organizations.membership", "GET", "/api/v1/org/{slug}/membership/", (client, asked) =>
            IOTileJson.OfAsync(client.Organizations.GetMembershipAsync(asked.PathText("slug")))),
        new("organizations.extra", "GET", "/api/v1/org/{slug}/extra/", (client, asked) =>
            IOTileJson.OfAsync(client.Organizations.GetExtraAsync(asked.PathText("slug")))),
        new("organizations.search-devices", "GET", "/api/v1/org/{slug}/devices/", (client, asked) =>
            IOTileJson.PageAsync(client.Organizations.SearchDevicesAsync(asked.PathText("slug"), asked.Text("q"), SearchedProperties(asked)))),
        new("organizations.search-archives", "GET", "/api/v1/org/{slug}/archives/", (client, asked) =>
            IOTileJson.PageAsync(client.Organizations.SearchArchivesAsync(asked.PathText("slug"), asked.Text("q"), SearchedProperties(asked)))),
        new("organizations.invite", "POST", "/api/v1/org/{slug}/invite/", (client, asked) =>
            IOTileJson.OfAsync(client.Organizations.InviteAsync(asked.PathText("slug"), asked.Body.Required("email"), asked.Body.Text("role")))),
        new("organizations.register", "POST", "/api/v1/org/{slug}/register/", (client, asked) =>
            IOTileJson.OfAsync(client.Organizations.RegisterAsync(asked.PathText("slug"), asked.Body.Required("user"), asked.Body.Required("role")))),
        new("projects.list", "GET", "/api/v1/project/", (client, asked) => IOTileJson.PageAsync(client.Projects.ListAsync(new IOTileProjectQuery
        {
            PageSize = PageSize(asked), FirstPage = FirstPage(asked), AsStaff = asked.Flag("staff"), Org = asked.Text("org"), Slug = asked.Slug<ProjectSlug>("slug"),
            Name = asked.Text("name"), CreatedBy = asked.Text("created_by"), Property = asked.Text("property"), Extra = Extra(asked, "org__slug"),
        }))),
        new("projects.create", "POST", "/api/v1/project/", (client, asked) => IOTileJson.OfAsync(client.Projects.CreateAsync(
            asked.Body.Required("name"), asked.Body.Required("org"), asked.Body.Text("about"), asked.Body.Text("project_template")))),
        new("projects.create-new", "POST", "/api/v1/project/new/", (client, asked) => IOTileJson.OfAsync(client.Projects.CreateNewAsync(
            asked.Body.Required("name"), asked.Body.Required("org"), asked.Body.Slug<DeviceSlug>("device")))),
        new("projects.get", "GET", "/api/v1/project/{id}/", (client, asked) => IOTileJson.OfAsync(client.Projects.GetAsync(asked.PathGuid("id")))),
        new("projects.update", "PATCH", "/api/v1/project/{id}/", (client, asked) => IOTileJson.OfAsync(client.Projects.UpdateAsync(
            asked.PathGuid("id"), new IOTileProjectUpdate { Name = asked.Body.Change("name"), About = asked.Body.Change("about") }))),
        new("projects.delete", "DELETE", "/api/v1/project/{id}/", (client, asked) => IOTileJson.OfAsync(client.Projects.DeleteAsync(asked.PathGuid("id"), asked.Flag("staff")))),
        new("projects.extra", "GET", "/api/v1/project/{id}/extra/", (client, asked) => IOTileJson.OfAsync(client.Projects.GetExtraAsync(asked.PathGuid("id")))),
        new("projects.properties", "GET", "/api/v1/project/{id}/properties/", (client, asked) => IOTileJson.ArrayAsync(client.Projects.ListPropertiesAsync(asked.PathGuid("id")))),
        new("projects.set-property", "POST", "/api/v1/project/{id}/new_property/", (client, asked) =>
            IOTileJson.OfAsync(client.Projects.SetPropertyAsync(asked.PathGuid("id"), asked.Body.Required("name"), PropertyValue(asked)))),
    ];

    private static IOTileQuery? Extra(IOTileAsked asked, params string[] names)
    {
        var extra = new IOTileQuery();
        foreach (var name in names)
        {
            extra.Add(name, asked.Text(name));
        }

        return extra.Any() ? extra : null;
    }

    private static Dictionary<string, string>? SearchedProperties(IOTileAsked asked)
    {
        // The client begins with page 1 and says so; a later page is asked by enumerating on.
        if (asked.Text("page") != "1")
        {
            asked.Differs();
        }

        var others = asked.Exchange.Request.Query.Select(pair => pair.Key)
            .Where(name => name is not ("q" or "page")).Distinct().ToDictionary(name => name, name => asked.Text(name)!);
        return others.Count == 0 ? null : others;
    }

    private static IOTilePropertyValue PropertyValue(IOTileAsked asked)
    {
        var body = asked.Body;
        var (number, text, truth) = (body.Find("int_value"), body.Find("str_value"), body.Find("bool_value"));
        if (new[] { number, text, truth }.Count(value => value is not null) == 1)
        {
            return number is not null ? body.RequiredInt32("int_value") : text is not null ? body.Text("str_value")! : body.Truth("bool_value") ?? false;
        }

        // No value, or more than one, cannot be said: the type holds exactly one.
        return asked.Checked<IOTilePropertyValue>(default, false, 0) is var value && number is null && text is null && truth is null
            ? value
            : asked.Impossible<IOTilePropertyValue>("value", 0);
    }
}
