using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Energy.Clients.Emulators;

/// <summary>When the server's own tasks last ran, for those who watch over it.</summary>
internal sealed class FlexMeasuresTaskRoutes(FlexMeasuresEmulator emulator)
{
    private const int BodyLimit = 65_536;
    private const int FrequencyMinutes = 10;

    private static readonly Instant Never = Instant.FromUnixTimeTicks(0);

    /// <summary>Reads a run. The token is not a user's but one of the server's settings.</summary>
    internal Task LatestAsync(EmulatorExchange exchange)
    {
        var token = exchange.Context.Request.Headers.Authorization.ToString();
        if (token != emulator.State.TaskCheckToken)
        {
            return token.Length == 0 ? AnswerAsync(401, "Not authenticated to check task status.") : AnswerAsync(403, "Not authorized to check task status.");
        }

        if (exchange.Query("name") is not { } name)
        {
            return AnswerAsync(400, "No task name given.");
        }

        return emulator.State.TaskRuns.TryGetValue(name, out var run)
            ? AnswerAsync(200, "", run.At, run.Succeeded)
            : AnswerAsync(404, $"Task {name} has no last run time.");

        Task AnswerAsync(int status, string reason, Instant? at = null, bool succeeded = false) => exchange.NodeAsync(status, new JsonObject
        {
            ["status"] = succeeded ? "OK" : "ERROR",
            ["reason"] = reason,
            ["lastrun"] = (at ?? Never).ToDateTimeUtc().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            ["frequency"] = FrequencyMinutes,
            ["process"] = "FlexMeasures",
            ["server"] = "",
        });
    }

    /// <summary>Takes a run in. As on the real server, one of a task that never ran is not found by the next question.</summary>
    internal async Task PostAsync(EmulatorExchange exchange)
    {
        if (!FlexMeasuresEmulator.UserOf(exchange).Roles.Contains("task-runner"))
        {
            await exchange.PageAsync(403);
            return;
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(await exchange.ReadBodyAsync(BodyLimit) ?? []));
        if (!form.TryGetValue("name", out var name) || name.ToString().Length == 0)
        {
            await exchange.NodeAsync(400, new JsonObject { ["status"] = "ERROR", ["reason"] = "No task name given." });
            return;
        }

        lock (emulator.State.Gate)
        {
            if (emulator.State.TaskRuns.ContainsKey(name.ToString()))
            {
                var at = form.TryGetValue("datetime", out var time) ? FlexMeasuresText.TryTime(time.ToString(), out _)?.ToInstant() : null;
                emulator.State.TaskRuns[name.ToString()] = (at ?? emulator.Now, !form.TryGetValue("status", out var status) || status.ToString() == "True");
            }
        }

        await exchange.NodeAsync(200, new JsonObject { ["status"] = "OK" });
    }
}
