using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Writes the models of the client back as the JSON that the servers wrote.</summary>
public static class FlexMeasuresAnswers
{
    private const string StateKey = "state of polling";

    private static readonly string[] Waiting = ["waiting to be processed", "in progress", "has an unknown status"];

    /// <summary>Any model.</summary>
    public static JsonNode? Of<T>(T model, JsonTypeInfo<T> typeInfo)
    {
        JsonNode? json = JsonSerializer.SerializeToNode(model, typeInfo);
        if (model is FlexMeasuresUser user)
        {
            // Times without an offset are texts to the comparison: with the six decimals that Python writes.
            json!["last_login_at"] = user.LastLoginAt is { } login ? FlexMeasuresText.Iso(login, null) : null;
            json["last_seen_at"] = user.LastSeenAt is { } seen ? FlexMeasuresText.Iso(seen, null) : null;
        }

        return json;
    }

    /// <summary>The first page of a list: the bare items, or the envelope that a server puts around a page.</summary>
    public static async Task<JsonNode?> PageAsync<T>(Paged<T> list, JsonTypeInfo<T> typeInfo, RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(exchange);
        await foreach (Page<T> page in list.AsPages())
        {
            var items = new JsonArray([.. page.Items.Select(item => Of(item, typeInfo))]);
            return page.Total is { } total
                ? new JsonObject { ["data"] = items, ["filtered-records"] = total }
                : items;
        }

        return null;
    }

    /// <summary>Values of a sensor; a server of today writes their durations without days.</summary>
    public static JsonNode? Of(FlexMeasuresData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        JsonNode json = Of(data, FlexMeasuresJsonContext.Default.FlexMeasuresData)!;
        json["duration"] = data.Duration.ToString(IsoDurationStyle.Hours);
        json["resolution"] = data.Resolution?.ToString(IsoDurationStyle.Hours);
        return json;
    }

    /// <summary>What polling gave: the result, word of one that is not ready yet, or the server's refusal.</summary>
    public static JsonNode? Of<T>(FlexMeasuresPollResult<T> result, Func<T, JsonNode?> project)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(project);
        if (result.Refusal is { } refusal)
        {
            refusal.Data[StateKey] = result.State.ToString();
            throw refusal;
        }

