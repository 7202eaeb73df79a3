using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Names of operations for the emulator's side: method and path, with what stands for an id taken out.</summary>
public static partial class FlexMeasuresEmulatorOperations
{
    private static readonly string[] Paths =
    [
        "/api", "/api/requestAuthToken", "/api/ops/{name}", "/api/v3_0", "/api/v3_0/{group}", "/api/v3_0/{group}/{id}", "/api/v3_0/{group}/{id}/{part}",
        "/api/v3_0/{group}/{id}/{part}/{more}",
        "/api/{version}/{service}", "/api/{version}/{service}/{id}",
    ];

    /// <summary>The table.</summary>
    public static ExchangeOperations Table { get; } = Make();

    private static ExchangeOperations Make()
    {
        var table = new ExchangeOperations();
        foreach (string method in new[] { "GET", "POST", "PATCH", "PUT", "DELETE" })
        {
            foreach (string group in new[] { "sensors", "assets", "accounts", "users", "sources", "jobs", "health" })
            {
                foreach (string rest in new[] { "", "/{id}", "/{id}/data", "/{id}/data/upload", "/{id}/stats", "/{id}/status", "/{id}/annotations", "/{id}/schedules/trigger",
                    "/{id}/schedules/{uuid}", "/{id}/forecasts/trigger", "/{id}/forecasts/{uuid}", "/{id}/sensors", "/{id}/copy", "/{id}/auditlog", "/{id}/jobs",
                    "/{id}/chart_data", "/{id}/chart_annotations", "/{id}/kpis" })
                {
                    string template = $"/api/v3_0/{group}{rest}";
                    table.Map($"{method} {template}", method, template);
                }
            }

            foreach (string template in Paths)
            {
                table.Map($"{method} {template}", method, template);
            }

            table.Map($"{method} other", exchange => exchange.Request.Method == method && Api().IsMatch(exchange.Request.Target));
        }

        return table;
    }

    [GeneratedRegex("^/api")]
    private static partial Regex Api();
}
