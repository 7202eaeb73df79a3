using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The IOTile Cloud, emulated: sign-in, all resources, data, reports and events, from the simulated world or from a state of your own.</summary>
/// <remarks>
/// <para>
/// What is kept of the server's manners: each field of a body checked and refused in its words, all at once; the rights of roles, creators and staff; pages by number with absolute
/// links, 404 behind the last; six shapes of errors; 200 with nothing where a data filter may not be read; the parsers of times, of which one ignores garbage; HEAD, OPTIONS, 301
/// for a path without its slash, 406; <c>Bearer</c>
/// ignored; tokens for 7 days; cookies that shift times; reports that are counted and then processed, old readings dropped.
/// </para>
/// <para>Not emulated: OTA, shipping, filters, generated reports, aliases and taps, sensor graphs and templates beyond what is loaded. Work that the server queues is done at
/// once.</para>
/// </remarks>
public sealed class IOTileEmulator : VendorEmulator
{
    private const int MaxBody = 10 * 1024 * 1024;

    internal const string DeadCookie = "sessionid=\"\"; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax";

    private readonly IOTileEmulatorOptions _options;
    private readonly Dictionary<string, IOTileResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IOTileUser> _sessions = new(StringComparer.Ordinal);

    internal IOTileEmulator(IOTileEmulatorOptions options, World world, TimeProvider clock)
        : base("IOTile", options, world, clock, TrailingSlash.Required)
    {
        _options = options;
        Tokens = new IOTileTokens(options.SigningKey);
        State = new IOTileEmulatorState(clock);
        if (options.SimulatedWorld)
        {
            IOTileSimulation.Load(State, world, options);
        }

        IOTileRoutes.Map(this);
        MapRoutes();
    }

    /// <summary>The user of the simulated world.</summary>
    public string UserName => _options.UserName;

    /// <summary>That user's password.</summary>
    public string Password => _options.Password;

    /// <summary>What the emulator knows. Requests change it.</summary>
    public IOTileEmulatorState State { get; }

    internal IOTileTokens Tokens { get; }

    internal Dictionary<string, IOTileUser> Sessions => _sessions;

    /// <summary>The paths that are answered, with placeholders.</summary>
    internal IEnumerable<string> Paths => _resources.Keys;

    /// <summary>Makes a JWT of a user, as signing in would.</summary>
    /// <param name="username">The user's name.</param>
    /// <returns>The token, for 7 days by the emulators' clock.</returns>
    public string IssueToken(string username)
    {
        lock (State.Gate)
        {
            return Tokens.Issue(State.Users.Single(u => u.Username == username), State.Now);
        }
    }

    /// <summary>Makes a path answer a method. What is told of the path first, holds for all its methods.</summary>
    internal IOTileResource Map(string method, string path, Func<IOTileCall, IOTileReply> handler, IOTileAccess access = IOTileAccess.Users)
    {
        if (!_resources.TryGetValue(path, out var resource))
        {
            _resources[path] = resource = new IOTileResource(path, access);
        }

        resource.Add(method, handler);
        return resource;
    }

    /// <summary>Tells a path of a resource how the server describes it: its name, and the fields of what may be written.</summary>
    internal IOTileResource Describe(string path, string name, string? method = null, IOTileForm? form = null)
    {
        var resource = _resources[path];
        resource.Name = name;
        if (method is not null)
        {
            resource.Forms[method] = form!;
        }

        return resource;
    }

    // Who asks is found out by the handlers' wrapper, since some paths are open and some answer in other shapes.
    internal override ValueTask<bool> AuthorizeAsync(EmulatorExchange exchange) => new(true);

    internal override Task NotFoundAsync(EmulatorExchange exchange) => exchange.TextAsync(
        404, "text/html",
        "\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>Not Found</title>\n</head>\n<body>\n  <h1>Not Found</h1><p>The requested resource was not found on this "
            + "server.</p>\n</body>\n</html>\n");

    internal override Task MethodNotAllowedAsync(EmulatorExchange exchange) =>
        WriteAsync(exchange, IOTileReply.Detail(405, $"Method \"{exchange.Request.Method}\" not allowed."));

    private static async Task WriteAsync(EmulatorExchange exchange, IOTileReply reply)
    {
        if (reply.Status == 401)
        {
            exchange.Response.Headers.WWWAuthenticate = "JWT realm=\"api\"";
        }

        exchange.Response.Headers.Vary = "Accept, Cookie";
        if (reply.Text is { } text)
        {
            await exchange.TextAsync(reply.Status, reply.ContentType, text);
        }
        else if (reply.Json is { } json)
        {
            await exchange.JsonAsync(reply.Status, writer => json.WriteTo(writer));
        }
        else
        {
            exchange.Response.StatusCode = reply.Status;
        }
    }

