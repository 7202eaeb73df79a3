namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>
/// Reads messages as the document writes them, into the form that servers take: singular and plural keys alike, groups that inherit start, duration and unit or state their own,
/// and the notation with times.
/// </summary>
public static class FlexMeasuresMessageReader
{
    private static readonly string[] TargetKeys = ["connection", "market", "sensor", "event"];

    /// <summary>Reads a message with data.</summary>
    /// <param name="message">The message.</param>
    /// <returns>One message for each start, duration and unit that it holds; a message of one form gives one.</returns>
    /// <exception cref="ArgumentException">Something is missing or cannot be read, with what to do.</exception>
    public static IReadOnlyList<FlexMeasuresMessage> Parse(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("A message is a JSON object.", nameof(message));
        }

        var parts = Find(message, "groups") is { ValueKind: JsonValueKind.Array } groups && Targets(message) is null ? groups.EnumerateArray().ToArray() : [message];
        var messages = new List<FlexMeasuresMessage>();
        foreach (var part in parts)
        {
            var targets = Targets(part) ?? throw new ArgumentException("A group names no connection, market, sensor or event. Add one.", nameof(message));
            var (values, start, duration) = Find(part, "timeseries") is { ValueKind: JsonValueKind.Array } series
                ? FlexMeasuresTimeseries.Collapse([.. series.EnumerateArray().Select(Timed)])
                : (Values(part), Time(Inherited(part, message, "start")), Span(Inherited(part, message, "duration")));
            var unit = Inherited(part, message, "unit") is { ValueKind: JsonValueKind.String } text
                ? text.GetString()! : throw new ArgumentException("The unit is missing. State it once for all groups.", nameof(message));
            var group = new FlexMeasuresMessageGroup { Targets = targets, Values = values };
            var same = messages.FindIndex(m => m.Start.Equals(start) && m.Duration == duration && m.Unit == unit);
            if (same >= 0)
            {
                messages[same] = messages[same] with { Groups = [.. messages[same].Groups, group] };
                continue;
            }

            messages.Add(new FlexMeasuresMessage
            {
                Groups = [group],
                Start = start,
                Duration = duration,
                Unit = unit,
                Horizon = Inherited(part, message, "horizon") is { ValueKind: JsonValueKind.String } horizon ? FlexMeasuresHorizon.Parse(horizon.GetString()!) : null,
                Prior = Inherited(part, message, "prior") is { ValueKind: JsonValueKind.String } prior ? FlexMeasuresTime.Parse(prior.GetString()!) : null,
            });
        }

