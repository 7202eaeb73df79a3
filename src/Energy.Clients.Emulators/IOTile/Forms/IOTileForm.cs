using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The fields that a body may have. All that is wrong with them is told at once; what concerns several fields only when each is right by itself.</summary>
internal sealed class IOTileForm(params IOTileField[] fields)
{
    /// <summary>What is wrong with the values together; null when nothing is.</summary>
    internal Func<IOTileCall, JsonObject, string?>? Together { get; init; }

    /// <summary>Reads the body of a call.</summary>
    /// <param name="c">The call.</param>
    /// <param name="partial">Whether only what is there is looked at.</param>
    /// <returns>The values that the body has, as they are stored, with defaults unless it is partial.</returns>
    /// <exception cref="IOTileRefusal">Something is wrong.</exception>
    internal JsonObject Read(IOTileCall c, bool partial = false)
    {
        var (values, errors) = Read(c, c.Body, partial);
        return errors is null ? values : throw new IOTileRefusal(new IOTileReply(400, errors));
    }

    /// <summary>Reads the list that a call's body is, or null when it is none.</summary>
    /// <exception cref="IOTileRefusal">Something is wrong: a list with an object for each row, empty where the row is right.</exception>
    internal List<JsonObject>? ReadMany(IOTileCall c)
    {
        if (c.Body is not JsonArray many)
        {
            return null;
        }

        var rows = many.Select(row => Read(c, row, partial: false)).ToList();
        return rows.TrueForAll(row => row.Errors is null)
            ? rows.ConvertAll(row => row.Values)
            : throw new IOTileRefusal(new IOTileReply(400, new JsonArray([.. rows.Select(row => (JsonNode)(row.Errors ?? []))])));
    }

    /// <summary>The server's own description of the fields.</summary>
    internal JsonObject Describe() => new(fields.Where(field => field.Type != "").Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Describe())));

    internal (JsonObject Values, JsonObject? Errors) Read(IOTileCall c, JsonNode? body, bool partial)
    {
        if (body is not JsonObject given)
        {
            return ([], new JsonObject
            {
                ["non_field_errors"] =
                new JsonArray(body is null ? "No data provided" : $"Invalid data. Expected a dictionary, but got {IOTilePython.TypeOf(body)}.")
            });
        }

        var (values, errors) = (new JsonObject(), new JsonObject());
        foreach (var field in fields.Where(field => !field.ReadOnly))
        {
            if (!given.TryGetPropertyValue(field.Name, out var node))
            {
                if (field.Required && !partial)
                {
                    errors[field.Name] = new JsonArray("This field is required.");
                }
                else if (field.Default is { } byDefault && !partial)
                {
                    values[field.Name] = byDefault.DeepClone();
                }

                continue;
            }

            var (value, wrong) = field.Read(c, node);
            if (wrong is null)
            {
                values[field.Name] = value;
            }
            else
            {
                errors[field.Name] = wrong;
            }
        }

        if (errors.Count == 0 && Together?.Invoke(c, values) is { } fault)
        {
            errors["non_field_errors"] = new JsonArray(fault);
        }

        // Through their text, so that numbers can be asked for in any width.
        return (JsonNode.Parse(values.ToJsonString())!.AsObject(), errors.Count == 0 ? null : errors);
    }
}
