using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>The Sundaya Energy API, emulated: the energy cube from the simulated world, telemetry that can be looked at, versions and switches.</summary>
/// <remarks>
/// <para>
/// What is kept of the vendor's manners: an array around the collections, links on a configured host with the site unescaped, a link to the group before that overlaps the group,
/// the cap on durations, epochs that are never refused, numbers as text with decimals by period, a bare <c>0</c> for what lies in the future, only four months a year under five
/// years, lists of telemetry whose rules refuse zero, the second FET that is a copy of the first, switches that a GET changes, and the errors of
/// <see cref="SundayaEmulatorOptions.Version"/>, no answer at all included.
/// </para>
/// <para>Sites: <c>999</c> and any other text show the world's first site; the key or number of a site of the world (<c>hillside</c>, <c>2</c>) shows that one. Any API key is let
/// in, as is none.</para>
/// </remarks>
public sealed class SundayaEmulator : VendorEmulator
{
    private const string SecurityPolicy =
        "default-src 'self'; font-src 'self' *.gstatic.com; img-src 'self' data: https: *.cloudflare.com *.gstatic.com; script-src 'self' 'unsafe-inline' *.jquery.com "
            + "*.cloudflare.com *.gstatic.com ; style-src 'self' 'unsafe-inline' *.gstatic.com *.googleapis.com";

    private readonly SundayaEmulatorOptions _options;
    private readonly Lock _gate = new();
    private readonly List<SundayaPublishedMessage> _published = [];

    internal SundayaEmulator(SundayaEmulatorOptions options, World world, TimeProvider clock)
        : base("Sundaya", options, world, clock, TrailingSlash.Tolerated)
    {
        _options = options;
        var energy = new SundayaEnergy(this, options, world);
        var devices = new SundayaDevices(this);
        Switches = new SundayaSwitches(this);
        Get("/", x =>
        {
            x.Response.Headers.Location = "/energy";
            x.Response.Headers.Vary = "Accept";
            const string Where = "Found. Redirecting to ";
            var accept = x.Context.Request.Headers.Accept.ToString();
            if (accept.Contains("text/html", StringComparison.OrdinalIgnoreCase))
            {
                return x.TextAsync(StatusCodes.Status302Found, "text/html; charset=utf-8", $"<p>{Where}<a href=\"/energy\">/energy</a></p>");
            }

            if (accept.Length == 0 || accept.Contains("text/plain", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal))
            {
                return x.TextAsync(StatusCodes.Status302Found, "text/plain; charset=utf-8", Where + "/energy");
            }

            x.Response.StatusCode = StatusCodes.Status302Found;
            return Task.CompletedTask;
        });

        // The energy may be left out in front of a period, as the device in front of a dataset.
        foreach (var path in (ReadOnlySpan<string>)["", "/{energy}", "/{energy}/period", "/{energy}/period/{period}", "/{energy}/period/{period}/{epoch}",
            "/{energy}/period/{period}/{epoch}/{duration}", "/period/{period}", "/period/{period}/{epoch}", "/period/{period}/{epoch}/{duration}"])
        {
            Get("/energy" + path, energy.ReadAsync);
        }

        Router.Map("POST", "/devices/dataset/{dataset}", devices.PostAsync, 1);
        foreach (var path in (ReadOnlySpan<string>)["", "/{dataset}", "/{dataset}/period", "/{dataset}/period/{period}", "/{dataset}/period/{period}/{epoch}",
            "/{dataset}/period/{period}/{epoch}/{duration}"])
        {
            Get("/device/{device}/dataset" + path, devices.GetAsync);
            Get("/device/dataset" + path, devices.GetAsync);
        }

        foreach (var device in (ReadOnlySpan<string>)["/{device}", ""])
        {
            Get($"/device{device}/config", SundayaDevices.ConfigAsync);
            Get($"/device{device}/config/{{epoch}}", SundayaDevices.ConfigAsync);
        }

        Get("/api", SundayaSwitches.CatalogueAsync);
        Get("/api/versions", Switches.VersionsAsync);
        Get("/api/versions/current", Switches.CurrentAsync);
        Get("/api/logging", Switches.LoggingAsync);
        Get("/api/features", Switches.FeaturesAsync);
        Router.Map("POST", "/echo", Switches.EchoAsync, 1);
    }

    /// <summary>What was put on the server's topics, in order. A copy.</summary>
    public IReadOnlyList<SundayaPublishedMessage> Published
    {
        get
        {
            lock (_gate)
            {
                return [.. _published];
            }
        }
    }

    internal SundayaSwitches Switches { get; }

    internal bool IsCurrent => _options.Version == SundayaServerVersion.V06;

    internal string VersionText => IsCurrent ? "0.6.0.07" : "0.5.0.02";

    internal string SupportedVersions => IsCurrent ? "0.3.14, 0.5.0.02" : "0.5";

