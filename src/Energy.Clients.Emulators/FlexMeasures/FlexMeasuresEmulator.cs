using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>A FlexMeasures server, emulated: one of today (v3_0), or one of 2021 that speaks messages (<see cref="FlexMeasuresEmulatorOptions.SpeaksMessages"/>). Today's has
/// sensors and data with beliefs, assets, schedules that become ready after a while, forecasts, accounts and users.</summary>
/// <remarks>
/// Kept of the real server: the bare token, 422 with a map of fields, unknown sensors as 422 here and 404 there, pages only when asked for and 404 beyond the last, JSON inside
/// texts, a status in single objects, nulls off the grid, floored starts, the lost minus of a negative horizon, "already received" as success and as the answer to finer data, 403
/// for a changed value,
/// 500 for some faults of the input, rate limits with their headers, and 410 with sunset headers for the interfaces before it. Schedules are not the real solver's: they obey power
/// limits, state of charge and targets, and use prices simply. Charts are not emulated; audit logs hold what was made and changed through the emulator.
/// </remarks>
public sealed class FlexMeasuresEmulator : VendorEmulator
{
    private const int TriggerWindowSeconds = 300;

    private static readonly string[] OldVersions = ["v1", "v1_1", "v1_2", "v1_3", "v2_0"];
    private static readonly object UserKey = new();

