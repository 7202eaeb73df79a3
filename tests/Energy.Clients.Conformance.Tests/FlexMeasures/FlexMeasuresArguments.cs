using System.Globalization;
using System.Text.Json;
using Energy.Clients.FlexMeasures;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>
/// The members of a recorded request, taken one by one into typed arguments. What cannot be read as the type asked, what is missing, and what is left over at the
/// end has no place in the typed client: an <see cref="ArgumentException"/>, as if the compiler had refused it.
/// </summary>
public sealed class FlexMeasuresArguments
{
    private readonly Dictionary<string, JsonElement> _members;

    private FlexMeasuresArguments(Dictionary<string, JsonElement> members) => _members = members;

    /// <summary>The query; a repeated name is a list.</summary>
    public static FlexMeasuresArguments OfQuery(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new FlexMeasuresArguments(request.Query
            .GroupBy(pair => Spelling(pair.Key), pair => pair.Value)
            .ToDictionary(
                pairs => pairs.Key,
                pairs => pairs.Count() == 1 ? JsonSerializer.SerializeToElement(pairs.Single()) : JsonSerializer.SerializeToElement(pairs.ToArray())));
    }

    /// <summary>The JSON body; any other body is none that the typed client sends.</summary>
    public static FlexMeasuresArguments OfBody(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(request.Body.Json ?? throw new ArgumentException("The typed client sends JSON here, always."));
    }

    /// <summary>The members of an object.</summary>
    public static FlexMeasuresArguments Of(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? new FlexMeasuresArguments(json.EnumerateObject().ToDictionary(member => member.Name, member => member.Value))
        : throw new ArgumentException($"The typed client sends an object here, not {json.ValueKind}.");

    /// <summary>The name as today's servers document it; they still take the older ones (underscores, and ids under another name).</summary>
    public static string Spelling(string name) => name switch
    {
        "per_page" or "sort_by" or "sort_dir" or "source_type" or "source_account" or "sign_convention" => name.Replace('_', '-'),
        "account_id" => "account",
        "asset_id" => "asset",
        _ => name,
    };

    /// <summary>A numeric part of a path.</summary>
    public static long Id(RecordedExchange exchange, string template, string name = "id")
    {
        ArgumentNullException.ThrowIfNull(exchange);
        string text = Part(exchange, template, name);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : throw new ArgumentException($"'{text}' is not an id.");
    }

    /// <summary>A part of a path.</summary>
    public static string Part(RecordedExchange exchange, string template, string name)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return RequestTarget.Match(template, exchange.Request.Target)![name];
    }

    /// <summary>Whether the member is there and not taken yet.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>Whether nothing is left.</summary>
    public bool IsEmpty => _members.Count == 0;

    /// <summary>Looks at a member without taking it.</summary>
    public JsonElement? Peek(string name) => _members.TryGetValue(name, out JsonElement value) ? value : null;

    /// <summary>Takes a member as it is.</summary>
    public JsonElement? Element(string name) => _members.Remove(name, out JsonElement value) ? value : null;

    /// <summary>Takes all that is left.</summary>
    public Dictionary<string, JsonElement>? Rest()
    {
        var rest = _members.Count == 0 ? null : new Dictionary<string, JsonElement>(_members);
        _members.Clear();
        return rest;
    }

    /// <summary>Takes a text.</summary>
    public string? Text(string name) => Element(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw new ArgumentException($"'{name}' is a text, not {other.GetRawText()}."),
    };

    /// <summary>Takes a whole number, or a text that holds one.</summary>
    public long? Whole(string name) => Element(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) => value,
        { } other => throw new ArgumentException($"'{name}' is a whole number, not {other.GetRawText()}."),
    };

    /// <summary>Takes a number, or a text that holds one, which servers take for a number too.</summary>
    public double? Number(string name) => Element(name) is { } value ? NumberOf(value, name) : null;

    /// <summary>Takes a flag in any of the spellings that servers take.</summary>
    public bool? Flag(string name) => Element(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when FlexMeasuresRequestForm.TryFlag(value.GetString()!, out bool flag) => flag,
        _ => throw new ArgumentException($"'{name}' is a flag, not {value.GetRawText()}."),
    };

    /// <summary>Takes a time with an offset.</summary>
    public OffsetDateTime? Time(string name) => Text(name) is { } text ? FlexMeasuresTime.Parse(text) : null;

    /// <summary>Takes a range by its two ends, each of which may be missing.</summary>
    public Interval? Range(string start, string end)
    {
        (OffsetDateTime? from, OffsetDateTime? until) = (Time(start), Time(end));
        return from is null && until is null ? null : new Interval(from?.ToInstant(), until?.ToInstant());
    }

    /// <summary>Takes a duration.</summary>
    public IsoDuration? Duration(string name) => Text(name) is { } text ? IsoDuration.Parse(text) : null;

    /// <summary>Takes a unit.</summary>
    public Unit? Unit(string name) => Text(name) is { } text ? Energy.Clients.Unit.FromText(text) : null;

    /// <summary>Takes a JSON document: a text that holds one, or one itself.</summary>
    public FlexMeasuresJson? Document(string name) => Element(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => FlexMeasuresJson.FromText(text.GetString()!),
        { } bare => FlexMeasuresJson.FromElement(bare),
    };

    /// <summary>Takes a member that may be left out, or be null.</summary>
    public Optional<T?> Optional<T>(string name, Func<string, T?> take) => Has(name) ? new Optional<T?>(Nothing(name) ? default : take(name)) : default;

    /// <summary>Takes a member that may be left out.</summary>
    public Optional<T> Set<T>(string name, Func<string, T?> take)
        where T : class => Has(name) ? new Optional<T>(Required(take(name), name)) : default;

    /// <summary>The value, which must be there.</summary>
    public static T Required<T>(T? value, string name)
        where T : class => value ?? throw new ArgumentException($"'{name}' is required, and not null.");

    /// <summary>The value, which must be there.</summary>
    public static T Required<T>(T? value, string name)
        where T : struct => value ?? throw new ArgumentException($"'{name}' is required, and not null.");

    /// <summary>A number, or a text that holds one.</summary>
    public static double NumberOf(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => throw new ArgumentException($"'{name}' is a number, not {value.GetRawText()}."),
    };

    /// <summary>Refuses what is left over.</summary>
    public void Done()
    {
        if (_members.Count > 0)
        {
            throw new ArgumentException($"The typed client has no '{string.Join("', '", _members.Keys)}' here.");
        }
    }

    private bool Nothing(string name)
    {
        if (_members[name].ValueKind != JsonValueKind.Null)
        {
            return false;
        }

        _members.Remove(name);
        return true;
    }
}
