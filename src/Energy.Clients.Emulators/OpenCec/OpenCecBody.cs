using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>A request's body as the framework sees it before it knows the model.</summary>
/// <param name="Value">The decoded JSON; the raw text where the content type is not JSON; null where there is no body, or a JSON null.</param>
/// <param name="Refusal">The answer to a body that cannot be decoded.</param>
internal sealed record OpenCecBody(object? Value, OpenCecAnswer? Refusal)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    internal static async ValueTask<OpenCecBody> ReadAsync(EmulatorExchange exchange, int limit)
    {
        var bytes = await exchange.ReadBodyAsync(limit) ?? throw new BadHttpRequestException("The body is over the emulator's limit.");
        if (bytes.Length == 0)
        {
            return new OpenCecBody(null, null);
        }

        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return new OpenCecBody(null, OpenCecAnswer.Detail(StatusCodes.Status400BadRequest, "There was an error parsing the body"));
        }

        if (!IsJson(exchange.Context.Request.ContentType))
        {
            return new OpenCecBody(text, null);
        }

        try
        {
            return new OpenCecBody(new PythonJson(text).Read(), null);
        }
        catch (PythonJsonException e)
        {
            var context = new Dictionary<string, object?> { ["error"] = e.Message };
            return new OpenCecBody(null,
                OpenCecAnswer.Faults([new OpenCecInputFault("json_invalid", ["body", e.Position], "JSON decode error", new Dictionary<string, object?>(), context)]));
        }
    }

    // None at all is taken as JSON up to version 0.131 of the framework.
    private static bool IsJson(string? contentType)
    {
        if (contentType is null)
        {
            return true;
        }

        var type = contentType.Split(';')[0].Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
