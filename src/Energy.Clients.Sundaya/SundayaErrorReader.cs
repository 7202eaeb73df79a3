using System.Net;
using System.Text.Unicode;

namespace Energy.Clients.Sundaya;

/// <summary>
/// Reads Sundaya's error bodies: an array of one <c>{status, message, details:[{message, description}]}</c>; the HTML page of an unknown path; the gateway's own. Descriptions of a
/// 500 are stack traces of the server and are never kept.
/// </summary>
internal sealed class SundayaErrorReader : EnergyErrorReader
{
    private const string InvalidMark = "invalid parameter: '";
    private const string MissingMark = "mandatory  parameter: '";

    // The stack traces stand in the same bodies as the messages.
    public override bool BodiesLeak => true;

    public override VendorError Read(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType)
    {
        if (body.IsEmpty || mediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return VendorError.Silent;
        }

        try
        {
            // One bad byte, in an echo of what was sent, does not hide the rest.
            var reader = new Utf8JsonReader(Utf8.IsValid(body) ? body : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body)));
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(status, document.RootElement);
        }
        catch (JsonException)
        {
            // Cut at 64 KiB, or not what its type says: the status speaks for itself.
            return VendorError.Silent;
        }
    }

    public override bool IsAbsent(EnergyResponseException error) => error is EnergyNotFoundException { VendorCode: not null };

    private static VendorError Read(HttpStatusCode status, JsonElement root)
    {
        var error = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0] : root;
        if (error.ValueKind != JsonValueKind.Object)
        {
            return VendorError.Silent;
        }

        var code = Text(error, "message");
        if (!error.TryGetProperty("details", out var details) || details.ValueKind != JsonValueKind.Array || details.GetArrayLength() == 0)
        {
            return new VendorError(code, code);
        }

        var messages = new List<string>();
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var detail in details.EnumerateArray())
        {
            if (detail.ValueKind == JsonValueKind.Object)
            {
                var (field, text) = Detail(Text(detail, "message") ?? "", (int)status >= 500 ? "" : Text(detail, "description") ?? Text(detail, "target") ?? "");
                messages.Add(text);
                fields[field] = [.. fields.GetValueOrDefault(field) ?? [], text];
            }
        }

        return new VendorError(code, string.Join("; ", messages)) { FieldErrors = fields, Remedy = Remedy(status) };
    }

    // "invalid parameter: 'datasets'. "[0].pv" must be …" names the parameter and, where the server knows it, the rule.
    private static (string Field, string Text) Detail(string message, string description)
    {
        foreach (var mark in (ReadOnlySpan<string>)[InvalidMark, MissingMark])
        {
            var end = description.StartsWith(mark, StringComparison.Ordinal) ? description.IndexOf('\'', mark.Length) : -1;
            if (end > 0)
            {
                var rule = description[(end + 1)..].TrimStart('.').Trim();
                var text = rule.Length > 0 ? rule : message;
                return (description[mark.Length..end], mark == MissingMark ? "missing: " + text : text);
            }
        }

        return (description.Length is > 0 and < 64 ? description : "", message);
    }

    private static string? Remedy(HttpStatusCode status) => (int)status switch
    {
        500 => "The server answers 500 for a request that it refuses as well as for a fault of its own. The request was checked before it was sent, so trying again later may "
            + "help.",
        415 => "Ask for JSON, Collection+JSON, HTML or plain text; telemetry is answered with JSON only.",
        _ => null,
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
