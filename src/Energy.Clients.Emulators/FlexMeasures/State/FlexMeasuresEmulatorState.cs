using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>What the FlexMeasures emulator knows. Change it through the interface it emulates, or load a state of your own.</summary>
public sealed class FlexMeasuresEmulatorState
{
    private const string AdvisedTrait = "consultant";

    internal Lock Gate { get; } = new();

    internal List<FlexMeasuresAccountState> Accounts { get; } = [];

    internal List<FlexMeasuresUserState> Users { get; } = [];

    internal List<FlexMeasuresAssetState> Assets { get; } = [];

    internal List<FlexMeasuresSensorState> Sensors { get; } = [];

    internal List<FlexMeasuresMessageAssetState> MessageAssets { get; } = [];

    /// <summary>What became of the plans of flexibility events, where jobs are held: by asset and event.</summary>
    internal Dictionary<(long AssetId, long EventId), string> UdiJobs { get; } = [];

    internal List<FlexMeasuresSourceState> Sources { get; } = [];

    internal List<FlexMeasuresAnnotationState> Annotations { get; } = [];

    internal Dictionary<string, FlexMeasuresJobState> Jobs { get; } = new(StringComparer.Ordinal);

    internal List<(long Id, string Name, string Description)> AssetTypes { get; } = [];

    /// <summary>The types of assets of a server of 2021, with what people call them.</summary>
    internal Dictionary<string, string> MessageAssetTypes { get; } = new(StringComparer.Ordinal);

    internal List<(long Id, string Name)> Roles { get; } = [];

    internal Dictionary<string, (Instant At, bool Succeeded)> TaskRuns { get; } = new(StringComparer.Ordinal);

    internal List<(long Id, string Name)> AccountRoles { get; } = [];

