using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>
/// Requests in one spelling. Servers read many spellings alike: times and durations, flags, older names of parameters, quantities with and without a space, the
/// singular and plural keys of a message. What they read alike is one request; everything else is compared as it stands.
/// </summary>
public static class FlexMeasuresRequestForm
{
    private static readonly string[] Flags =
    [
        "include_public_assets", "include_consultancy_clients", "all_accessible", "include_public", "include_inactive", "only_latest", "sort", "fresh", "compress-json",
        "most-recent-beliefs-only", "use-latest-version-per-event", "clip", "include-data", "combine-legend", "include-asset-annotations", "include-account-annotations",
    ];

    // Ends of ranges, which are instants whatever their offset; a start of data or of a plan is the start of slots, and its offset comes back.
    private static readonly string[] Instants = ["end", "until", "event_start_time", "event_end_time"];

    private static readonly string[] Times = ["start", "end", "prior", "until", "datetime", "event_start_time", "event_end_time"];
    private static readonly string[] Durations = ["duration", "resolution", "event_resolution", "train-period", "max-forecast-horizon", "forecast-frequency"];
    private static readonly string[] Targets = ["connection", "market", "sensor", "event"];
    private static readonly string[] True = ["true", "t", "1", "on", "yes", "y"];
    private static readonly string[] False = ["false", "f", "0", "off", "no", "n"];