        return result.Value is { } value ? project(value) : new JsonObject { ["status"] = result.Status?.Code, ["message"] = result.Message, ["state"] = result.State.ToString() };
    }

    /// <summary>What our error says, in the form of <see cref="Error"/>.</summary>
    public static JsonObject? Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        JsonObject? error = EnergyErrorJson.Of(exception);
        if (error is not null && exception.Data[StateKey] is string state)
        {
            error["state"] = state;
        }

        if (error is not null && exception is EnergyRateLimitException { RetryAfter: { } rest })
        {
            error["retryAfter"] = rest.TotalSeconds;
        }

        return error;
    }

    /// <summary>A schedule.</summary>
    public static JsonNode? Of(FlexMeasuresSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        JsonNode json = Of(schedule, FlexMeasuresJsonContext.Default.FlexMeasuresSchedule)!;
        json["duration"] = schedule.Duration?.ToString(IsoDurationStyle.Hours);
        return json;
    }

    /// <summary>The figures of a sensor's sources, by name or as pairs.</summary>
    public static JsonNode? Of(FlexMeasuresSensorStats stats, bool asPairs)
    {
        ArgumentNullException.ThrowIfNull(stats);
        return new JsonObject(stats.BySource.Select(source =>
        {
            (string Name, JsonNode? Value)[] figures =
            [
                ("First event start", source.Value.FirstEventStart is { } first ? FlexMeasuresTime.Format(first) : null),
                ("Last event end", source.Value.LastEventEnd is { } last ? FlexMeasuresTime.Format(last) : null),
                ("Last recorded", source.Value.LastRecorded is { } recorded ? FlexMeasuresTime.Format(recorded) : null),
                ("Min value", source.Value.Minimum),
                ("Max value", source.Value.Maximum),
                ("Mean value", source.Value.Mean),
                ("Sum over values", source.Value.Sum),
                ("Number of values", source.Value.Count),
            ];
            return KeyValuePair.Create(source.Key, (JsonNode?)(asPairs
                ? new JsonArray([.. figures.Select(figure => (JsonNode)new JsonArray(figure.Name, figure.Value))])
                : new JsonObject(figures.Select(figure => KeyValuePair.Create(figure.Name, figure.Value)))));
        }));
    }

    /// <summary>Values of a message, flattened and named as the server does.</summary>
    public static JsonNode? Of(FlexMeasuresMessageData data, string key)
    {
        ArgumentNullException.ThrowIfNull(data);
        var json = new JsonObject
        {
            ["type"] = data.Type,
            ["start"] = FlexMeasuresTime.Format(data.Start),
            ["duration"] = data.Duration.ToString(),
            ["unit"] = data.Unit,
            ["status"] = data.Status.Code,
            ["message"] = data.Message,
        };
        JsonObject[] groups = [.. data.Groups.Select(group => Group(group, key))];
        if (groups is not [var only])
        {
            json["groups"] = new JsonArray(groups);
            return json;
        }

        foreach ((string name, JsonNode? value) in only)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    /// <summary>What a recorded error says: its status, its word, and what it says of each field.</summary>
    public static JsonObject Error(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var fields = new JsonObject();
        string? code = null;
        if (exchange.Response.Body.Json is { ValueKind: JsonValueKind.Object } body)
        {
            code = body.TryGetProperty("status", out JsonElement status) && status.ValueKind == JsonValueKind.String ? status.GetString() : null;
            if (body.TryGetProperty("message", out JsonElement message) && message.ValueKind == JsonValueKind.Object)
            {
                AddFields(fields, "", message);
            }
        }

        var error = new JsonObject { ["status"] = exchange.Response.Status, ["code"] = code, ["fields"] = fields };
        if (FlexMeasuresOperations.IsPolled(exchange)
            && State(code, JsonPath.Parse("message")
                .Select(exchange.Response.Body.Json ?? default).Concat(JsonPath.Parse("message.json").Select(exchange.Response.Body.Json ?? default))) is { } state)
        {
            error["state"] = state.ToString();
        }

        if (exchange.Response.Status == 429 && exchange.Response.Header("retry-after") is { } seconds)
        {
            error["retryAfter"] = double.Parse(seconds, CultureInfo.InvariantCulture);
        }

        return error;
    }

    // Not ready, failed, no data and no such job are four things, which the servers tell apart by words.
    private static FlexMeasuresPollState? State(string? code, IEnumerable<JsonElement> messages)
    {
        string text = messages.Where(message => message.ValueKind == JsonValueKind.String).Select(JsonText.Of).FirstOrDefault() ?? "";
        return code switch
        {
            "UNKNOWN_SCHEDULE" or "UNKNOWN_FORECAST" when Waiting.Any(word => text.Contains(word, StringComparison.Ordinal)) => FlexMeasuresPollState.NotReady,
            "UNKNOWN_SCHEDULE" or "UNKNOWN_FORECAST" when text.Contains("was not found in the database", StringComparison.Ordinal) => FlexMeasuresPollState.NoData,
            "UNKNOWN_SCHEDULE" or "UNKNOWN_FORECAST" or "FAILED" => FlexMeasuresPollState.Failed,
            "UNRECOGNIZED_UDI_EVENT" => FlexMeasuresPollState.UnknownJob,
            "UNPROCESSABLE_ENTITY" when text.StartsWith("Job ", StringComparison.Ordinal) && text.EndsWith(" not found.", StringComparison.Ordinal) =>
                FlexMeasuresPollState.UnknownJob,
            _ => null,
        };
    }

    private static JsonObject Group(FlexMeasuresMessageGroup group, string key)
    {
        // The server looks at the length of what it lists, which is the length of the text where it lists one name only.
        (string name, JsonNode targets) = group.Targets is [var one]
            ? (one.Length == 1 ? key : key + "s", (JsonNode)one)
            : (key + "s", new JsonArray([.. group.Targets.Select(target => (JsonNode)target)]));
        return new JsonObject { [name] = targets, ["values"] = new JsonArray([.. group.Values.Select(value => (JsonNode)value)]) };
    }

    // Where in the request a field stands, and a problem of the whole, make no part of its name.
    private static void AddFields(JsonObject fields, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    bool isPlace =
                        name.Length == 0 && member.Name is "json" or "query" or "path" or "args_and_json" or "combined_sensor_data_description" or "combined_sensor_data_upload";
                    AddFields(fields, isPlace || member.Name == "_schema" ? name : name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    AddFields(fields, name, item);
                }

                break;
            default:
                if (fields[name] is not JsonArray texts)
                {
                    fields[name] = texts = [];
                }

                texts.Add((JsonNode)JsonText.Of(value));
                break;
        }
    }
}