    private readonly FlexMeasuresEmulatorOptions _options;
    private readonly Dictionary<string, long> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Account, int Limit), List<Instant>> _triggers = [];
    private long _issued;

    internal FlexMeasuresEmulator(FlexMeasuresEmulatorOptions options, World world, TimeProvider clock)
        : base("FlexMeasures", options, world, clock, TrailingSlash.Tolerated)
    {
        _options = options;
        State.StoresLater = options.StoresLater;
        if (options.SimulatedWorld)
        {
            FlexMeasuresWorld.Load(State, world, options);
        }

        if (options.SpeaksMessages)
        {
            MapMessages();
        }
        else
        {
            MapToday();
        }
    }

    /// <summary>The e-mail address of the simulated world's user.</summary>
    public string Email => _options.Email;

    /// <summary>The password of that user.</summary>
    public string Password => _options.Password;

    /// <summary>What the emulator knows.</summary>
    public FlexMeasuresEmulatorState State { get; } = new();

    internal Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    private void MapMessages()
    {
        var messages = new FlexMeasuresMessageRoutes(this, _options);
        Map("GET", "/api", MessageVersionsAsync);
        Map("POST", "/api/requestAuthToken", MessageSignInAsync);
        Map("GET", "/api/ops/ping", x => x.ObjectAsync(new JsonObject { ["message"] = "ok" }));
        MapTasks();
        var resources = new FlexMeasuresMessageResourceRoutes(this);
        Map("GET", "/api/v2_0/assets", resources.AssetsAsync);
        Map("POST", "/api/v2_0/assets", resources.CreateAssetAsync);
        Map("GET", "/api/v2_0/asset/{id}", resources.AssetAsync);
        Map("PATCH", "/api/v2_0/asset/{id}", resources.UpdateAssetAsync);
        Map("DELETE", "/api/v2_0/asset/{id}", resources.DeleteAssetAsync);
        Map("GET", "/api/v2_0/users", resources.UsersAsync);
        Map("GET", "/api/v2_0/user/{id}", resources.UserAsync);
        Map("PATCH", "/api/v2_0/user/{id}", resources.UpdateUserAsync);
        Map("PATCH", "/api/v2_0/user/{id}/password-reset", resources.ResetPasswordAsync);
        foreach (var (method, version, service) in FlexMeasuresMessageRoutes.Services())
        {
            Map(method, $"/api/{version}/{service}", x => messages.AnswerAsync(x, version, service));
        }
    }

    private void MapToday()
    {
        var data = new FlexMeasuresDataRoutes(this, _options);
        var sensors = new FlexMeasuresSensorRoutes(this);
        var assets = new FlexMeasuresAssetRoutes(this);
        var people = new FlexMeasuresPeopleRoutes(this);
        var jobs = new FlexMeasuresJobRoutes(this);
        Map("GET", "/api", VersionsAsync);
        Map("POST", "/api/requestAuthToken", SignInAsync);
        Map("GET", "/api/v3_0", ServicesAsync);
        Map("GET", "/api/ops/ping", x => x.ObjectAsync(new JsonObject { ["message"] = "ok" }));
        MapTasks();
        Map("GET", "/api/v3_0/health/ready", x => x.ObjectAsync(new JsonObject { ["database_sql"] = true }));
        Map("GET", "/api/v3_0/sensors", sensors.ListAsync);
        Map("POST", "/api/v3_0/sensors", sensors.CreateAsync);
        Map("GET", "/api/v3_0/sensors/data", data.ReadByAddressAsync);
        Map("POST", "/api/v3_0/sensors/data", data.PostByAddressAsync);
        Map("GET", "/api/v3_0/sensors/{id}", sensors.GetAsync);
        Map("PATCH", "/api/v3_0/sensors/{id}", sensors.UpdateAsync);
        Map("DELETE", "/api/v3_0/sensors/{id}", sensors.DeleteAsync);
        Map("GET", "/api/v3_0/sensors/{id}/data", data.ReadAsync);
        Map("POST", "/api/v3_0/sensors/{id}/data", data.PostAsync);
        Map("DELETE", "/api/v3_0/sensors/{id}/data", data.DeleteAsync);
        Map("POST", "/api/v3_0/sensors/{id}/data/upload", data.UploadAsync);
        Map("GET", "/api/v3_0/sensors/{id}/stats", sensors.StatsAsync);
        Map("GET", "/api/v3_0/sensors/{id}/status", sensors.StatusAsync);
        Map("POST", "/api/v3_0/sensors/{id}/annotations", people.AnnotateAsync);
        Map("POST", "/api/v3_0/sensors/{id}/schedules/trigger", jobs.TriggerSensorAsync);
        Map("GET", "/api/v3_0/sensors/{id}/schedules/{uuid}", jobs.ScheduleAsync);
        Map("POST", "/api/v3_0/sensors/{id}/forecasts/trigger", jobs.TriggerForecastAsync);
        Map("GET", "/api/v3_0/sensors/{id}/forecasts/{uuid}", jobs.ForecastAsync);
        Map("GET", "/api/v3_0/assets", assets.ListAsync);
        Map("POST", "/api/v3_0/assets", assets.CreateAsync);
        Map("GET", "/api/v3_0/assets/types", assets.TypesAsync);
        Map("GET", "/api/v3_0/assets/public", assets.PublicAsync);
        Map("POST", "/api/v3_0/assets/default_asset_view", people.KeepPreferenceAsync);
        Map("POST", "/api/v3_0/assets/keep_legends_below_graphs", people.KeepPreferenceAsync);
        Map("GET", "/api/v3_0/assets/{id}", assets.GetAsync);
        Map("PATCH", "/api/v3_0/assets/{id}", assets.UpdateAsync);
        Map("DELETE", "/api/v3_0/assets/{id}", assets.DeleteAsync);
        Map("GET", "/api/v3_0/assets/{id}/sensors", assets.SensorsAsync);
        Map("POST", "/api/v3_0/assets/{id}/copy", assets.CopyAsync);
        Map("GET", "/api/v3_0/assets/{id}/jobs", assets.JobsAsync);
        Map("GET", "/api/v3_0/assets/{id}/kpis", assets.KpisAsync);
        Map("POST", "/api/v3_0/assets/{id}/annotations", people.AnnotateAsync);
        Map("GET", "/api/v3_0/assets/{id}/auditlog", people.AuditLogAsync);
        Map("POST", "/api/v3_0/assets/{id}/schedules/trigger", jobs.TriggerAssetAsync);
        Map("GET", "/api/v3_0/jobs/{uuid}", jobs.JobAsync);
        Map("GET", "/api/v3_0/accounts", people.AccountsAsync);
        Map("POST", "/api/v3_0/accounts", people.CreateAccountAsync);
        Map("GET", "/api/v3_0/accounts/{id}", people.AccountAsync);
        Map("PATCH", "/api/v3_0/accounts/{id}", people.UpdateAccountAsync);
        Map("POST", "/api/v3_0/accounts/{id}/annotations", people.AnnotateAsync);
        Map("GET", "/api/v3_0/accounts/{id}/auditlog", people.AuditLogAsync);
        Map("GET", "/api/v3_0/users", people.UsersAsync);
        Map("POST", "/api/v3_0/users", people.CreateUserAsync);
        Map("GET", "/api/v3_0/users/{id}", people.UserAsync);
        Map("PATCH", "/api/v3_0/users/{id}", people.UpdateUserAsync);
        Map("GET", "/api/v3_0/users/{id}/auditlog", people.AuditLogAsync);
        Map("PATCH", "/api/v3_0/users/{id}/password-reset", people.ResetPasswordAsync);
        Map("GET", "/api/v3_0/sources", people.SourcesAsync);
        foreach (var version in OldVersions)
        {
            Map("GET", $"/api/{version}/{{service}}", x => GoneAsync(x, version));
            Map("POST", $"/api/{version}/{{service}}", x => GoneAsync(x, version));
        }
    }

    private void MapTasks()
    {
        var tasks = new FlexMeasuresTaskRoutes(this);
        Map("GET", "/api/ops/getLatestTaskRun", tasks.LatestAsync);
        Map("POST", "/api/ops/postLatestTaskRun", tasks.PostAsync);
    }

    internal static FlexMeasuresUserState UserOf(EmulatorExchange exchange) => (FlexMeasuresUserState)exchange.Context.Items[UserKey]!;

    /// <summary>Notes what the caller did to an asset.</summary>
    internal void NoteAsset(EmulatorExchange exchange, long assetId, string what) => Note(exchange, assetId, null, null, what);

    /// <summary>Notes what the caller did to a user, an account, or both.</summary>
    internal void NotePeople(EmulatorExchange exchange, long? userId, long? accountId, string what) => Note(exchange, null, userId, accountId, what);

    /// <summary>Brings a job to where it is by now: unless held, it is done when its time has passed.</summary>
    internal void Progress(FlexMeasuresJobState job)
    {
        var half = job.EnqueuedAt + (Duration.FromTimeSpan(_options.JobDuration) / 2);
        var end = job.EnqueuedAt + Duration.FromTimeSpan(_options.JobDuration);
        if (!State.HoldsJobs && job.Status is "QUEUED" or "STARTED" && Now >= half)
        {
            job.Status = "STARTED";
            job.StartedAt = half;
            if (Now >= end)
            {
                job.Status = "FINISHED";
                job.EndedAt = end;
                job.Work?.Invoke(end);
            }
        }
    }

    /// <summary>Ends all tokens of a user.</summary>
    internal void EndTokens(FlexMeasuresUserState user)
    {
        lock (State.Gate)
        {
            user.Token = null;
            foreach (var token in _tokens.Where(t => t.Value == user.Id).Select(t => t.Key).ToList())
            {
                _tokens.Remove(token);
            }
        }
    }

    /// <summary>Counts a trigger against the account's limit; false when the limit is used up, and the answer has been written.</summary>
    internal async Task<bool> TakeTriggerAsync(EmulatorExchange exchange, bool accepted)
    {
        var limit = State.TriggerLimit ?? _options.TriggersPerFiveMinutes;
        int left;
        lock (State.Gate)
        {
            // A new limit counts again.
            var account = (UserOf(exchange).AccountId ?? 0, limit);
            if (!_triggers.TryGetValue(account, out var taken))
            {
                _triggers[account] = taken = [];
            }

            taken.RemoveAll(at => at <= Now - Duration.FromSeconds(TriggerWindowSeconds));
            left = limit - taken.Count;
            if (accepted)
            {
                taken.Add(Now);
            }
        }

        Limit(exchange, limit, Math.Max(0, left - (accepted ? 1 : 0)), TriggerWindowSeconds);
        if (left > 0)
        {
            return true;
        }

        await exchange.RejectAsync(429, "TOO_MANY_REQUESTS", $"You hit a rate limit. The limit you hit allows {limit} per 5 minute.");
        return false;
    }

    /// <summary>Reads a JSON object; null when the body is none, and the answer has been written.</summary>
    internal async Task<JsonObject?> BodyAsync(EmulatorExchange exchange)
    {
        var bytes = await exchange.ReadBodyAsync(State.MaxDataBytes);
        if (bytes is null)
        {
            await exchange.RejectAsync(413, "PAYLOAD_TOO_LARGE", "Request body exceeds the configured limit of 3250585.6 bytes.");
            return null;
        }

        if (bytes.Length == 0 || exchange.Context.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(bytes) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            await exchange.PlainAsync(400, "The browser (or proxy) sent a request that this server could not understand.");
            return null;
        }
    }

    /// <summary>The address of a sensor at the host that was asked.</summary>
    internal string Address(EmulatorExchange exchange, long sensorId) => FormattableString.Invariant($"{Authority(exchange)}:fm1.{sensorId}");

    /// <summary>What addresses of the host that was asked begin with.</summary>
    internal string Authority(EmulatorExchange exchange)
    {
        var host = exchange.Context.Request.Host.Host;
        if (State.AddressStarts.TryGetValue(host, out var start))
        {
            return $"ea1.{start}.{string.Join('.', host.Split('.').Reverse())}";
        }

        // Unknown hosts count as localhost, whose date is the next month.
        var next = Now.InUtc().Date.PlusMonths(1);
        return FormattableString.Invariant($"ea1.{next.Year:D4}-{next.Month:D2}.localhost");
    }

    internal override async ValueTask<bool> AuthorizeAsync(EmulatorExchange exchange)
    {
        var template = exchange.Match.Route!.Template;
        var isPublic = template is "/api" or "/api/requestAuthToken" or "/api/v3_0" or "/api/ops/ping" or "/api/ops/getLatestTaskRun" or "/api/v3_0/health/ready"
            || template.EndsWith("{service}", StringComparison.Ordinal) || template.EndsWith("/getService", StringComparison.Ordinal);
        if (!_options.SpeaksMessages)
        {
            exchange.Response.Headers["FlexMeasures-Version"] = State.ServerVersion;
            Limit(exchange, 500, 499, 60);
        }

        if (template.StartsWith("/api/v3_0", StringComparison.Ordinal))
        {
            exchange.Response.Headers["API-Version"] = "v3_0";
        }

        // The router lets a slash at the end pass; of the real paths only /api/ has one.
        if (exchange.Request.Path.EndsWith('/') && template != "/api")
        {
            await exchange.NoSuchPathAsync();
            return false;
        }

        if (isPublic)
        {
            return true;
        }

        var token = exchange.Context.Request.Headers.Authorization is [{ } header] ? header : exchange.Query("auth_token");
        FlexMeasuresUserState? user;
        lock (State.Gate)
        {
            user = token is null || exchange.CredentialExpired ? null
                : _tokens.TryGetValue(token, out var id) ? State.Users.Find(u => u.Id == id)
                : State.Users.Find(u => u.Token == token);
            if (user is { Active: true })
            {
                user.LastSeenAt = Now;
            }
        }

        if (user is not { Active: true })
        {
            await (_options.SpeaksMessages
                ? exchange.UnauthorizedMessageAsync(template.StartsWith("/api/v2_0/asset", StringComparison.Ordinal)
                    || template.StartsWith("/api/v2_0/user", StringComparison.Ordinal) ? null : template[(template.LastIndexOf('/') + 1)..]) : exchange.UnauthorizedAsync());
            return false;
        }

        exchange.Context.Items[UserKey] = user;
        return true;
    }

    internal override Task NotFoundAsync(EmulatorExchange exchange) => _options.SpeaksMessages ? exchange.NoSuchMessagePathAsync() : exchange.NoSuchPathAsync();

    internal override Task MethodNotAllowedAsync(EmulatorExchange exchange) => exchange.PlainAsync(405, "The method is not allowed for the requested URL.");

    private void Note(EmulatorExchange exchange, long? assetId, long? userId, long? accountId, string what)
    {
        var user = UserOf(exchange);
        lock (State.Gate)
        {
            State.AuditLog.Add(new FlexMeasuresAuditState(assetId, userId, accountId, what, Now, user.Id, user.Username));
        }
    }

    private void Map(string method, string template, Func<EmulatorExchange, Task> handler) => Router.Map(method, template, handler);

    private void Limit(EmulatorExchange exchange, int limit, int left, int window)
    {
        var headers = exchange.Response.Headers;
        headers["X-RateLimit-Limit"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = left.ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (Now.ToUnixTimeSeconds() + window).ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers.RetryAfter = window.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task MessageVersionsAsync(EmulatorExchange exchange) => exchange.ObjectAsync(new JsonObject
    {
        ["flexmeasures_version"] = "Unknown",
        ["message"] =
            "For these API versions a public endpoint is available, listing its service. For example: /api/v1/getService and /api/v1_1/getService. An authentication token can "
                + "be requested at: /api/requestAuthToken",
        ["versions"] = new JsonArray([.. OldVersions.Select(v => (JsonNode)JsonValue.Create(v)!)]),
    });

    private async Task MessageSignInAsync(EmulatorExchange exchange)
    {
        var bytes = await exchange.ReadBodyAsync(State.MaxDataBytes) ?? [];
        if (exchange.Context.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            await ErrorsAsync(400, "Content-type of request must be application/json");
            return;
        }

        JsonObject body;
        try
        {
            body = JsonNode.Parse(bytes) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            await ErrorsAsync(500, "");
            return;
        }

        if (body["email"] is null || body["password"] is null)
        {
            // Without a password the real server answers 200 all the same.
            await ErrorsAsync(body["email"] is null ? 400 : 200, $"Please provide the '{(body["email"] is null ? "email" : "password")}' parameter.");
            return;
        }

        if (SignIn(body["email"]!.ToString(), body["password"]!.ToString(), out var user) is { } token)
        {
            await exchange.ObjectAsync(new JsonObject { ["auth_token"] = token, ["user_id"] = user!.Id });
            return;
        }

        await ErrorsAsync(user is null ? 404 : 401, user is null ? $"User with email '{body["email"]}' does not exist" : "User password does not match.");

        Task ErrorsAsync(int status, string text) => exchange.NodeAsync(status, new JsonObject { ["errors"] = new JsonArray(JsonValue.Create(text)), ["status"] = status });
    }

    private string? SignIn(string email, string password, out FlexMeasuresUserState? user)
    {
        lock (State.Gate)
        {
            user = State.Users.Find(u => u.Email == email);
            if (user is null || user.Password != password)
            {
                return null;
            }

            var token = user.Token ?? FormattableString.Invariant($"emulated-token-{user.Id}-{++_issued}");
            _tokens[token] = user.Id;
            return token;
        }
    }

    private Task VersionsAsync(EmulatorExchange exchange) => exchange.ObjectAsync(new JsonObject
    {
        ["flexmeasures_version"] = State.ServerVersion,
        ["message"] =
            "For these API versions a public endpoint is available, listing its service. For example: /api/v3_0. An authentication token can be requested at: "
                + "/api/requestAuthToken",
        ["versions"] = new JsonArray(JsonValue.Create("v3_0")),
    });

    private Task ServicesAsync(EmulatorExchange exchange) => exchange.NodeAsync(200, new JsonObject
    {
        ["version"] = "3.0",
        ["services"] = new JsonArray([new JsonObject
        {
            ["name"] = "GET /sensors",
            ["url"] = $"{exchange.Context.Request.Scheme}://{exchange.Context.Request.Host}/api/v3_0/sensors",
            ["description"] = "List all sensors accessible to the current user.",
        }]),
        ["status"] = "PROCESSED",
        ["message"] = FlexMeasuresAnswers.Processed,
    });

    private static Task GoneAsync(EmulatorExchange exchange, string version)
    {
        var number = version[1..].Replace('_', '.');
        number = number.Contains('.', StringComparison.Ordinal) ? number : number + ".0";
        var link = $"https://flexmeasures.readthedocs.io/en/v0.13.0/api/{version}.html";
        exchange.Response.Headers["Deprecation"] = "Tue, 13 Dec 2022 23:59:59 GMT";
        exchange.Response.Headers["Sunset"] = "Sun, 30 Apr 2023 23:59:59 GMT";
        exchange.Response.Headers.Link = $"<{link}>; rel=\"sunset\"; type=\"text/html\"";
        return exchange.PlainAsync(410, $"API version {number} has been sunset. Please upgrade to API version 3.0. See {link} for more information.");
    }

    private async Task SignInAsync(EmulatorExchange exchange)
    {
        if (await BodyAsync(exchange) is not { } body)
        {
            return;
        }

        var missing = new JsonObject();
        foreach (var name in new[] { "email", "password" })
        {
            if (body[name] is null)
            {
                missing[name] = new JsonArray(JsonValue.Create("Missing data for required field."));
            }
        }

        foreach (var (name, _) in body.Where(m => m.Key is not ("email" or "password")))
        {
            missing[name] = new JsonArray(JsonValue.Create("Unknown field."));
        }

        if (missing.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { ["json"] = missing });
            return;
        }

        var token = SignIn(body["email"]!.ToString(), body["password"]!.ToString(), out var user);
        if (token is null)
        {
            var status = user is null ? 404 : 401;
            var error = user is null ? $"User with email '{body["email"]}' does not exist" : "User password does not match.";
            await exchange.NodeAsync(status, new JsonObject { ["errors"] = new JsonArray(JsonValue.Create(error)), ["status"] = status });
            return;
        }

        await exchange.ObjectAsync(new JsonObject { ["auth_token"] = token, ["user_id"] = user!.Id });
    }
}
