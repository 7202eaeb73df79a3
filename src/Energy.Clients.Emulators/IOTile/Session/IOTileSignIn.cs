using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Signing in and out, tokens, accounts.</summary>
internal static class IOTileSignIn
{
    internal static void Map(IOTileEmulator server)
    {
        server.Map("POST", "auth/login/", c => Login(server, c), open: true);
        server.Map("POST", "auth/api-jwt-auth/", c => new IOTileReply(200, new JsonObject { ["token"] = server.Tokens.Issue(Check(c, "username", "password"), c.Now) }), open: true);
        server.Map("POST", "auth/api-jwt-refresh/", c => Refresh(server, c), open: true);
        server.Map("POST", "auth/api-jwt-verify/", c =>
        {
            var token = c.Required("token");
            var (_, fault) = server.Tokens.Read(token, c.Now);
            return fault is null ? new IOTileReply(200, new JsonObject { ["token"] = token }) : throw Whole(fault);
        }, open: true);
        server.Map("POST", "auth/logout/", c =>
        {
            if (c.Exchange.Context.Request.Cookies["sessionid"] is { } cookie && server.Sessions.Remove(cookie))
            {
                c.Exchange.Response.Headers.SetCookie = "sessionid=\"\"; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax";
            }

            return new IOTileReply(204);
        });
        server.Map("GET", "auth/token/", c => new IOTileReply(200, new JsonObject { ["token"] = c.User.Token, ["jwt"] = server.Tokens.Issue(c.User, c.Now) }));
        server.Map("GET", "auth/user-info/", c =>
        {
            if (c.IsAnonymous)
            {
                throw new IOTileRefusal(new IOTileReply(403, "User not recognized."));
            }

            var account = Account(c.User);
            account["jwt"] = server.Tokens.Issue(c.User, c.Now);
            return new IOTileReply(200, account);
        }, open: true);
        server.Map("POST", "auth/password/reset/", c => c.State.Users.Exists(u => u.Email == c.Required("email"))
            ? IOTileReply.Detail(200, "Password reset e-mail has been sent.")
            : throw IOTileRefusal.Detail(400, "No account associated to that email address"), open: true);
        server.Map("GET", "account/", c => c.Page(c.State.Users.Where(u => u == c.User || c.AsStaff).Select(Account)));
        server.Map("GET", "account/{slug}/", c => new IOTileReply(200, Account(Own(c))));
        server.Map("PATCH", "account/{slug}/", c =>
        {
            var user = Own(c);
            user.Name = (string?)c.Object["name"] ?? user.Name;
            user.Tagline = (string?)c.Object["tagline"] ?? user.Tagline;
            user.Updated = c.Now;
            return new IOTileReply(200, Account(user));
        });
        server.Map("POST", "account/{slug}/set_password/", c =>
        {
            Own(c).Password = c.Required("password");
            return new IOTileReply(201, new JsonObject { ["status"] = "password set" });
        });
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

    private static IOTileUser Own(IOTileCall c) => c.User.Username == c.Route("slug") ? c.User : throw IOTileRefusal.NotFound();

    private static IOTileRefusal Whole(string text) => IOTileRefusal.Field("non_field_errors", text);

    private static IOTileReply Login(IOTileEmulator server, IOTileCall c)
    {
        if (!c.IsAnonymous)
        {
            throw new IOTileRefusal(new IOTileReply(403, "Already Logged-in"));
        }

        var email = c.Required("email");
        if (!email.Contains('@', StringComparison.Ordinal))
        {
            throw IOTileRefusal.Field("email", "Enter a valid email address.");
        }

        var password = c.Required("password");
        var user = c.State.Users.Find(u => u.Email.Equals(email, StringComparison.OrdinalIgnoreCase) && u.Password == password && u.Active)
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

    private static IOTileUser Check(IOTileCall c, string name, string password)
    {
        var (given, secret) = (c.Required(name), c.Required(password));
        return c.State.Users.Find(u => (u.Username == given || u.Email.Equals(given, StringComparison.OrdinalIgnoreCase)) && u.Password == secret && u.Active)
            ?? throw Whole("Unable to log in with provided credentials.");
    }

    private static IOTileReply Refresh(IOTileEmulator server, IOTileCall c)
    {
        var (claims, fault) = server.Tokens.Read(c.Required("token"), c.Now);
        if (claims is null)
        {
            throw Whole(fault!);
        }

        var name = (string?)claims["username"] ?? throw Whole("Invalid payload.");
        var user = c.State.Users.Find(u => u.Username == name) ?? throw Whole("User doesn't exist.");
        if (!user.Active)
        {
            throw Whole("User account is disabled.");
        }

        var issued = (long?)claims["orig_iat"] ?? throw Whole("orig_iat field is required.");
        var first = Instant.FromUnixTimeSeconds(issued);
        return c.Now > first + IOTileTokens.RefreshLimit
            ? throw Whole("Refresh has expired.")
            : new IOTileReply(200, new JsonObject { ["token"] = server.Tokens.Issue(user, c.Now, first) });
    }
}
