using System.Numerics;
using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>An answer of the Open CEC emulator: JSON, or the plain text of a 500.</summary>
internal sealed record OpenCecAnswer(int Status, Action<Utf8JsonWriter>? Json)
{
    /// <summary>Whatever nobody caught.</summary>
    internal static readonly OpenCecAnswer Failure = new(StatusCodes.Status500InternalServerError, null);

    internal static OpenCecAnswer Ok(object? value) => new(StatusCodes.Status200OK, json => WriteValue(json, value));

    internal static OpenCecAnswer Detail(int status, string detail) => new(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("detail", detail);
        json.WriteEndObject();
    });

    /// <summary>422; a fault whose input cannot be written as JSON makes the server fail over its own answer.</summary>
    internal static OpenCecAnswer Faults(IReadOnlyList<OpenCecInputFault> faults) =>
        faults.Any(fault => !IsWritable(fault.Input)) ? Failure : new(StatusCodes.Status422UnprocessableEntity, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("detail");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("type", fault.Type);
            json.WritePropertyName("loc");
            WriteValue(json, fault.Place);
            json.WriteString("msg", fault.Message);
            json.WritePropertyName("input");
            WriteValue(json, fault.Input);
            if (fault.Context is { } context)
            {
                json.WritePropertyName("ctx");
                WriteValue(json, context);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static bool IsWritable(object? value) => value switch
    {
        double number => double.IsFinite(number),
        string text => OpenCecInput.IsWellFormed(text),
        IReadOnlyDictionary<string, object?> members => members.All(m => IsWritable(m.Key) && IsWritable(m.Value)),
        IReadOnlyList<object?> items => items.All(IsWritable),
        _ => true,
    };

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case BigInteger number:
                json.WriteRawValue(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case IReadOnlyDictionary<string, object?> members:
                json.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    json.WritePropertyName(name);
                    WriteValue(json, member);
                }

                json.WriteEndObject();
                break;
            case IEnumerable<object?> items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    WriteValue(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType()} has no JSON form here.");
        }
    }
}