        return messages;
    }

    /// <summary>Reads targets and values of a message as a server does, group by group.</summary>
    /// <param name="message">The message.</param>
    /// <param name="targetKey">The key of the targets in singular: <c>connection</c>, <c>market</c>, <c>sensor</c> or <c>event</c>.</param>
    /// <returns>The groups. A singular target goes before the plural, and both before <c>groups</c>.</returns>
    /// <exception cref="ArgumentException">Targets or values are missing or cannot be read; the message begins with the status that a server answers.</exception>
    public static IReadOnlyList<FlexMeasuresMessageGroup> ReadGroups(JsonElement message, string targetKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(targetKey);
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("A message is a JSON object.", nameof(message));
        }

        // Targets and values are looked up apart: each stands outside the groups, or inside every one of them.
        JsonElement[] groups = Find(message, "groups") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [message];
        List<List<string>> targets = TargetsOf(message, targetKey) is { } common
            ? [common]
            : [.. groups.Select(group => TargetsOf(group, targetKey) ?? throw Refused("UNRECOGNIZED_CONNECTION_GROUP", $"a group names no {targetKey}"))];
        List<List<double>> values = HasValues(message) ? [Values(message)] : [.. groups.Select(Values)];
        return targets.Count == values.Count
            ? [.. targets.Zip(values, static (names, numbers) => new FlexMeasuresMessageGroup { Targets = names, Values = numbers })]
            : throw new ArgumentException($"There are {targets.Count} groups of targets and {values.Count} of values. State both outside the groups, or both inside.",
                nameof(message));
    }

    internal static FlexMeasuresMessageData ReadAnswer(JsonElement body, string targetKey)
    {
        var parts = Find(body, "groups") is { ValueKind: JsonValueKind.Array } groups ? groups.EnumerateArray().ToArray() : [body];
        return new FlexMeasuresMessageData
        {
            Type = Text(body, "type"),
            Groups = [.. parts.Select(part => new FlexMeasuresMessageGroup
            {
                Targets = AnsweredTargets(part, targetKey),
                Values = Find(part, "values") is { ValueKind: JsonValueKind.Array } values
                    ? [.. values.EnumerateArray()
                        .Select(static v => v.ValueKind == JsonValueKind.Number && v.GetDouble() is var number && double.IsFinite(number)
                            ? number : throw new JsonException("A value of the answer is not a number."))]
                    : throw new JsonException("The member 'values' is missing."),
            })],
            Start = FlexMeasuresTime.TryParse(Text(body, "start"), out var start) ? start : throw new JsonException("The member 'start' is missing or not a time."),
            Duration = IsoDuration.TryParse(Text(body, "duration"), out var duration) ? duration : throw new JsonException("The member 'duration' is missing or not a duration."),
            Unit = Text(body, "unit") ?? throw new JsonException("The member 'unit' is missing."),
            Status = new FlexMeasuresStatus(Text(body, "status") ?? ""),
            Message = Text(body, "message"),
        };
    }

    private static List<string> AnsweredTargets(JsonElement part, string targetKey)
    {
        try
        {
            return TargetsOf(part, targetKey) ?? throw new JsonException($"An answer names no {targetKey}.");
        }
        catch (ArgumentException e)
        {
            throw new JsonException($"The {targetKey} of an answer is not a name or a list of names.", e);
        }
    }

    private static JsonElement? Find(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement owner, string name) => Find(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Inherited(JsonElement part, JsonElement message, string name) => Find(part, name) ?? Find(message, name);

    private static List<string>? Targets(JsonElement part) => TargetKeys.Select(key => TargetsOf(part, key)).FirstOrDefault(static t => t is not null);

    private static List<string>? TargetsOf(JsonElement part, string key)
    {
        var found = Find(part, key) ?? Find(part, key + "s");
        if (found is not { } value)
        {
            return null;
        }

        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        var targets = new List<string>();
        foreach (var item in items)
        {
            var text = item.ValueKind switch
            {
                JsonValueKind.String => item.GetString()!,
                JsonValueKind.Number => item.GetRawText(),
                _ => "",
            };
            targets.Add(text.Length > 0 ? text : throw Refused("UNRECOGNIZED_CONNECTION_GROUP", $"a {key} is empty"));
        }

        return targets;
    }

    private static bool HasValues(JsonElement part) => Find(part, "value") is not null || Find(part, "values") is not null;

    private static List<double> Values(JsonElement part)
    {
        var found = Find(part, "value") ?? Find(part, "values") ?? throw Refused("PTUS_INCOMPLETE", "the values are missing");
        JsonElement[] items = found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray()] : [found];
        return [.. items.Select(Number)];
    }

    private static double Number(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Number => item.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String when double.TryParse(item.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => throw Refused("PTUS_INCOMPLETE", $"the value {item.GetRawText()} is not a number"),
    };

    private static FlexMeasuresTimedValue Timed(JsonElement item) => new(
        Number(Find(item, "value") ?? throw Refused("PTUS_INCOMPLETE", "an item of the timeseries has no value")),
        Time(Find(item, "start")),
        Span(Find(item, "duration")));

    private static OffsetDateTime Time(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && FlexMeasuresTime.TryParseMessageTime(text.GetString(), out var local, out var offset)
        ? local.WithOffset(offset ?? throw Refused("INVALID_TIMEZONE", $"the start {text} has no offset; add Z or +01:00"))
        : throw Refused("INVALID_PERIOD", "the start is missing or not a time");

    private static IsoDuration Span(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text && IsoDuration.TryParse(text.GetString(), out var duration)
        ? duration
        : throw Refused("INVALID_PERIOD", "the duration is missing or not one");

    private static ArgumentException Refused(string status, string why) => new($"{status}: {why}.");
}
