using System.Text.Json;

namespace Energy.Clients.FlexMeasures;

/// <summary>Writes members of bodies: what is left out is not written.</summary>
internal static class FlexMeasuresUpdates
{
    public static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void Write(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void Write(Utf8JsonWriter json, string name, FlexMeasuresJson? value)
    {
        if (value is { } document)
        {
            json.WritePropertyName(name);
            document.WriteTo(json);
        }
    }

    public static void Write(Utf8JsonWriter json, string name, Optional<string?> value)
    {
        if (value.IsSet)
        {
            json.WriteString(name, value.Value);
        }
    }

    public static void WriteText(Utf8JsonWriter json, string name, Optional<string> value)
    {
        if (value.IsSet)
        {
            json.WriteString(name, value.Value);
        }
    }

    public static void Write(Utf8JsonWriter json, string name, Optional<double?> value) => WriteNullable(json, name, value.IsSet, value.IsSet ? value.Value : null);

    public static void Write(Utf8JsonWriter json, string name, Optional<long?> value) => WriteNullable(json, name, value.IsSet, value.IsSet ? value.Value : null);

    public static void Write(Utf8JsonWriter json, string name, Optional<IReadOnlyList<long>> ids)
    {
        if (ids.IsSet)
        {
            json.WriteStartArray(name);
            foreach (var id in ids.Value)
            {
                json.WriteNumberValue(id);
            }

            json.WriteEndArray();
        }
    }

    public static void Write(Utf8JsonWriter json, string name, Optional<FlexMeasuresJson> value)
    {
        if (value.IsSet)
        {
            Write(json, name, (FlexMeasuresJson?)value.Value);
        }
    }

    private static void WriteNullable(Utf8JsonWriter json, string name, bool isSet, double? value)
    {
        if (isSet && value is null)
        {
            json.WriteNull(name);
        }
        else if (isSet)
        {
            json.WriteNumber(name, value!.Value);
        }
    }
}
