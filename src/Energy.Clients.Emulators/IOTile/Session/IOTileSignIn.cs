using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Signing in and out, tokens, accounts.</summary>
internal static class IOTileSignIn
{
    private static readonly IOTileForm Credentials = new(
        IOTileField.Of("email", IOTileFieldKind.Email) with { Required = true, Length = 200 }, IOTileField.Text("password", 200) with { Required = true });

    private static readonly IOTileForm UserCredentials = new(IOTileField.Text("username") with { Required = true }, IOTileField.Text("password") with { Required = true });

    private static readonly IOTileForm Token = new(IOTileField.Text("token") with { Required = true });

    private static readonly IOTileForm Reset = new(IOTileField.Of("email", IOTileFieldKind.Email) with { Required = true });

    private static readonly IOTileForm NewPassword = new(IOTileField.Text("password", 200) with { Required = true });

    private static readonly IOTileForm Profile = new(
        IOTileField.Shown("id", "integer", "ID"),
        IOTileField.Of("email", IOTileFieldKind.Email)
            with
        { Required = true, Length = 254, Check = (c, value) => IsTaken(c, u => u.Email == (string)value!) ? "account with this email already exists." : null },
        IOTileField.Text("username", 40)
            with
        {
            Required = true,
            Check = (c, value) => IsTaken(c, u => u.Username == (string)value!)
                ? "account with this username already exists." : ((string)value!).Contains(' ', StringComparison.Ordinal) ? "Username cannot have spaces" : null
        },
        IOTileField.Shown("created_at", "datetime"),
        IOTileField.Shown("updated_at", "datetime"),
        IOTileField.Text("name", 120) with { Blank = true, Label = "Full Name" },
        IOTileField.Text("tagline", 260) with { Blank = true },
        IOTileField.Shown("avatar"),
        IOTileField.Text("password"),
        IOTileField.Text("confirm_password"),
        IOTileField.Of("verified_email", IOTileFieldKind.Flag),
        IOTileField.Shown("slug", "slug"),
        IOTileField.Shown("is_staff", "boolean"),
        IOTileField.Text("captcha_token"));

