using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>The JSON body of a recorded request, or one object of it, read as arguments.</summary>
/// <param name="asked">The request.</param>
/// <param name="json">The object or array; null when the body is something else.</param>
public sealed class IOTileAskedBody(IOTileAsked asked, JsonElement? json)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<IOTileAskedBody> _items = [];
    private bool _isList;

    /// <summary>Whether everything in it was read.</summary>
    public bool IsExact => json switch
    {
        { ValueKind: JsonValueKind.Object } body => !_isList && body.EnumerateObject().All(member => _used.Contains(member.Name)),
        { ValueKind: JsonValueKind.Array } => _isList && _items.TrueForAll(item => item.IsExact),
        _ => false,
    };

    /// <summary>The objects of an array.</summary>
    public IReadOnlyList<IOTileAskedBody> Items()
    {
        _isList = true;
        if (_items.Count == 0 && json is { ValueKind: JsonValueKind.Array } array)
        {
            _items.AddRange(array.EnumerateArray().Select(item => new IOTileAskedBody(asked, item)));
        }

        return _items;
    }

    /// <summary>A text; null when it is not there. What is not there is not sent, so that a null in words is said otherwise.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            asked.Differs();
        }

        return value.ValueKind == JsonValueKind.Null ? null : JsonText.Of(value);
    }

    /// <summary>A text that the client always sends, even when it is empty.</summary>
    public string RequiredText(string name)
    {
        if (Text(name) is { } text)
        {
            return text;
        }

        asked.Differs();
        return "";
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string name) => asked.Required(Text(name));

    /// <summary>A text to change; left out when it is not there.</summary>
    public Optional<string> Change(string name) => Text(name) is { } text ? text : default(Optional<string>);

    /// <summary>A text to change or to take away.</summary>
    public Optional<string?> ChangeOrClear(string name) =>
        Find(name) is not { } value ? default : new Optional<string?>(value.ValueKind == JsonValueKind.Null ? null : Text(name));

    /// <summary>A truth value; null when it is not there.</summary>
    public bool? Truth(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            asked.Differs();
            return null;
        }

        return value.GetBoolean();
    }

    /// <summary>A whole number; null when it is not there.</summary>
    public long? Number(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : asked.Impossible<long?>(name, null);

    /// <summary>A whole number that must be there.</summary>
    public long RequiredNumber(string name) => Number(name) ?? asked.Impossible(name, 1L);

    /// <summary>A time; null when it is not there.</summary>
    public Instant? Time(string name) => Text(name) is { } text ? asked.TimeOf(name, text) : null;

    /// <summary>A time that must be there.</summary>
    public Instant RequiredTime(string name) => Time(name) ?? asked.Impossible(name, NodaConstants.UnixEpoch);

    /// <summary>A slug; null when it is not there.</summary>
    public T? Slug<T>(string name)
        where T : struct, IParsable<T> => Text(name) is { } text ? asked.SlugOf<T>(name, text) : null;

    /// <summary>A slug that must be there.</summary>
    public T RequiredSlug<T>(string name)
        where T : struct, IParsable<T> => Slug<T>(name) ?? asked.Impossible(name, default(T));

    /// <summary>A slug of several kinds that must be there.</summary>
    public string Target(string name, string? kinds, string standIn)
    {
        var text = Text(name) ?? "";
        var canonical = IOTileAsked.Canonical(text, kinds);
        if (canonical is not null && canonical != text)
        {
            asked.Differs();
        }

        return asked.Checked(text, canonical is not null, standIn);
    }

    /// <summary>A whole number of 32 bits without sign; null when it is not there.</summary>
    public uint? DeviceTime(string name) => Number(name) is not { } number ? null : number is >= 0 and <= uint.MaxValue ? (uint)number : asked.Impossible<uint?>(name, null);

    /// <summary>A whole number of 32 bits that must be there.</summary>
    public int RequiredInt32(string name) => RequiredNumber(name) is var number && number is >= int.MinValue and <= int.MaxValue ? (int)number : asked.Impossible(name, 1);

    /// <summary>Degrees that the client always sends.</summary>
    public decimal RequiredDegrees(string name)
    {
        var degrees = Degrees(name);
        if (!degrees.TryGetValue(out var value) || value is null)
        {
            asked.Differs();
            return 0;
        }

        return value.Value;
    }

    /// <summary>Degrees as text with six decimals, as the client sends them.</summary>
    public Optional<decimal?> Degrees(string name)
    {
        if (Find(name) is not { } value)
        {
            return default;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return new Optional<decimal?>(null);
        }

        var text = JsonText.Of(value);
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var degrees))
        {
            return asked.Impossible(name, new Optional<decimal?>(0m));
        }

        if (value.ValueKind != JsonValueKind.String || degrees.ToString("0.000000", CultureInfo.InvariantCulture) != text)
        {
            asked.Differs();
        }

        return new Optional<decimal?>(asked.Checked(degrees, degrees is >= -180 and <= 180, 0m));
    }

    /// <summary>Any member, as it stands.</summary>
    public JsonElement? Find(string name)
    {
        _used.Add(name);
        return json is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out var value) ? value : null;
    }
}
