using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A request's body as the server's parsers leave it.</summary>
/// <param name="Value">The parsed value: of JSON, the text of a CSV or a form, or nothing.</param>
/// <param name="Type">The media type with its parameters, as sent; <see langword="null"/> when there is none.</param>
internal sealed record SundayaBody(JsonNode? Value, string? Type)
{
    internal const int Limit = 1_048_576;

    internal string? BareType => Type?.Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Reads and parses; answers itself, and gives <see langword="null"/>, where the server's parser fails.</summary>
    internal static async Task<SundayaBody?> ReadAsync(EmulatorExchange exchange)
    {
        var bytes = await exchange.ReadBodyAsync(Limit);
        if (bytes is null)
        {
            await SundayaEmulator.FailAsync(exchange, "PayloadTooLargeError", "request entity too large");
            return null;
        }

        var type = exchange.Context.Request.ContentType;
        var body = new SundayaBody(null, type);
        switch (body.BareType)
        {
            case "application/json" when bytes.Length > 0:
                try
                {
                    using var document = JsonDocument.Parse(bytes);
                    return body with { Value = SundayaJson.Read(document.RootElement) };
                }
                catch (JsonException e)
                {
                    await SundayaEmulator.FailAsync(exchange, "SyntaxError", Complaint(bytes, e));
                    return null;
                }

            // Exactly this text: the parser for CSV does not know parameters.
            case "text/csv" when type == "text/csv":
                return body with { Value = Encoding.UTF8.GetString(bytes) };
            case "application/x-www-form-urlencoded" when bytes.Length > 0:
                return body with { Value = new JsonObject { ["form"] = Encoding.UTF8.GetString(bytes) } };
            default:
                return body;
        }
    }

    // As the runtime's parser says it.
    private static string Complaint(byte[] bytes, JsonException error)
    {
        var at = (int)Math.Min(error.BytePositionInLine ?? 0, bytes.Length);
        if (at >= bytes.Length)
        {
            return "Unexpected end of JSON input";
        }

        return at > 0 && bytes[at - 1] == (byte)'{'
            ? FormattableString.Invariant($"Expected property name or '}}' in JSON at position {at}")
            : FormattableString.Invariant($"Unexpected token {(char)bytes[at]} in JSON at position {at}");
    }
}
