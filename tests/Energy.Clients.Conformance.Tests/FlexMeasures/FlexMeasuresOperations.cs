namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Maps recorded requests of both generations to operations, by the request only.</summary>
public static class FlexMeasuresOperations
{
    /// <summary>Asks for a token; has no call of its own, each client does it when it needs one.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Requests that no operation of either generation answers.</summary>
    public const string Nothing = "nothing";

    /// <summary>Every operation, the more special path first where two fit.</summary>
    public static IReadOnlyList<FlexMeasuresOperation> All { get; } =
    [
        new("server.versions", "GET", "/api/", "Server.GetVersionsAsync"),
        new("server.ping", "GET", "/api/ops/ping", "Server.PingAsync"),
        new("server.task-run", "GET", "/api/ops/getLatestTaskRun", "Server.GetLatestTaskRunAsync"),
        new("server.post-task-run", "POST", "/api/ops/postLatestTaskRun", "Server.PostLatestTaskRunAsync"),
        new("server.health", "GET", "/api/v3_0/health/ready", "Server.GetHealthAsync"),
        new("server.services", "GET", "/api/v3_0", "Server.GetServicesAsync"),
        new("server.asset-view", "POST", "/api/v3_0/assets/default_asset_view", "Server.SetDefaultAssetViewAsync"),
        new("server.legends", "POST", "/api/v3_0/assets/keep_legends_below_graphs", "Server.SetLegendsBelowGraphsAsync"),

        new("sensors.list", "GET", "/api/v3_0/sensors", "Sensors.ListAsync"),
        new("sensors.create", "POST", "/api/v3_0/sensors", "Sensors.CreateAsync"),
        new("data.get-by-address", "GET", "/api/v3_0/sensors/data", "Data.GetAsync"),
        new("data.post-by-address", "POST", "/api/v3_0/sensors/data", "Data.PostAsync"),
        new("sensors.get", "GET", "/api/v3_0/sensors/{id}", "Sensors.GetAsync"),
        new("sensors.update", "PATCH", "/api/v3_0/sensors/{id}", "Sensors.UpdateAsync"),
        new("sensors.delete", "DELETE", "/api/v3_0/sensors/{id}", "Sensors.DeleteAsync"),
        new("sensors.stats", "GET", "/api/v3_0/sensors/{id}/stats", "Sensors.GetStatsAsync"),
        new("sensors.status", "GET", "/api/v3_0/sensors/{id}/status", "Sensors.GetStatusAsync"),
        new("sensors.annotate", "POST", "/api/v3_0/sensors/{id}/annotations", "Sensors.AnnotateAsync"),
        new("data.get", "GET", "/api/v3_0/sensors/{id}/data", "Data.GetAsync"),
        new("data.post", "POST", "/api/v3_0/sensors/{id}/data", "Data.PostAsync"),
        new("data.delete", "DELETE", "/api/v3_0/sensors/{id}/data", "Data.DeleteAsync"),
        new("data.upload", "POST", "/api/v3_0/sensors/{id}/data/upload", "Data.UploadAsync"),
        new("schedules.trigger-sensor", "POST", "/api/v3_0/sensors/{id}/schedules/trigger", "Schedules.TriggerForSensorAsync"),
        new("schedules.get", "GET", "/api/v3_0/sensors/{id}/schedules/{uuid}", "Schedules.GetAsync"),
        new("forecasts.trigger", "POST", "/api/v3_0/sensors/{id}/forecasts/trigger", "Forecasts.TriggerAsync"),
        new("forecasts.get", "GET", "/api/v3_0/sensors/{id}/forecasts/{uuid}", "Forecasts.GetAsync"),

        new("assets.list", "GET", "/api/v3_0/assets", "Assets.ListAsync"),
        new("assets.create", "POST", "/api/v3_0/assets", "Assets.CreateAsync"),
        new("assets.public", "GET", "/api/v3_0/assets/public", "Assets.ListPublicAsync"),
        new("assets.types", "GET", "/api/v3_0/assets/types", "Assets.ListTypesAsync"),
        new("assets.get", "GET", "/api/v3_0/assets/{id}", "Assets.GetAsync"),
        new("assets.update", "PATCH", "/api/v3_0/assets/{id}", "Assets.UpdateAsync"),
        new("assets.delete", "DELETE", "/api/v3_0/assets/{id}", "Assets.DeleteAsync"),
        new("assets.copy", "POST", "/api/v3_0/assets/{id}/copy", "Assets.CopyAsync"),
        new("assets.sensors", "GET", "/api/v3_0/assets/{id}/sensors", "Assets.ListSensorsAsync"),
        new("assets.audit-log", "GET", "/api/v3_0/assets/{id}/auditlog", "Assets.ListAuditLogAsync"),
        new("assets.jobs", "GET", "/api/v3_0/assets/{id}/jobs", "Assets.GetJobsAsync"),
        new("assets.kpis", "GET", "/api/v3_0/assets/{id}/kpis", "Assets.GetKpisAsync"),
        new("assets.chart", "GET", "/api/v3_0/assets/{id}/chart", "Assets.GetChartAsync"),
        new("assets.chart-data", "GET", "/api/v3_0/assets/{id}/chart_data", "Assets.GetChartDataAsync"),
        new("assets.chart-annotations", "GET", "/api/v3_0/assets/{id}/chart_annotations", "Assets.GetChartAnnotationsAsync"),
        new("assets.annotate", "POST", "/api/v3_0/assets/{id}/annotations", "Assets.AnnotateAsync"),
        new("schedules.trigger", "POST", "/api/v3_0/assets/{id}/schedules/trigger", "Schedules.TriggerAsync"),

        new("jobs.get", "GET", "/api/v3_0/jobs/{uuid}", "Jobs.GetAsync"),
        new("accounts.list", "GET", "/api/v3_0/accounts", "Accounts.ListAsync"),
        new("accounts.create", "POST", "/api/v3_0/accounts", "Accounts.CreateAsync"),
        new("accounts.get", "GET", "/api/v3_0/accounts/{id}", "Accounts.GetAsync"),
        new("accounts.update", "PATCH", "/api/v3_0/accounts/{id}", "Accounts.UpdateAsync"),
        new("accounts.audit-log", "GET", "/api/v3_0/accounts/{id}/auditlog", "Accounts.ListAuditLogAsync"),
        new("accounts.annotate", "POST", "/api/v3_0/accounts/{id}/annotations", "Accounts.AnnotateAsync"),
        new("users.list", "GET", "/api/v3_0/users", "Users.ListAsync"),
        new("users.create", "POST", "/api/v3_0/users", "Users.CreateAsync"),
        new("users.get", "GET", "/api/v3_0/users/{id}", "Users.GetAsync"),
        new("users.update", "PATCH", "/api/v3_0/users/{id}", "Users.UpdateAsync"),
        new("users.reset-password", "PATCH", "/api/v3_0/users/{id}/password-reset", "Users.ResetPasswordAsync"),
        new("users.audit-log", "GET", "/api/v3_0/users/{id}/auditlog", "Users.ListAuditLogAsync"),
        new("sources.get", "GET", "/api/v3_0/sources", "Sources.GetAsync"),

        new("messages.get-service", "GET", "/api/{version}/getService", "Messages.GetServicesAsync"),
        new("messages.get-connection", "GET", "/api/{version}/getConnection", "Messages.GetConnectionsAsync"),
        new("messages.get-meter-data", "GET", "/api/{version}/getMeterData", "Messages.GetMeterDataAsync"),
        new("messages.get-meter-data-by-body", "POST", "/api/v1/getMeterData", "Messages.GetMeterDataAsync"),
        new("messages.get-prognosis", "GET", "/api/{version}/getPrognosis", "Messages.GetPrognosisAsync"),
        new("messages.post-meter-data", "POST", "/api/{version}/postMeterData", "Messages.PostMeterDataAsync"),
        new("messages.post-prognosis", "POST", "/api/{version}/postPrognosis", "Messages.PostPrognosisAsync"),
        new("messages.post-price-data", "POST", "/api/{version}/postPriceData", "Messages.PostPriceDataAsync"),
        new("messages.post-weather-data", "POST", "/api/{version}/postWeatherData", "Messages.PostWeatherDataAsync"),
        new("messages.post-udi-event", "POST", "/api/{version}/postUdiEvent", "Messages.PostUdiEventAsync"),
        new("messages.get-device-message", "GET", "/api/{version}/getDeviceMessage", "Messages.GetDeviceMessageAsync"),
        new("messages.assets", "GET", "/api/v2_0/assets", "Messages.ListAssetsAsync"),
        new("messages.create-asset", "POST", "/api/v2_0/assets", "Messages.CreateAssetAsync"),
        new("messages.asset", "GET", "/api/v2_0/asset/{id}", "Messages.GetAssetAsync"),
        new("messages.update-asset", "PATCH", "/api/v2_0/asset/{id}", "Messages.UpdateAssetAsync"),
        new("messages.delete-asset", "DELETE", "/api/v2_0/asset/{id}", "Messages.DeleteAssetAsync"),
        new("messages.users", "GET", "/api/v2_0/users", "Messages.ListUsersAsync"),
        new("messages.user", "GET", "/api/v2_0/user/{id}", "Messages.GetUserAsync"),
        new("messages.update-user", "PATCH", "/api/v2_0/user/{id}", "Messages.UpdateUserAsync"),
        new("messages.reset-password", "PATCH", "/api/v2_0/user/{id}/password-reset", "Messages.ResetPasswordAsync"),
    ];

    /// <summary>The table.</summary>
    public static ExchangeOperations Table { get; } = All
        .Aggregate(
            new ExchangeOperations().Map(SignIn, "POST", "/api/requestAuthToken"),
            (table, operation) => table.Map(operation.Name, operation.Method, operation.Template))

        // What is left is answered 404 or 405: no such path, or not this method.
        .Map(Nothing, exchange => exchange.Response.Status is 404 or 405 or 410);

    /// <summary>Whether the operation asks for a result that may not be ready yet.</summary>
    public static bool IsPolled(RecordedExchange exchange) => Table.Of(exchange) is "schedules.get" or "forecasts.get" or "messages.get-device-message";
}