    internal static void Map(IOTileEmulator server)
    {
        server.Map("POST", "auth/login/", c => Login(server, c), IOTileAccess.Anyone);
        server.Describe("auth/login/", "Api Login");
        server.Map("POST", "auth/api-jwt-auth/", c => new IOTileReply(200, new JsonObject { ["token"] = server.Tokens.Issue(Check(c), c.Now) }), IOTileAccess.Unasked);
        server.Describe("auth/api-jwt-auth/", "Obtain Json Web Token", "POST", UserCredentials);
        server.Map("POST", "auth/api-jwt-refresh/", c =>
        {
            var (user, claims) = Read(server, c);
            var issued = (long?)claims["orig_iat"] is { } at and not 0 ? Instant.FromUnixTimeSeconds(at) : throw Whole("orig_iat field is required.");
            return c.Now > issued + IOTileTokens.RefreshLimit
                ? throw Whole("Refresh has expired.") : new IOTileReply(200, new JsonObject { ["token"] = server.Tokens.Issue(user, c.Now, issued) });
        }, IOTileAccess.Unasked);
        server.Describe("auth/api-jwt-refresh/", "Refresh Json Web Token", "POST", Token);
        server.Map("POST", "auth/api-jwt-verify/", c => Read(server, c).User is not null
            ? new IOTileReply(200, new JsonObject { ["token"] = c.Object["token"]!.DeepClone() }) : throw IOTileRefusal.NotFound(), IOTileAccess.Unasked);
        server.Describe("auth/api-jwt-verify/", "Verify Json Web Token", "POST", Token);
        server.Map("POST", "auth/logout/", c =>
        {
            if (c.Exchange.Context.Request.Cookies["sessionid"] is { } cookie && server.Sessions.Remove(cookie))
            {
                c.Exchange.Response.Headers.SetCookie = IOTileEmulator.DeadCookie;
            }

            return new IOTileReply(204);
        });
        server.Describe("auth/logout/", "Api Logout");
        server.Map("GET", "auth/token/", c => new IOTileReply(200, new JsonObject { ["token"] = c.User.Token, ["jwt"] = server.Tokens.Issue(c.User, c.Now) }));
        server.Describe("auth/token/", "Api Token");
        server.Map("GET", "auth/user-info/", c =>
        {
            if (c.IsAnonymous)
            {
                throw new IOTileRefusal(new IOTileReply(403, "User not recognized."));
            }

            var account = Account(c.User);
            account["jwt"] = server.Tokens.Issue(c.User, c.Now);
            return new IOTileReply(200, account);
        }, IOTileAccess.Anyone);
        server.Describe("auth/user-info/", "Api User Info");
        server.Map("POST", "auth/password/reset/", c => (string)Reset.Read(c)["email"]! is var email && c.State.Users.Exists(u => u.Email == email)
            ? IOTileReply.Detail(200, "Password reset e-mail has been sent.")
            : throw IOTileRefusal.Detail(400, "No account associated to that email address"), IOTileAccess.Anyone);
        server.Describe("auth/password/reset/", "Password Reset", "POST", Reset);
        server.Map("POST", "account/", SignUp, IOTileAccess.Anyone).OpenMethod = "POST";
        server.Map("GET", "account/", c => c.Page(c.State.Users.Where(u => u == c.User || SeesAll(c)).OrderBy(u => u.Username, StringComparer.Ordinal).Select(Account)));
        server.Describe("account/", "Account List", "POST", Profile);

        // Anyone may ask it with POST, and hears that it takes none.
        server.Map("GET", "account/{slug}/", c => new IOTileReply(200, Account(Get(c))), IOTileAccess.Anyone).OpenMethod = "POST";
        server.Map("PATCH", "account/{slug}/", c => Change(c, partial: true));
        server.Map("PUT", "account/{slug}/", c => Change(c, partial: false));
        server.Map("DELETE", "account/{slug}/", c =>
        {
            var user = Own(c);
            c.State.Orgs.ForEach(o => o.Members.Remove(user.Username));
            c.State.Users.Remove(user);
            return new IOTileReply(204);
        });
        server.Describe("account/{slug}/", "Account Instance", "PUT", Profile);
        server.Map("POST", "account/{slug}/set_password/", c =>
        {
            var user = c.IsAnonymous ? throw IOTileRefusal.NotFound() : Get(c);
            user.Password = (string)NewPassword.Read(c)["password"]!;
            return new IOTileReply(201, new JsonObject { ["status"] = "password set" });
        }, IOTileAccess.Anyone).OpenMethod = "POST";
        server.Describe("account/{slug}/set_password/", "Set password");
    }

    internal static JsonObject Account(IOTileUser user) => new()
    {
        ["id"] = user.Id,
        ["email"] = user.Email,
        ["username"] = user.Username,
        ["created_at"] = IOTileTimes.Full(user.Created),
        ["updated_at"] = IOTileTimes.Full(user.Updated),
        ["name"] = user.Name,
        ["tagline"] = user.Tagline,
        ["avatar"] = IOTileWorldLoader.Avatar(user.Email, 28, 80, 170),
        ["slug"] = user.Username,
        ["is_staff"] = user.Staff,
    };

    private static IOTileRefusal Whole(string text) => IOTileRefusal.Field("non_field_errors", text);

    private static bool SeesAll(IOTileCall c) => c.User.Staff && c.Filter("staff") is not null;

    private static bool IsTaken(IOTileCall c, Predicate<IOTileUser> by) =>
        c.State.Users.Exists(u => by(u) && (c.IsAnonymous || c.Exchange.Request.Method == "POST" || u != c.User));

    private static IOTileUser Get(IOTileCall c) => c.State.Users.Find(u => u.Username == c.Route("slug") && (u == c.User || SeesAll(c))) ?? throw IOTileRefusal.NotFound();

    private static IOTileUser Own(IOTileCall c) => Get(c) is var user && user == c.User ? user : throw IOTileRefusal.Forbidden();

