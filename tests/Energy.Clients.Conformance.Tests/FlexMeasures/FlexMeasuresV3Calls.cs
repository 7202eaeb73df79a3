using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Recorded requests of v3_0, other than those about data and plans, as calls of the typed client.</summary>
internal static class FlexMeasuresV3Calls
{
    private const string Assets = "/api/v3_0/assets/{id}";
    private const string Sensors = "/api/v3_0/sensors/{id}";
    private const string Accounts = "/api/v3_0/accounts/{id}";
    private const string Users = "/api/v3_0/users/{id}";

    private static readonly FlexMeasuresJsonContext Json = FlexMeasuresJsonContext.Default;

    public static void AddTo(FlexMeasuresCalls calls)
    {
        AddServer(calls);
        AddSensors(calls);
        AddAssets(calls);
        AddPeople(calls);
    }

    internal static FlexMeasuresNewAnnotation Annotation(FlexMeasuresArguments body) => new()
    {
        Content = FlexMeasuresArguments.Required(body.Text("content"), "content"),
        Range = FlexMeasuresArguments.Required(body.Range("start", "end"), "start"),
        Type = body.Text("type"),
        Prior = body.Time("prior"),
    };

    private static void AddServer(FlexMeasuresCalls calls) => calls
        .Add("server.versions", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(client.Server.GetVersionsAsync), Json.FlexMeasuresVersions))
        .Add("server.ping", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(client.Server.PingAsync), Json.FlexMeasuresPing))
        .Add("server.health", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(client.Server.GetHealthAsync), Json.FlexMeasuresHealth))
        .Add("server.services", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(client.Server.GetServicesAsync), Json.FlexMeasuresServiceList))
        .Add("server.task-run", async (client, call) =>
        {
            string name = FlexMeasuresArguments.Required(call.Query.Text("name"), "name");
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Server.GetLatestTaskRunAsync(name, token)), Json.FlexMeasuresTaskRun);
        })
        .Add("server.post-task-run", async (client, call) =>
        {
            string form = call.Exchange.Request.Body.Text ?? throw new ArgumentException("The typed client sends a form here, always.");
            var fields = RequestTarget.ParseQuery("?" + form).ToDictionary();
            string name = FlexMeasuresArguments.Required(fields.GetValueOrDefault("name"), "name");
            string status = FlexMeasuresArguments.Required(fields.GetValueOrDefault("status"), "status");
            await client.Server.PostLatestTaskRunAsync(name, status == "True", fields.TryGetValue("datetime", out string? at) ? FlexMeasuresTime.Parse(at) : null);
            return new JsonObject();
        })
        .Add("server.asset-view", (client, call) =>
        {
            string view = FlexMeasuresArguments.Required(call.Body.Text("default_asset_view"), "default_asset_view");
            bool use = FlexMeasuresArguments.Required(call.Body.Flag("use_as_default"), "use_as_default");
            return call.Done(token => client.Server.SetDefaultAssetViewAsync(use, view, token));
        })
        .Add("server.legends", (client, call) =>
        {
            bool below = FlexMeasuresArguments.Required(call.Body.Flag("keep_legends_below_graphs"), "keep_legends_below_graphs");
            return call.Done(token => client.Server.SetLegendsBelowGraphsAsync(below, token));
        })
        .Add("sources.get", async (client, call) =>
        {
            bool? latest = call.Query.Flag("only_latest");
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Sources.GetAsync(latest, token)), Json.FlexMeasuresSourceList);
        })
        .Add("jobs.get", async (client, call) => FlexMeasuresAnswers.Of(
            await call.Done(token => client.Jobs.GetAsync(call.Part("/api/v3_0/jobs/{uuid}", "uuid"), token)), Json.FlexMeasuresJob));

    private static void AddSensors(FlexMeasuresCalls calls) => calls
        .Add("sensors.list", (client, call) =>
        {
            var query = new FlexMeasuresSensorQuery
            {
                AccountId = call.Query.Whole("account"),
                AssetId = call.Query.Whole("asset"),
                IncludeConsultancyClients = call.Query.Flag("include_consultancy_clients"),
                IncludePublicAssets = call.Query.Flag("include_public_assets"),
                Unit = call.Query.Unit("unit"),
            };
            return ListAsync(call, call.Paged(query), client.Sensors.ListAsync, Json.FlexMeasuresSensor);
        })
        .Add("sensors.get", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(token => client.Sensors.GetAsync(call.Id(Sensors), token)), Json.FlexMeasuresSensor))
        .Add("sensors.delete", (client, call) => call.Done(token => client.Sensors.DeleteAsync(call.Id(Sensors), token)))
        .Add("sensors.create", async (client, call) =>
        {
            var sensor = new FlexMeasuresNewSensor
            {
                Name = FlexMeasuresArguments.Required(call.Body.Text("name"), "name"),
                AssetId = FlexMeasuresArguments.Required(call.Body.Whole("generic_asset_id"), "generic_asset_id"),
                Unit = FlexMeasuresArguments.Required(call.Body.Unit("unit"), "unit"),
                EventResolution = FlexMeasuresArguments.Required(call.Body.Duration("event_resolution"), "event_resolution"),
                TimeZone = call.Body.Text("timezone"),
                Attributes = call.Body.Document("attributes"),
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Sensors.CreateAsync(sensor, token)), Json.FlexMeasuresSensor);
        })
        .Add("sensors.update", async (client, call) =>
        {
            var update = new FlexMeasuresSensorUpdate
            {
                Name = call.Body.Set("name", call.Body.Text),
                Unit = call.Body.Has("unit") ? FlexMeasuresArguments.Required(call.Body.Unit("unit"), "unit") : default(Optional<Unit>),
                EventResolution = call.Body.Has("event_resolution")
                ? FlexMeasuresArguments.Required(call.Body.Duration("event_resolution"), "event_resolution") : default(Optional<IsoDuration>),
                TimeZone = call.Body.Set("timezone", call.Body.Text),
                Attributes = Document(call.Body, "attributes"),
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Sensors.UpdateAsync(call.Id(Sensors), update, token)), Json.FlexMeasuresSensor);
        })
        .Add("sensors.stats", async (client, call) =>
        {
            var query = new FlexMeasuresStatsQuery
            {
                Sorted = call.Query.Flag("sort"),
                Range = call.Query.Range("event_start_time", "event_end_time"),
                Fresh = call.Query.Flag("fresh"),
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Sensors.GetStatsAsync(call.Id(Sensors + "/stats"), query, token)), query.Sorted == false);
        })
        .Add("sensors.status", async (client, call) =>
            FlexMeasuresAnswers.Of(await call.Done(token => client.Sensors.GetStatusAsync(call.Id(Sensors + "/status"), token)), Json.FlexMeasuresSensorStatusList))
        .Add("sensors.annotate", async (client, call) =>
        {
            FlexMeasuresNewAnnotation annotation = Annotation(call.Body);
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Sensors.AnnotateAsync(call.Id(Sensors + "/annotations"), annotation, token)),
                Json.FlexMeasuresAnnotation);
        });

    private static void AddAssets(FlexMeasuresCalls calls) => calls
        .Add("assets.list", (client, call) =>
        {
            var query = new FlexMeasuresAssetQuery
            {
                AccountId = call.Query.Whole("account"),
                AllAccessible = call.Query.Flag("all_accessible"),
                IncludePublic = call.Query.Flag("include_public"),
                RootAssetId = call.Query.Whole("root"),
                Depth = (int?)call.Query.Whole("depth"),
                AssetTypeId = call.Query.Whole("asset_type"),
                Fields = Fields(call.Query),
            };
            return ListAsync(call, call.Paged(query), client.Assets.ListAsync, Json.FlexMeasuresAsset);
        })
        .Add("assets.public", (client, call) => ListAsync(call, Fields(call.Query), client.Assets.ListPublicAsync, Json.FlexMeasuresAsset))
        .Add("assets.types", (client, call) => ListAsync(call, 0, (_, token) => client.Assets.ListTypesAsync(token), Json.FlexMeasuresAssetType))
        .Add("assets.sensors", (client, call) => ListAsync(
            call, call.Paged(new FlexMeasuresAssetSensorQuery()), (query, token) =>
                client.Assets.ListSensorsAsync(call.Id(Assets + "/sensors"), query, token), Json.FlexMeasuresSensor))
        .Add("assets.audit-log", (client, call) => ListAsync(
            call, call.Paged(new FlexMeasuresAuditQuery()), (query, token) =>
                client.Assets.ListAuditLogAsync(call.Id(Assets + "/auditlog"), query, token), Json.FlexMeasuresAuditEntry))
        .Add("assets.get", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(token => client.Assets.GetAsync(call.Id(Assets), token)), Json.FlexMeasuresAsset))
        .Add("assets.delete", (client, call) => call.Done(token => client.Assets.DeleteAsync(call.Id(Assets), token)))
        .Add("assets.create", async (client, call) =>
        {
            var asset = new FlexMeasuresNewAsset
            {
                Name = FlexMeasuresArguments.Required(call.Body.Text("name"), "name"),
                AssetTypeId = FlexMeasuresArguments.Required(call.Body.Whole("generic_asset_type_id"), "generic_asset_type_id"),
                AccountId = call.Body.Whole("account_id"),
                ParentAssetId = call.Body.Whole("parent_asset_id"),
                Latitude = call.Body.Number("latitude"),
                Longitude = call.Body.Number("longitude"),
                Attributes = call.Body.Document("attributes"),
                FlexContext = call.Body.Document("flex_context"),
                FlexModel = call.Body.Document("flex_model"),
                SensorsToShow = call.Body.Document("sensors_to_show"),
                SensorsToShowAsKpis = call.Body.Document("sensors_to_show_as_kpis"),
                ExternalId = call.Body.Text("external_id"),
                Description = call.Body.Text("description"),
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Assets.CreateAsync(asset, token)), Json.FlexMeasuresAsset);
        })
        .Add("assets.update", async (client, call) =>
        {
            var update = new FlexMeasuresAssetUpdate
            {
                Name = call.Body.Set("name", call.Body.Text),
                Description = call.Body.Optional("description", call.Body.Text),
                Latitude = call.Body.Optional("latitude", call.Body.Number),
                Longitude = call.Body.Optional("longitude", call.Body.Number),
                ParentAssetId = call.Body.Optional("parent_asset_id", call.Body.Whole),
                Attributes = Document(call.Body, "attributes"),
                FlexContext = Document(call.Body, "flex_context"),
                FlexModel = Document(call.Body, "flex_model"),
                SensorsToShow = Document(call.Body, "sensors_to_show"),
                SensorsToShowAsKpis = Document(call.Body, "sensors_to_show_as_kpis"),
                AssetTypeId = call.Body.Has("generic_asset_type_id")
                ? FlexMeasuresArguments.Required(call.Body.Whole("generic_asset_type_id"), "generic_asset_type_id") : default(Optional<long>),
                ExternalId = call.Body.Optional("external_id", call.Body.Text),
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Assets.UpdateAsync(call.Id(Assets), update, token)), Json.FlexMeasuresAsset);
        })
        .Add("assets.copy", async (client, call) =>
        {
            (long? account, long? parent) = (call.Query.Whole("account"), call.Query.Whole("parent"));
            _ = call.Body;
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Assets.CopyAsync(call.Id(Assets + "/copy"), account, parent, token)), Json.FlexMeasuresAssetCopy);
        })
        .Add("assets.jobs", async (client, call) =>
            FlexMeasuresAnswers.Of(await call.Done(token => client.Assets.GetJobsAsync(call.Id(Assets + "/jobs"), token)), Json.FlexMeasuresJobList))
        .Add("assets.kpis", (client, call) => ChartAsync(call, "/kpis", client.Assets.GetKpisAsync))
        .Add("assets.chart", (client, call) => ChartAsync(call, "/chart", client.Assets.GetChartAsync))
        .Add("assets.chart-data", (client, call) => ChartAsync(call, "/chart_data", client.Assets.GetChartDataAsync))
        .Add("assets.chart-annotations", (client, call) => ChartAsync(call, "/chart_annotations", client.Assets.GetChartAnnotationsAsync))
        .Add("assets.annotate", async (client, call) =>
        {
            FlexMeasuresNewAnnotation annotation = Annotation(call.Body);
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Assets.AnnotateAsync(call.Id(Assets + "/annotations"), annotation, token)), Json.FlexMeasuresAnnotation);
        });

    private static void AddPeople(FlexMeasuresCalls calls) => calls
        .Add("accounts.list", (client, call) => ListAsync(
            call, call.Paged(new FlexMeasuresAccountQuery { Role = call.Query.Text("role") }), client.Accounts.ListAsync, Json.FlexMeasuresAccount))
        .Add("accounts.get", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(token => client.Accounts.GetAsync(call.Id(Accounts), token)), Json.FlexMeasuresAccount))
        .Add("accounts.create", async (client, call) =>
        {
            var account = new FlexMeasuresNewAccount
            {
                Name = FlexMeasuresArguments.Required(call.Body.Text("name"), "name"),
                PrimaryColor = call.Body.Text("primary_color"),
                SecondaryColor = call.Body.Text("secondary_color"),
                LogoUrl = call.Body.Text("logo_url"),
                ConsultancyAccountId = call.Body.Whole("consultancy_account_id"),
                Attributes = call.Body.Document("attributes"),
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Accounts.CreateAsync(account, token)), Json.FlexMeasuresAccount);
        })
        .Add("accounts.update", async (client, call) =>
        {
            FlexMeasuresAccountUpdate account = Account(call.Body);
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Accounts.UpdateAsync(call.Id(Accounts), account, token)), Json.FlexMeasuresAccount);
        })
        .Add("accounts.audit-log", (client, call) => ListAsync(
            call, 0, (_, token) => client.Accounts.ListAuditLogAsync(call.Id(Accounts + "/auditlog"), token), Json.FlexMeasuresAuditEntry))
        .Add("accounts.annotate", async (client, call) =>
        {
            FlexMeasuresNewAnnotation annotation = Annotation(call.Body);
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Accounts.AnnotateAsync(call.Id(Accounts + "/annotations"), annotation, token)),
                Json.FlexMeasuresAnnotation);
        })
        .Add("users.list", (client, call) => ListAsync(
            call,
            call.Paged(new FlexMeasuresUserQuery { AccountId = call.Query.Whole("account"), IncludeInactive = call.Query.Flag("include_inactive") }),
            client.Users.ListAsync,
            Json.FlexMeasuresUser))
        .Add("users.get", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(token => client.Users.GetAsync(call.Id(Users), token)), Json.FlexMeasuresUser))
        .Add("users.create", async (client, call) =>
        {
            var user = new FlexMeasuresNewUser
            {
                Email = FlexMeasuresArguments.Required(call.Body.Text("email"), "email"),
                Username = FlexMeasuresArguments.Required(call.Body.Text("username"), "username"),
                AccountId = FlexMeasuresArguments.Required(call.Body.Whole("account_id"), "account_id"),
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Users.CreateAsync(user, token)), Json.FlexMeasuresUser);
        })
        .Add("users.update", async (client, call) =>
        {
            FlexMeasuresUserUpdate update = User(call.Body);
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Users.UpdateAsync(call.Id(Users), update, token)), Json.FlexMeasuresUser);
        })
        .Add("users.reset-password", (client, call) => call.Done(token => client.Users.ResetPasswordAsync(call.Id(Users + "/password-reset"), token)))
        .Add("users.audit-log", (client, call) => ListAsync(
            call, call.Paged(new FlexMeasuresAuditQuery()), (query, token) =>
                client.Users.ListAuditLogAsync(call.Id(Users + "/auditlog"), query, token), Json.FlexMeasuresAuditEntry));

    internal static FlexMeasuresUserUpdate User(FlexMeasuresArguments body) => new()
    {
        Username = body.Set("username", body.Text),
        Email = body.Set("email", body.Text),
        IsActive = body.Has("active") ? FlexMeasuresArguments.Required(body.Flag("active"), "active") : default(Optional<bool>),
        TimeZone = body.Set("timezone", body.Text),
        RoleIds = Ids(body, "flexmeasures_roles"),
    };

    internal static async Task<JsonNode?> ListAsync<TQuery, TItem>(
        FlexMeasuresCall call, TQuery query, Func<TQuery, CancellationToken, Paged<TItem>> list, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TItem> typeInfo)
    {
        call.Done();
        return await FlexMeasuresAnswers.PageAsync(list(query, CancellationToken.None), typeInfo, call.Exchange);
    }

    private static async Task<JsonNode?> ChartAsync(FlexMeasuresCall call, string end, Func<long, FlexMeasuresChartQuery, CancellationToken, Task<JsonElement>> ask)
    {
        var query = new FlexMeasuresChartQuery
        {
            Range = call.Query.Range("start", "end"),
            Duration = call.Query.Duration("duration"),
            Prior = call.Query.Time("prior"),
            MostRecentBeliefsOnly = call.Query.Flag("most-recent-beliefs-only"),
            UseLatestVersionPerEvent = call.Query.Flag("use-latest-version-per-event"),
            Compressed = call.Query.Flag("compress-json"),
            Clip = call.Query.Flag("clip"),
            IncludeData = call.Query.Flag("include-data"),
            CombineLegend = call.Query.Flag("combine-legend"),
            IncludeAssetAnnotations = call.Query.Flag("include-asset-annotations"),
            IncludeAccountAnnotations = call.Query.Flag("include-account-annotations"),
            DatasetName = call.Query.Text("dataset-name"),
            Height = call.Query.Text("height"),
            Width = call.Query.Text("width"),
            ChartType = call.Query.Text("chart-type"),
        };
        return JsonText.ToNode(await call.Done(token => ask(call.Id(Assets + end), query, token)));
    }

    private static FlexMeasuresAccountUpdate Account(FlexMeasuresArguments body) => new()
    {
        Name = body.Set("name", body.Text),
        PrimaryColor = body.Optional("primary_color", body.Text),
        SecondaryColor = body.Optional("secondary_color", body.Text),
        LogoUrl = body.Optional("logo_url", body.Text),
        ConsultancyAccountId = body.Optional("consultancy_account_id", body.Whole),
        PlanId = body.Optional("plan_id", body.Whole),
        RoleIds = Ids(body, "account_roles"),
        Attributes = Document(body, "attributes"),
    };

    private static Optional<FlexMeasuresJson> Document(FlexMeasuresArguments body, string name) =>
        body.Has(name) ? FlexMeasuresArguments.Required(body.Document(name), name) : default(Optional<FlexMeasuresJson>);

    private static Optional<IReadOnlyList<long>> Ids(FlexMeasuresArguments body, string name) => body.Element(name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number) =>
            new Optional<IReadOnlyList<long>>([.. list.EnumerateArray().Select(item => item.GetInt64())]),
        { } other => throw new ArgumentException($"'{name}' is a list of ids, not {other.GetRawText()}."),
    };

    // No fields asked for is an empty list; the client's own default is all of them.
    private static IReadOnlyList<string> Fields(FlexMeasuresArguments query) => query.Text("fields") is { } fields ? FlexMeasuresAssetFields.Parse(fields) : [];
}
