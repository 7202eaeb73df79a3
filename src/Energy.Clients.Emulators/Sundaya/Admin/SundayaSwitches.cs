using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>Versions, the echo, and the switches of the process, which plain GETs change.</summary>
internal sealed class SundayaSwitches(SundayaEmulator emulator)
{
    private const string Topic = "pub.sys_env_config";

    private static readonly (string Name, string[] Words)[] LoggingWords =
        [("statements", ["data", "error", "exception", "messaging", "trace"]), ("verbosity", ["none", "info", "debug"]), ("appenders", ["console", "stackdriver"])];

    private static readonly (string Name, string[] Words)[] FeatureWords =
        [("release", ["none"]), ("operational", ["none", "logging", "validation"]), ("experiment", ["none"]), ("permission", ["none"])];

    private readonly Lock _gate = new();

    private readonly Dictionary<string, string[]> _logging = new(StringComparer.Ordinal)
    {
        ["statements"] = ["messaging", "data", "exception", "error", "trace"],
        ["verbosity"] = ["debug"],
        ["appenders"] = ["stackdriver", "console"],
    };

    private readonly Dictionary<string, string[]> _features = new(StringComparer.Ordinal)
    {
        ["release"] = ["none"],
        ["operational"] = ["logging", "validation"],
        ["experiment"] = ["none"],
        ["permission"] = ["none"],
    };

    internal bool IsValidating
    {
        get
        {
            lock (_gate)
            {
                return _features["operational"].Contains("validation");
            }
        }
    }

    internal static Task CatalogueAsync(EmulatorExchange exchange) => SundayaEmulator.JsonAsync(exchange, json =>
    {
        json.WriteStartObject();
        WriteWords(json, "paths", ["energy", "device", "devices", "api"]);
        json.WriteStartObject("api");
        WriteSwitch(json, "logging", LoggingWords);
        WriteSwitch(json, "features", FeatureWords);
        WriteWords(json, "versions", ["supported", "current"]);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    internal Task VersionsAsync(EmulatorExchange exchange) => VersionsAsync(exchange, withSupported: true);

    internal Task CurrentAsync(EmulatorExchange exchange) => VersionsAsync(exchange, withSupported: false);

    internal Task LoggingAsync(EmulatorExchange exchange) => SwitchAsync(exchange, "logging", LoggingWords, _logging);

    internal Task FeaturesAsync(EmulatorExchange exchange) => SwitchAsync(exchange, "features", FeatureWords, _features);

    internal async Task EchoAsync(EmulatorExchange exchange)
    {
        if (await SundayaBody.ReadAsync(exchange) is not { } body)
        {
            return;
        }

        await SundayaEmulator.JsonAsync(exchange, json =>
        {
            json.WriteStartObject();
            json.WriteString("version", emulator.VersionText);
            if (body.Value is JsonObject members && members.TryGetPropertyValue("message", out var message))
            {
                json.WritePropertyName("echo");
                if (SundayaJson.Write(message) is { } echo)
                {
                    echo.WriteTo(json);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndObject();
        });
    }

    private static void WriteWords(Utf8JsonWriter json, string name, string[] words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    private static void WriteSwitch(Utf8JsonWriter json, string name, IEnumerable<(string Name, string[] Words)> lists)
    {
        json.WriteStartObject(name);
        foreach (var (list, words) in lists)
        {
            WriteWords(json, list, words);
        }

        json.WriteEndObject();
    }

    private Task VersionsAsync(EmulatorExchange exchange, bool withSupported) => SundayaEmulator.JsonAsync(exchange, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("versions");
        if (withSupported)
        {
            json.WriteString("supported", emulator.SupportedVersions);
        }

        json.WriteString("current", emulator.VersionText);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private async Task SwitchAsync(EmulatorExchange exchange, string name, (string Name, string[] Words)[] lists, Dictionary<string, string[]> state)
    {
        (string Name, string[] Words)[] now;
        var query = exchange.Context.Request.Query;
        if (lists.Any(l => query.TryGetValue(l.Name, out var given) && given.Count > 1))
        {
            await SundayaEmulator.FailAsync(exchange, "TypeError", "value.split is not a function");
            return;
        }

        lock (_gate)
        {
            var changed = false;
            foreach (var (list, words) in lists)
            {
                var known = query[list].ToString().Split(',').Where(words.Contains).ToArray();
                if (known.Length > 0)
                {
                    state[list] = known;
                    changed = true;
                }
            }

            now = [.. lists.Select(l => (l.Name, state[l.Name]))];
            if (changed)
            {
                var value = new JsonObject(now.Select(l => new KeyValuePair<string, JsonNode?>(l.Name, new JsonArray([.. l.Item2.Select(w => (JsonNode?)JsonValue.Create(w))]))));
                emulator.Publish(new SundayaPublishedMessage(Topic, name, value));
            }
        }

        await SundayaEmulator.JsonAsync(exchange, json =>
        {
            json.WriteStartObject();
            WriteSwitch(json, name, now);
            json.WriteEndObject();
        });
    }
}