    private static IOTileReply SignUp(IOTileCall c)
    {
        var values = Profile.Read(c);
        if (values["password"] is not { } password || values["confirm_password"] is not { } confirmation)
        {
            throw new IOTileRefusal(new IOTileReply(400, new JsonObject()));
        }

        if ((string)password! != (string)confirmation!)
        {
            throw IOTileRefusal.List("Passwords did not match");
        }

        var user = new IOTileUser
        {
            Id = c.State.Users.Select(u => u.Id).DefaultIfEmpty().Max() + 1,
            Username = (string)values["username"]!,
            Email = (string)values["email"]!,
            Password = (string)password!,
            Name = (string?)values["name"] ?? "",
            Tagline = (string?)values["tagline"] ?? "",
            Created = c.Now,
            Updated = c.Now,
        };
        c.State.Users.Add(user);
        return new IOTileReply(201, new JsonObject { ["id"] = user.Id, ["slug"] = user.Username, ["created_at"] = IOTileTimes.Full(user.Created) });
    }

    private static IOTileReply Change(IOTileCall c, bool partial)
    {
        var user = Own(c);
        var values = Profile.Read(c, partial);
        if ((string?)values["username"] is { } name && name != user.Username)
        {
            foreach (var org in c.State.Orgs)
            {
                if (org.Members.Remove(user.Username, out var membership))
                {
                    org.Members[name] = membership;
                }
            }

            user.Username = name;
        }

        user.Email = (string?)values["email"] ?? user.Email;
        user.Name = (string?)values["name"] ?? user.Name;
        user.Tagline = (string?)values["tagline"] ?? user.Tagline;
        user.Updated = c.Now;
        return new IOTileReply(200, IOTileOrganizations.Merge(Account(user), values, "captcha_token"));
    }

    private static IOTileReply Login(IOTileEmulator server, IOTileCall c)
    {
        // This path reads its body itself: as JSON, whatever it is called.
        c.Body = IOTileBodies.Json(c);
        var values = Credentials.Read(c);
        if (!c.IsAnonymous)
        {
            throw new IOTileRefusal(new IOTileReply(403, "Already Logged-in"));
        }

        var user = c.State.Users.Find(u => u.Email.Equals((string)values["email"]!, StringComparison.OrdinalIgnoreCase) && u.Password == (string)values["password"]! && u.Active)
            ?? throw new IOTileRefusal(new IOTileReply(401, "Username/password combination invalid."));
        var cookie = c.State.NewGuid().Replace("-", "", StringComparison.Ordinal);
        server.Sessions[cookie] = user;
        c.Exchange.Response.Headers.SetCookie = $"sessionid={cookie}; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax";
        var account = Account(user);
        if (user.Token.Length == 0)
        {
            user.Token = (c.State.NewGuid() + c.State.NewGuid()).Replace("-", "", StringComparison.Ordinal)[..40];
        }

        account["token"] = user.Token;
        account["jwt"] = server.Tokens.Issue(user, c.Now);
        return new IOTileReply(200, account);
    }

    private static IOTileUser Check(IOTileCall c)
    {
        var values = UserCredentials.Read(c);
        var (name, password) = ((string)values["username"]!, (string)values["password"]!);
        return c.State.Users.Find(u => (u.Username == name || u.Email.Equals(name, StringComparison.OrdinalIgnoreCase)) && u.Password == password && u.Active)
            ?? throw Whole("Unable to log in with provided credentials.");
    }

    private static (IOTileUser User, JsonObject Claims) Read(IOTileEmulator server, IOTileCall c)
    {
        var (claims, fault) = server.Tokens.Read((string)Token.Read(c)["token"]!, c.Now);
        if (claims is null)
        {
            throw Whole(fault!);
        }

        var name = (string?)claims["username"] ?? throw Whole("Invalid payload.");
        var user = c.State.Users.Find(u => u.Username == name) ?? throw Whole("User doesn't exist.");
        return user.Active ? (user, claims) : throw Whole("User account is disabled.");
    }
}
