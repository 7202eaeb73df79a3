using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>A JSON object to be sent, built member by member; what is not set is left out.</summary>
internal sealed class IOTileBody
{
    private readonly JsonObject _json = [];

    public JsonObject Json => _json;

    public IOTileBody Add(string name, string? value)
    {
        if (value is not null)
        {
            _json[name] = JsonValue.Create(value);
        }

        return this;
    }

    public IOTileBody Add(string name, bool? value)
    {
        if (value is { } truth)
        {
            _json[name] = JsonValue.Create(truth);
        }

        return this;
    }

    public IOTileBody Add(string name, long? value)
    {
        if (value is { } number)
        {
            _json[name] = JsonValue.Create(number);
        }

        return this;
    }

    public IOTileBody Add(string name, Instant? value) => Add(name, IOTileApi.Time(value));

    public IOTileBody Add(string name, Optional<string> value) => value.IsSet ? AddNullable(name, value.Value) : this;

    /// <summary>A member that is sent even when it is null.</summary>
    public IOTileBody AddNullable(string name, Optional<string?> value)
    {
        if (value.TryGetValue(out var text))
        {
            _json[name] = JsonValue.Create(text);
        }

        return this;
    }

    public IOTileBody Add(string name, Optional<bool> value) => value.TryGetValue(out var truth) ? Add(name, (bool?)truth) : this;

    public IOTileBody Add(string name, IEnumerable<string> values)
    {
        _json[name] = new JsonArray([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);
        return this;
    }

    /// <summary>Degrees with six decimals as text, the one form that the server takes without a question of digits.</summary>
    public IOTileBody AddDegrees(string name, Optional<decimal?> value)
    {
        if (value.TryGetValue(out var degrees))
        {
            if (degrees is < -180 or > 180)
            {
                throw new ArgumentException($"{name} is {degrees}. Degrees go from -180 to 180.");
            }

            _json[name] = degrees is { } d ? JsonValue.Create(d.ToString("0.000000", CultureInfo.InvariantCulture)) : null;
        }

        return this;
    }

    public IOTileBody Add(string name, JsonElement value)
    {
        _json[name] = JsonNode.Parse(value.GetRawText());
        return this;
    }
}