    internal Dictionary<string, long> NextIds { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, string> AddressStarts { get; } = new(StringComparer.Ordinal);

    internal string ServerVersion { get; private set; } = "1.0.0.dev123";

    internal string TimeZone { get; private set; } = "Europe/Amsterdam";

    internal int MaxDataBytes { get; private set; } = 3_250_585;

    internal int? TriggerLimit { get; private set; }

    internal List<FlexMeasuresAuditState> AuditLog { get; } = [];

    /// <summary>Whether lists of assets give four fields only, and pending schedules are answered with 202, as on servers that have begun to drop what is old.</summary>
    public bool SunsetActive { get; set; }

    /// <summary>Whether posted data are taken in with 202 and stored by a job.</summary>
    public bool StoresLater { get; set; }

    /// <summary>Whether the domains of e-mail addresses are looked up: those that end in <c>nowhere.example</c> then do not exist.</summary>
    public bool LooksUpEmailDomains { get; set; }

    /// <summary>The token with which runs of the server's own tasks are asked for: a setting of the server, and no user's.</summary>
    /// <value>Default <c>task-check-token</c>.</value>
    public string TaskCheckToken { get; set; } = "task-check-token";

    /// <summary>Whether jobs stay in their queues until <see cref="Apply"/> says what became of them.</summary>
    public bool HoldsJobs { get; set; }

    internal static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static long? Number(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    /// <summary>Adds a state, written as JSON: <c>accounts</c>, <c>users</c>, <c>assetTypes</c>, <c>assets</c>, <c>sensors</c>, <c>dataSources</c>, <c>series</c>, <c>nextIds</c>
    /// and <c>server</c>, names in camelCase.</summary>
    /// <param name="world">The state.</param>
    public void Load(JsonElement world)
    {
        lock (Gate)
        {
            LoadServer(world);
            foreach (var role in Items(world, "accountRoles"))
            {
                AccountRoles.Add((Number(role, "id")!.Value, Text(role, "name")!));
            }

            foreach (var account in Items(world, "accounts"))
            {
                Accounts.Add(new FlexMeasuresAccountState(Number(account, "id")!.Value, Text(account, "name")!)
                {
                    Roles = [.. Items(account, "roles").Select(r => r.GetString()!)],
                    Attributes = Document(account, "attributes") as JsonObject ?? [],
                    ConsultancyAccountId = Number(account, "consultancyAccountId"),
                    PrimaryColor = Text(account, "primaryColor"),
                    SecondaryColor = Text(account, "secondaryColor"),
                    LogoUrl = Text(account, "logoUrl"),
                    PlanId = Number(account, "planId"),
                });
            }

            foreach (var user in Items(world, "users"))
            {
                Users.Add(new FlexMeasuresUserState(Number(user, "id")!.Value, Text(user, "email")!)
                {
                    Username = Text(user, "username") ?? "",
                    Password = Text(user, "password") ?? "",
                    Roles = [.. Items(user, "roles").Select(r => r.GetString()!)],
                    AccountId = Number(user, "accountId"),
                    Active = !user.TryGetProperty("active", out var active) || active.ValueKind != JsonValueKind.False,
                    TimeZone = Text(user, "timezone") ?? TimeZone,
                    SourceId = Number(user, "dataSourceId") ?? 0,
                    Token = Text(user, "token"),
                });
            }

            foreach (var type in Items(world, "assetTypes").Where(t => Number(t, "id") is not null))
            {
                AssetTypes.Add((Number(type, "id")!.Value, Text(type, "name")!, Text(type, "description") ?? ""));
            }

            foreach (var role in Items(world, "roles").Where(r => Number(r, "id") is not null))
            {
                Roles.Add((Number(role, "id")!.Value, Text(role, "name")!));
            }

            foreach (var run in Items(world, "taskRuns"))
            {
                TaskRuns[Text(run, "name")!] = (FlexMeasuresText.TryTime(Text(run, "datetime")!, out _)!.Value.ToInstant(), run.GetProperty("status").GetBoolean());
            }

            LoadAssets(world);
            LoadAuditLog(world);
            LoadMessageAssets(world);
            LoadSources(world);
            LoadSeries(world, Instant.MinValue);
            if (world.TryGetProperty("nextIds", out var next))
            {
                foreach (var id in next.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Number))
                {
                    NextIds[id.Name] = id.Value.GetInt64();
                }
            }
        }
    }

    /// <summary>Applies what happened on the server by itself, written as JSON: <c>dataSources</c>, <c>series</c>, settings under <c>server</c>, and <c>jobs</c>.</summary>
    /// <param name="happening">What happened. A job is named by its <c>id</c>, or by the <c>udiEvent</c> that it plans for.</param>
    /// <param name="now">When.</param>
    public void Apply(JsonElement happening, Instant now)
    {
        lock (Gate)
        {
            LoadServer(happening);
            var planned = false;
            foreach (var job in Items(happening, "jobs"))
            {
                if (Text(job, "id") is { } id && Jobs.TryGetValue(id, out var state))
                {
                    Change(state, job, now);
                    planned |= state is { Origin: "scheduling", EndedAt: not null };
                }

                if (job.TryGetProperty("udiEvent", out var udi))
                {
                    UdiJobs[(Number(udi, "assetId")!.Value, Number(udi, "id")!.Value)] = Text(job, "status")!;
                }
            }

            // Who empties a queue does those that have no name outside, too.
            foreach (var state in Jobs.Values.Where(j => planned && j is { IsInternal: true, Status: "QUEUED" }))
            {
                state.Status = "FINISHED";
                state.Work!(now);
            }

            LoadSources(happening);
            LoadSeries(happening, now);
        }
    }

    internal static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    internal static JsonNode? Document(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? Node(value) : null;

    internal static JsonNode? Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(value.Clone()),
        JsonValueKind.Array => JsonArray.Create(value.Clone()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value.Clone()),
    };

    internal long NextId(string kind, IEnumerable<long> present)
    {
        var id = Math.Max(NextIds.GetValueOrDefault(kind, 1), present.DefaultIfEmpty().Max() + 1);
        NextIds[kind] = id + 1;
        return id;
    }

    internal FlexMeasuresSensorState? Sensor(long id) => Sensors.Find(s => s.Id == id);

    internal FlexMeasuresAssetState? Asset(long id) => Assets.Find(a => a.Id == id);

    internal bool MayRead(FlexMeasuresUserState user, long? accountId) =>
        accountId is null || user.AccountId == accountId || user.Roles.Contains("admin") || user.Roles.Contains("admin-reader") || Advises(user, accountId);

    internal bool MayAdminister(FlexMeasuresUserState user, long? accountId) =>
        user.Roles.Contains("admin") || (accountId is not null && ((user.AccountId == accountId && user.Roles.Contains("account-admin")) || Advises(user, accountId)));

    internal bool MayWrite(FlexMeasuresUserState user, long? accountId) =>
        user.Roles.Contains("admin") || (accountId is not null && (user.AccountId == accountId || Advises(user, accountId)));

    private bool Advises(FlexMeasuresUserState user, long? accountId) =>
        user.Roles.Contains(AdvisedTrait) && Accounts.Find(a => a.Id == accountId)?.ConsultancyAccountId is { } advisor && advisor == user.AccountId;

    private static void Change(FlexMeasuresJobState state, JsonElement job, Instant now)
    {
        var status = Text(job, "status")!.ToUpperInvariant();
        state.Status = status;
        if (status == "STARTED")
        {
            return;
        }

        if (state.Origin != "forecasting")
        {
            // No worker ran a forecast here: its values are given, and its record has no times.
            state.StartedAt = state.EndedAt = now;
        }

        if (status == "FINISHED" && state.Origin == "ingestion")
        {
            state.Work?.Invoke(now);
            state.Status = status;
        }

        if (Document(job, "schedulerInfo") is JsonObject info)
        {
            var costs = info["commitmentCosts"];
            info.Remove("commitmentCosts");
            state.SchedulerInfo = info;
            state.SchedulerInfo["commitment_costs"] = costs;
        }

        state.Result = Document(job, "result") ?? state.Result;
        state.Exception = null;
        if (job.TryGetProperty("exception", out var exception) && exception.ValueKind == JsonValueKind.Object)
        {
            state.ExceptionShownAs = Text(exception, "shownInMessageAs");
            state.Exception = $"{Text(exception, "module")}.{Text(exception, "type")}: {Text(exception, "message")}";
        }
    }

    // Power of a server of 2021 is stored with production positive; messages show it the other way round.
    private static void LoadPlan(JsonElement series, FlexMeasuresMessageAssetState asset, Instant now)
    {
        var start = FlexMeasuresText.TryTime(Text(series, "start")!, out _)!.Value.ToInstant();
        var step = IsoDuration.Parse(Text(series, "resolution")!).ToDuration();
        var index = 0;
        foreach (var value in series.GetProperty("values").EnumerateArray())
        {
            asset.Values.Store(start + (step * index++), Number(series, "sourceId") ?? 0, now, -value.GetDouble(), test: false);
        }
    }

    private void LoadServer(JsonElement world)
    {
        if (!world.TryGetProperty("server", out var server) || server.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        ServerVersion = Text(server, "flexmeasuresVersion") ?? ServerVersion;
        TimeZone = Text(server, "timezone") ?? TimeZone;
        TaskCheckToken = Text(server, "taskCheckToken") ?? TaskCheckToken;
        MaxDataBytes = (int?)Number(server, "maxSensorDataBytes") ?? MaxDataBytes;
        if (server.TryGetProperty("entityAddressStarts", out var starts))
        {
            foreach (var start in starts.EnumerateObject())
            {
                AddressStarts[start.Name] = start.Value.GetString()!;
            }
        }

        if (server.TryGetProperty("sunset", out var sunset) && sunset.ValueKind == JsonValueKind.Object && sunset.TryGetProperty("active", out var active))
        {
            SunsetActive = active.GetBoolean();
        }

        if (server.TryGetProperty("emailDomainLookup", out var lookup))
        {
            LooksUpEmailDomains = lookup.GetBoolean();
        }

        if (Number(server, "ingestionWorkers") is { } workers)
        {
            StoresLater = workers > 0;
        }

        if (server.TryGetProperty("rateLimits", out var limits) && limits.ValueKind == JsonValueKind.Object && limits.TryGetProperty("trigger", out var trigger))
        {
            TriggerLimit = (int?)Number(trigger, "limit");
        }
    }

    private void LoadAssets(JsonElement world)
    {
        foreach (var asset in Items(world, "assets").Where(a => Number(a, "assetTypeId") is not null))
        {
            Assets.Add(new FlexMeasuresAssetState(Number(asset, "id")!.Value, Text(asset, "name")!)
            {
                Description = Text(asset, "description"),
                AccountId = Number(asset, "accountId"),
                ParentAssetId = Number(asset, "parentAssetId"),
                AssetTypeId = Number(asset, "assetTypeId")!.Value,
                Latitude = asset.TryGetProperty("latitude", out var latitude) && latitude.ValueKind == JsonValueKind.Number ? latitude.GetDouble() : null,
                Longitude = asset.TryGetProperty("longitude", out var longitude) && longitude.ValueKind == JsonValueKind.Number ? longitude.GetDouble() : null,
                Attributes = Document(asset, "attributes") as JsonObject ?? [],
                FlexModel = Document(asset, "flexModel") as JsonObject ?? [],
                FlexContext = Document(asset, "flexContext") as JsonObject ?? [],
                SensorsToShow = Document(asset, "sensorsToShow") ?? new JsonArray(),
                SensorsToShowAsKpis = Document(asset, "sensorsToShowAsKpis") ?? new JsonArray(),
                ExternalId = Text(asset, "externalId"),
            });
        }

        foreach (var sensor in Items(world, "sensors"))
        {
            Sensors.Add(new FlexMeasuresSensorState(Number(sensor, "id")!.Value, Text(sensor, "name")!)
            {
                AssetId = Number(sensor, "assetId") ?? 0,
                Unit = Text(sensor, "unit") ?? "",
                TimeZone = Text(sensor, "timezone") ?? TimeZone,
                Resolution = IsoDuration.Parse(Text(sensor, "eventResolution") ?? "PT0S").ToDuration(),
                Attributes = Document(sensor, "attributes") as JsonObject ?? [],
            });
        }
    }

    private void LoadAuditLog(JsonElement world)
    {
        var start = world.TryGetProperty("server", out var server) && server.TryGetProperty("clock", out var clock) ? Text(clock, "start") : null;
        foreach (var entry in Items(world, "auditLog"))
        {
            var at = Text(entry, "at") is { } text && text != "clock.start" ? text : start;
            AuditLog.Add(new FlexMeasuresAuditState(
                Number(entry, "affectedAssetId"),
                Number(entry, "affectedUserId"),
                Number(entry, "affectedAccountId"),
                Text(entry, "event") ?? "",
                at is null ? Instant.MinValue : FlexMeasuresText.TryTime(at, out _)!.Value.ToInstant(),
                Number(entry, "activeUserId"),
                Text(entry, "activeUserName")));
        }
    }

    // A server of 2021: assets name their type and owner, markets and weather sensors stand beside them.
    private void LoadMessageAssets(JsonElement world)
    {
        var types = Items(world, "assetTypes").ToDictionary(t => Text(t, "name") ?? "", t => t);
        foreach (var (list, kind) in new[] { ("assets", "asset"), ("markets", "market"), ("weatherSensors", "weather") })
        {
            foreach (var item in Items(world, list).Where(i => Number(i, "assetTypeId") is null))
            {
                var type = Text(item, "assetType") ?? Text(item, "type") ?? "";
                var known = types.TryGetValue(type, out var found) ? found : default;
                MessageAssets.Add(new FlexMeasuresMessageAssetState(Number(item, "id")!.Value, Text(item, "name")!)
                {
                    Kind = kind,
                    Type = type,
                    TypeName = known.ValueKind == JsonValueKind.Object ? Text(known, "displayName") ?? type : type,
                    DisplayName = Text(item, "displayName") ?? Text(item, "name")!,
                    OwnerId = Number(item, "ownerId") ?? 0,
                    Unit = Text(item, "unit") ?? "MW",
                    MarketId = Number(item, "marketId"),
                    Capacity = Real(item, "capacityInMw"),
                    LeastCharge = Real(item, "minSocInMwh"),
                    MostCharge = Real(item, "maxSocInMwh"),
                    Charge = Real(item, "socInMwh"),
                    ConsumesOnly = Is(known, "isConsumer") && !Is(known, "isProducer"),
                    ProducesOnly = Is(known, "isProducer") && !Is(known, "isConsumer"),
                    Latitude = item.TryGetProperty("latitude", out var latitude) ? latitude.GetRawText() : "",
                    Longitude = item.TryGetProperty("longitude", out var longitude) ? longitude.GetRawText() : "",
                    ChargeAt = Text(item, "socDatetime") is { } at ? FlexMeasuresText.TryTime(at, out _)?.ToInstant() : null,
                    ChargeEventId = Number(item, "socUdiEventId") ?? 0,
                    Values = { Resolution = IsoDuration.Parse(Text(item, "eventResolution") ?? "PT15M").ToDuration(), TimeZone = Text(item, "timezone") ?? "UTC" },
                });
            }
        }

        foreach (var (name, type) in types.Where(t => Number(t.Value, "id") is null))
        {
            MessageAssetTypes[name] = Text(type, "displayName") ?? name;
        }

        static double? Real(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

        static bool Is(JsonElement owner, string name) =>
            owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
    }

    private void LoadSources(JsonElement world)
    {
        foreach (var source in Items(world, "dataSources").Where(s => Number(s, "id") is { } id && Sources.TrueForAll(known => known.Id != id)))
        {
            Sources.Add(new FlexMeasuresSourceState(Number(source, "id")!.Value, Text(source, "name")!)
            {
                Type = Text(source, "type") ?? "user",
                Model = Text(source, "model"),
                Version = Text(source, "version"),
                UserId = Number(source, "userId"),
                AccountId = Number(source, "accountId"),
            });
        }
    }

    private void LoadSeries(JsonElement world, Instant now)
    {
        foreach (var series in Items(world, "series"))
        {
            if (series.TryGetProperty("of", out var planned)
                && Number(planned, "assetId") is { } assetId && MessageAssets.Find(a => a.Kind == "asset" && a.Id == assetId) is { } asset)
            {
                LoadPlan(series, asset, now);
                continue;
            }

            if (!series.TryGetProperty("of", out var of) || Number(of, "sensorId") is not { } id || Sensor(id) is not { } sensor)
            {
                continue;
            }

            var start = FlexMeasuresText.TryTime(Text(series, "start")!, out _)!.Value.ToInstant();
            var step = IsoDuration.Parse(Text(series, "resolution")!).ToDuration();
            var at = FlexMeasuresText.TryTime(Text(series, "beliefTime") ?? "", out _)?.ToInstant() ?? now;
            var index = 0;
            foreach (var value in series.GetProperty("values").EnumerateArray())
            {
                if (value.ValueKind == JsonValueKind.Number)
                {
                    sensor.Store(start + (step * index), Number(series, "sourceId") ?? 0, at, value.GetDouble(), test: false);
                }

                index++;
            }

            // Several series of one happening: each is believed a little later than the one before.
            now += Duration.FromMilliseconds(1);
        }
    }
}