    /// <summary>Reads a flag as servers do.</summary>
    public static bool TryFlag(string text, out bool flag)
    {
        flag = True.Contains(text, StringComparer.OrdinalIgnoreCase);
        return flag || False.Contains(text, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The request (as <see cref="WireJson"/> writes it) in one spelling.</summary>
    public static JsonObject Of(JsonObject request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string path = request["path"]!.GetValue<string>();
        JsonObject same = request.DeepClone().AsObject();
        same["query"] =
            new JsonArray([.. Query(request["query"]!.AsArray().Select(pair => pair!.GetValue<string>()), path).Order(StringComparer.Ordinal).Select(pair => (JsonNode)pair)]);
        same["body"] = request["body"] switch
        {
            JsonObject json => Body(json, path),
            JsonArray parts => new JsonArray([.. parts.Select(part => (JsonNode?)Part(part!.AsObject()))]),
            JsonValue text when request["headers"]?["content-type"]?.GetValue<string>() == "APPLICATION/X-WWW-FORM-URLENCODED" => Form(text.GetValue<string>()),
            { } other => other.DeepClone(),
            null => null,
        };
        return same;
    }

    private static IEnumerable<string> Query(IEnumerable<string> pairs, string path)
    {
        var members = pairs.Select(pair => pair.Split('=', 2)).Select(halves => (Name: FlexMeasuresArguments.Spelling(halves[0]), Value: halves[1])).ToList();

        // The size of a page that servers take when none is given.
        if (members.Exists(member => member.Name == "page") && !members.Exists(member => member.Name == "per-page"))
        {
            members.Add(("per-page", "10"));
        }

        // The audit log of an asset has pages even when only their size is told, or nothing.
        if (path.EndsWith("/auditlog", StringComparison.Ordinal) && members.Exists(member => member.Name == "per-page") && !members.Exists(member => member.Name == "page"))
        {
            members.Add(("page", "1"));
        }

        // Of a range the start is an instant too.
        if (IsRange(path))
        {
            members = [.. members.Select(member =>
                member.Name == "start" && FlexMeasuresTime.TryParse(member.Value, out var start) ? member with { Value = FlexMeasuresTime.Format(start.ToInstant()) } : member)];
        }

        return members.SelectMany(member => Targets.Contains(member.Name.TrimEnd('s'))
            ? List(member.Value).Select(item => $"{member.Name.TrimEnd('s')}={item}")
            : [$"{member.Name}={Value(member.Name, member.Value)}"]);
    }

    // Charts, notes and forecasts span a range; data and plans begin with a slot, whose offset comes back.
    private static bool IsRange(string path) => path.Contains("/chart", StringComparison.Ordinal) || path.EndsWith("/kpis", StringComparison.Ordinal)
        || path.EndsWith("/annotations", StringComparison.Ordinal) || path.EndsWith("/forecasts/trigger", StringComparison.Ordinal);

    private static IEnumerable<string> List(string text)
    {
        if (!text.StartsWith('['))
        {
            return [text];
        }

        try
        {
            return [.. JsonNode.Parse(text)!.AsArray().Select(item => item!.GetValue<string>())];
        }
        catch (JsonException)
        {
            return [text]; // No list then.
        }
    }

    private static string Value(string name, string text) =>
        Flags.Contains(name) && TryFlag(text, out bool flag) ? flag ? "true" : "false"
        : Instants.Contains(name) && FlexMeasuresTime.TryParse(text, out var end) ? FlexMeasuresTime.Format(end.ToInstant())
        : Times.Contains(name) && FlexMeasuresTime.TryParse(text, out var time) ? FlexMeasuresTime.Format(time)
        : Times.Contains(name) && FlexMeasuresTime.TryParseMessageTime(text, out var local, out var offset) && offset is { } known
        ? FlexMeasuresTime.Format(local.WithOffset(known))
        : Durations.Contains(name) && IsoDuration.TryParse(text, out IsoDuration duration) ? duration.ToString()
        : name == "horizon" && FlexMeasuresHorizon.TryParse(text, out FlexMeasuresHorizon horizon) ? horizon.ToString()
        : text;

    private static JsonObject Body(JsonObject json, string path)
    {
        JsonObject body = Members(json, inFlex: false);
        bool isData = path.EndsWith("/data", StringComparison.Ordinal);
        bool isMessage = path.Split('/')[^1] is "postMeterData" or "postPrognosis" or "postPriceData" or "postWeatherData" or "getMeterData";
        if (isData && body["values"] is { } values)
        {
            body["values"] = Numbers(values);
        }

        if ((IsRange(path) || (isData && body["values"] is null)) && body["start"] is JsonValue text && FlexMeasuresTime.TryParse(text.GetValue<string>(), out var start))
        {
            body["start"] = FlexMeasuresTime.Format(start.ToInstant());
        }

        return isMessage ? Message(body) : body;
    }

    private static JsonObject Members(JsonObject json, bool inFlex) => new(json.Select(member => KeyValuePair.Create(
        member.Key, Member(member.Key, member.Value, inFlex || member.Key is "flex-model" or "flex-context"))));

    private static JsonNode? Member(string name, JsonNode? value, bool inFlex) => value switch
    {
        JsonObject inner => Members(inner, inFlex),
        JsonArray items => new JsonArray([.. items.Select(item => Member(name, item, inFlex))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Text(name, text.GetValue<string>(), inFlex),
        _ => value?.DeepClone(),
    };

    private static string Text(string name, string text, bool inFlex)
    {
        string same = Value(name, text);
        return inFlex && same == text && FlexMeasuresQuantity.TryParse(text, out FlexMeasuresQuantity quantity) ? quantity.ToString() : same;
    }

    // One value stands for a list of one, and a text that holds a number for the number.
    private static JsonArray Numbers(JsonNode values) => new([.. (values as JsonArray ?? [values.DeepClone()]).Select(value =>
        value is JsonValue text
        && text.GetValueKind() == JsonValueKind.String
        && double.TryParse(text.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? JsonValue.Create(number)
            : value?.DeepClone())]);

    // Targets and values outside the groups, or within them, as lists.
    private static JsonObject Message(JsonObject body)
    {
        JsonObject[] parts = body["groups"] is JsonArray groups && groups.All(group => group is JsonObject) ? [.. groups.Select(group => group!.AsObject())] : [body];
        var read = new JsonArray();
        foreach (JsonObject part in parts)
        {
            JsonNode? targets = TargetOf(part);
            JsonNode? values = part["value"] ?? part["values"];
            if (targets is null || (values is null && body["type"]?.GetValue<string>().StartsWith("Post", StringComparison.Ordinal) == true))
            {
                return body;
            }

            JsonObject group = part == body ? [] : new JsonObject(part.Where(member => !IsTarget(member.Key)).Select(Clone));
            group.Remove("value");
            group.Remove("values");
            group["targets"] = targets as JsonArray is { } list ? list.DeepClone() : new JsonArray(targets.DeepClone());
            group["values"] = values is null ? null : Numbers(values);
            read.Add((JsonNode)group);
        }

        var message = new JsonObject(body.Where(member => !IsTarget(member.Key) && member.Key is not ("value" or "values" or "groups")).Select(Clone)) { ["groups"] = read };
        return message;
    }

    private static KeyValuePair<string, JsonNode?> Clone(KeyValuePair<string, JsonNode?> member) => new(member.Key, member.Value?.DeepClone());

    private static bool IsTarget(string name) => Targets.Contains(name.TrimEnd('s'));

    private static JsonNode? TargetOf(JsonObject part) => Targets.Select(name => part[name] ?? part[name + "s"]).FirstOrDefault(target => target is not null);

    private static JsonArray Form(string text) => new([.. text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2).Select(half => Uri.UnescapeDataString(half.Replace('+', ' '))).ToArray())
        .Select(halves => $"{halves[0]}={(halves.Length > 1 ? Value(halves[0], halves[1]) : "")}")
        .Order(StringComparer.Ordinal)
        .Select(pair => (JsonNode)pair)]);

    private static JsonObject Part(JsonObject part)
    {
        JsonObject same = part.DeepClone().AsObject();
        if (part["name"]?.GetValue<string>() == "belief-time-measured-instantly" && part["content"]?.GetValue<string>() is "on" or "true" or "True" or "1")
        {
            same["content"] = "on";
        }
        else if (part["name"]?.GetValue<string>() == "belief-time-measured-instantly" && part["content"]?.GetValue<string>() is "off" or "false" or "False" or "0")
        {
            same["content"] = "off";
        }

        return same;
    }
}