    /// <summary>Whether a page of HTML was rendered: from then on the newer server no longer answers refusals of telemetry.</summary>
    internal bool HasRenderedPage { get; set; }

    internal void Publish(SundayaPublishedMessage message)
    {
        lock (_gate)
        {
            _published.Add(message);
        }
    }

    internal Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    /// <summary>The headers that the newer server sends with what it really serves.</summary>
    internal void Secure(EmulatorExchange exchange, bool isPage = false)
    {
        if (!IsCurrent)
        {
            return;
        }

        var headers = exchange.Response.Headers;
        headers["X-Content-Type-Options"] = "nosniff";
        headers["X-Frame-Options"] = "sameorigin";
        headers["X-XSS-Protection"] = "1; mode=block";
        headers["Referrer-Policy"] = "same-origin";
        headers["Feature-Policy"] = "microphone 'none'; camera 'none'; geolocation 'none'; usb 'none'; payment 'none';";
        headers["Permissions-Policy"] = "microphone=(), camera=(), geolocation=(self), usb=(), payment=(), sync-xhr=(self),  autoplay=(self)";
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains; preload;";
        if (isPage)
        {
            headers["Content-Security-Policy"] = SecurityPolicy;
        }
    }

    /// <summary>A refusal of the older server.</summary>
    internal static Task RefuseAsync(EmulatorExchange exchange, int status, IReadOnlyList<(string Message, string Description)> details) => exchange.JsonAsync(status, json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteNumber("status", status);
        json.WriteString("message",
            status == StatusCodes.Status415UnsupportedMediaType ? "Unsupported Media Type" : status == StatusCodes.Status400BadRequest ? "Bad Request" : "Internal Server Error");
        json.WriteStartArray("details");
        foreach (var (message, description) in details)
        {
            json.WriteStartObject();
            json.WriteString("message", message);
            json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>An exception that nobody caught: its text, and a stack trace for everybody to read.</summary>
    internal static Task FailAsync(EmulatorExchange exchange, string type, string message)
    {
        exchange.Response.OnStarting(() =>
        {
            exchange.Response.ContentType = "application/json; charset=utf-8";
            return Task.CompletedTask;
        });
        return RefuseAsync(exchange, StatusCodes.Status500InternalServerError,
            [(message, $"{type}: {message}\n    at Layer.handle (/host/src/router.js:95:5)\n    at next (/host/src/router.js:137:13)")]);
    }

    internal static Task OkAsync(EmulatorExchange exchange, string message, string description) => JsonAsync(exchange, json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("status", "200");
        json.WriteString("message", "OK");
        json.WriteStartArray("details");
        json.WriteStartObject();
        json.WriteString("message", message);
        json.WriteString("description", description);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    internal static Task JsonAsync(EmulatorExchange exchange, Action<Utf8JsonWriter> write)
    {
        exchange.Response.OnStarting(() =>
        {
            exchange.Response.ContentType = "application/json; charset=utf-8";
            return Task.CompletedTask;
        });
        return exchange.JsonAsync(StatusCodes.Status200OK, write);
    }

    internal override ValueTask<bool> AuthorizeAsync(EmulatorExchange exchange)
    {
        if (!exchange.CredentialExpired)
        {
            return new ValueTask<bool>(true);
        }

        // Only the gateway in front of the server ever says this.
        exchange.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Answer(exchange);

        static async ValueTask<bool> Answer(EmulatorExchange x)
        {
            await x.TextAsync(StatusCodes.Status401Unauthorized, "application/json", """{"code":401,"message":"UNAUTHENTICATED: Method doesn't allow unregistered callers."}""");
            return false;
        }
    }

    internal override Task NotFoundAsync(EmulatorExchange exchange)
    {
        exchange.Response.Headers["X-Content-Type-Options"] = "nosniff";
        exchange.Response.Headers["Content-Security-Policy"] = "default-src 'none'";
        var target = exchange.Request.Target;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = System.Net.WebUtility.HtmlEncode(mark < 0 ? target : target[..mark]);
        return exchange.TextAsync(
            StatusCodes.Status404NotFound,
            "text/html; charset=utf-8",
            $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot "
                + $"{exchange.Request.Method} {path}</pre>\n</body>\n</html>\n");
    }

    internal override Task MethodNotAllowedAsync(EmulatorExchange exchange)
    {
        if (exchange.Request.Method != "OPTIONS")
        {
            exchange.Response.Headers.Remove("Allow");
            return NotFoundAsync(exchange);
        }

        var allowed = string.Join(',', exchange.Match.Allowed);
        exchange.Response.Headers.Allow = allowed;
        return exchange.TextAsync(StatusCodes.Status200OK, "text/html; charset=utf-8", allowed);
    }

    private void Get(string template, Func<EmulatorExchange, Task> handler) =>
        Router.Map("GET", template, handler, 1).Map("HEAD", template, handler, 1);
}
