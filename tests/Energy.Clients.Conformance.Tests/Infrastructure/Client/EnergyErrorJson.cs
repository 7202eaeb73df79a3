using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>Writes an error of our clients as JSON, for comparison with a recorded error.</summary>
public static class EnergyErrorJson
{
    /// <summary>
    /// <c>{status, code, fields: {name: [messages]}}</c> for an answer, <c>{noResponse: true}</c> where none came; null for an exception that is no error of
    /// the API (a bug, or a refused argument).
    /// </summary>
    public static JsonObject? Of(Exception exception) => exception switch
    {
        EnergyResponseException response => new JsonObject
        {
            ["status"] = (int)response.Status,
            ["code"] = response.VendorCode,
            ["fields"] = new JsonObject(response.FieldErrors.Select(field => KeyValuePair.Create(
                field.Key, (JsonNode?)new JsonArray([.. field.Value.Select(message => (JsonNode)message)])))),
        },
        EnergyTransportException => WireJson.NoResponse(),
        _ => null,
    };
}