    // A path with fewer placeholders goes before one that it is a case of.
    private void MapRoutes()
    {
        foreach (var resource in _resources.Values.OrderBy(r => r.Path.Replace('{', '\uffff'), StringComparer.Ordinal))
        {
            foreach (var method in IOTileResource.Methods)
            {
                Router.Map(method, "/api/v1/" + resource.Path, exchange => HandleAsync(exchange, resource));
            }
        }
    }

    private async Task HandleAsync(EmulatorExchange exchange, IOTileResource resource)
    {
        var bytes = await exchange.ReadBodyAsync(MaxBody);
        if (bytes is null)
        {
            await exchange.TextAsync(413, "text/html", "<html>Request Entity Too Large</html>");
            return;
        }

        exchange.Response.Headers.Allow = resource.Allow;
        var isFrame = resource.Path == "df/";
        var forms = isFrame ? IOTileAccept.Frames : IOTileAccept.Usual;
        var form = forms[0];
        IOTileReply reply;
        lock (State.Gate)
        {
            try
            {
                if (_options.SimulatedWorld)
                {
                    // Made when it is first asked for, so that starting costs nothing.
                    IOTileSimulation.Extend(State, World, _options);
                }

                var chosen = IOTileAccept.Choose(forms, exchange.Query("format"), exchange.Context.Request.Headers.Accept.ToString());
                form = Array.Find(forms, f => f.Format == chosen);
                var (user, byCookie) = resource.Access == IOTileAccess.Unasked ? (null, false) : Identify(exchange);
                if (user is null && !resource.IsOpen(exchange.Request.Method))
                {
                    throw IOTileRefusal.Detail(401, "Authentication credentials were not provided.");
                }

                reply = resource.Answer(exchange.Request.Method,
                    new IOTileCall(exchange, State, user, byCookie) { RawBody = bytes, Parses = resource.Parses, Format = form.Format });
            }
            catch (IOTileRefusal refusal)
            {
                reply = refusal.Reply;
            }
        }

        if (isFrame && reply.Json is JsonObject error && error["detail"] is { } detail && reply.Status >= 400)
        {
            // A frame says its errors as a text, in the form that was asked for.
            reply = new IOTileReply(reply.Status, null, "Error: " + (string?)detail, form.MediaType + "; charset=utf-8");
        }
        else if (form.Format == "api" && reply.Json is { } json)
        {
            reply = new IOTileReply(reply.Status, null,
                $"<!DOCTYPE html>\n<html><body><pre>HTTP {reply.Status}\n\n{System.Net.WebUtility.HtmlEncode(json.ToJsonString())}</pre></body></html>\n",
                "text/html; charset=utf-8");
        }

        await WriteAsync(exchange, reply);
    }

    private (IOTileUser? User, bool ByCookie) Identify(EmulatorExchange exchange)
    {
        var cookie = exchange.Context.Request.Cookies["sessionid"];
        var session = cookie is not null && _sessions.TryGetValue(cookie, out var signedIn) ? signedIn : null;
        if (cookie is not null && session is null)
        {
            exchange.Response.Headers.SetCookie = DeadCookie;
        }

        var parts = exchange.Context.Request.Headers.Authorization.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var scheme = parts.Length > 0 ? parts[0].ToLowerInvariant() : "";
        if (exchange.CredentialExpired && (scheme.Length > 0 || session is not null))
        {
            throw IOTileRefusal.Detail(401, "Signature has expired.");
        }

        if (scheme is not ("jwt" or "token" or "a-jwt"))
        {
            return session is not null && exchange.Request.Method is not ("GET" or "HEAD" or "OPTIONS")
                ? throw IOTileRefusal.Detail(403, "CSRF Failed: CSRF cookie not set.")
                : (session, session is not null);
        }

        if (parts.Length != 2)
        {
            var (header, credential) = scheme == "token" ? ("Invalid token header", "Token") : ("Invalid Authorization header", "Credentials");
            throw IOTileRefusal.Detail(401, parts.Length < 2 ? $"{header}. No credentials provided." : $"{header}. {credential} string should not contain spaces.");
        }

        return (scheme == "token" ? ByToken(parts[1]) : ByJwt(parts[1]), session is not null);
    }

    private IOTileUser ByToken(string token)
    {
        var user = State.Users.Find(u => u.Token == token && token.Length > 0) ?? throw IOTileRefusal.Detail(401, "Invalid token.");
        return user.Active ? user : throw IOTileRefusal.Detail(401, "User inactive or deleted.");
    }

    private IOTileUser ByJwt(string token)
    {
        var (claims, fault) = Tokens.Read(token, State.Now);
        if (claims is null)
        {
            throw IOTileRefusal.Detail(401, fault!);
        }

        // A device's token names its user; who it is is found by the name only.
        var name = (string?)claims["username"] ?? (string?)claims["user"] ?? throw IOTileRefusal.Detail(401, "Invalid payload.");
        var user = State.Users.Find(u => u.Username == name) ?? throw IOTileRefusal.Detail(401, "Invalid signature.");
        return user.Active ? user : throw IOTileRefusal.Detail(401, "User account is disabled.");
    }
}
