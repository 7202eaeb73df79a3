using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>What an error says, from the recording and from the client's exception, in one form.</summary>
internal static partial class OpenCecErrors
{
    public static JsonNode? Ours(Exception exception, RecordedExchange exchange)
    {
        if (exception is not EnergyResponseException error)
        {
            return null;
        }

        // Nothing of the body may come through: it holds SQL, rows and hashes.
        Assert.Empty(error.Body);
        Assert.DoesNotContain("SQL", error.ToString(), StringComparison.Ordinal);
        var fields = new JsonObject();
        foreach ((string place, IReadOnlyList<string> messages) in error.FieldErrors)
        {
            fields[place] = (int)error.Status == 400 ? new JsonArray() : new JsonArray([.. messages.Select(m => (JsonNode)m)]);
        }

        return new JsonObject
        {
            ["status"] = (int)error.Status,
            ["kind"] = error switch
            {
                EnergyAuthenticationException => "authentication",
                EnergyNotFoundException => "not found",
                EnergyConflictException => "conflict",
                _ => "refused",
            },
            ["code"] = error.VendorCode,
            ["fields"] = fields,
        };
    }

    public static JsonNode? Theirs(RecordedExchange exchange)
    {
        int status = exchange.Response.Status!.Value;
        JsonElement? detail = exchange.Response.Body.Json is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("detail", out JsonElement found) ? found : null;
        string? code = null;
        var fields = new JsonObject();
        if (detail is { ValueKind: JsonValueKind.Array } faults)
        {
            foreach (JsonElement fault in faults.EnumerateArray())
            {
                code ??= fault.GetProperty("type").GetString();
                string place = string.Join('.', fault.GetProperty("loc").EnumerateArray().Select(JsonText.Of));
                (fields[place] ??= new JsonArray()).AsArray().Add((JsonNode)fault.GetProperty("msg").GetString()!);
            }
        }
        else if (detail is { ValueKind: JsonValueKind.String } text && status == 400)
        {
            Match driver = Driver().Match(text.GetString()!);
            code = driver.Success ? driver.Groups["class"].Value : null;
            if (driver.Success)
            {
                fields[driver.Groups["columns"].Value] = new JsonArray();
            }
        }
        else if (detail is { ValueKind: JsonValueKind.String } sentence)
        {
            code = sentence.GetString();
        }

        return new JsonObject
        {
            ["status"] = status,
            ["kind"] = status switch
            {
                401 or 403 => "authentication",
                404 => "not found",
                400 when code == "UniqueViolation" => "conflict",
                _ => "refused",
            },
            ["code"] = code,
            ["fields"] = fields,
        };
    }

    [GeneratedRegex(@"^\(psycopg2\.errors\.(?<class>\w+)\) (?:null value in column ""(?<columns>\w+)""|[^\n]*\nDETAIL:  Key \((?<columns>[^)]*)\)=|)")]
    private static partial Regex Driver();
}
