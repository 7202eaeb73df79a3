using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Energy.Clients.Emulators;

/// <summary>Reads bodies: JSON, forms, multipart.</summary>
internal static class IOTileBodies
{
    /// <summary>Reads a body as JSON, whatever it is called.</summary>
    /// <exception cref="IOTileRefusal">It is none.</exception>
    internal static JsonNode? Json(IOTileCall call)
    {
        var (value, fault) = IOTilePython.Parse(call.RawBody);
        return fault is null ? value : throw IOTileRefusal.Detail(400, "JSON parse error - " + fault);
    }

    /// <summary>Reads a body by its content type; none is an object without members.</summary>
    /// <exception cref="IOTileRefusal">It is not what its content type says, or that is unknown.</exception>
    internal static void Read(IOTileCall call)
    {
        call.Body = new JsonObject();
        if (call.RawBody.Length == 0)
        {
            return;
        }

        var type = call.Exchange.Context.Request.ContentType ?? "";
        var media = MediaTypeOf(type);
        if (!call.Parses.Contains(media))
        {
            throw Unsupported(type);
        }

        if (media == IOTileResource.Json)
        {
            call.Body = Json(call);
        }
        else if (media == IOTileResource.MessagePack)
        {
            call.Body = IOTileMessagePack.Body(call.RawBody);
        }
        else if (media == IOTileResource.Form)
        {
            var body = new JsonObject();
            foreach (var (name, value) in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.RawBody)))
            {
                body[name] = value.ToString();
            }

            call.Body = body;
        }
        else
        {
            ReadForm(call, type);
        }
    }

    private static string MediaTypeOf(string contentType) => contentType.Split(';')[0].Trim().ToLowerInvariant();

    private static IOTileRefusal Unsupported(string contentType) => IOTileRefusal.Detail(415, $"Unsupported media type \"{contentType.Split(';')[0]}\" in request.");

    private static void ReadForm(IOTileCall call, string type)
    {
        if (!MediaTypeHeaderValue.TryParse(type, out var parsed) || HeaderUtilities.RemoveQuotes(parsed.Boundary).ToString() is not { Length: > 0 } boundary)
        {
            throw IOTileRefusal.Detail(400, "Multipart form parse error - Invalid boundary in multipart: None");
        }

        var marker = Encoding.ASCII.GetBytes("--" + boundary);
        var body = call.Object;
        var rest = call.RawBody.AsSpan();
        for (var at = rest.IndexOf(marker); at >= 0;)
        {
            rest = rest[(at + marker.Length)..];
            var end = rest.IndexOf(marker);
            if (end < 0 || rest.IndexOf("\r\n\r\n"u8) is not (>= 0 and var split))
            {
                break;
            }

            var headers = Encoding.UTF8.GetString(rest[..split]);
            var content = rest[(split + 4)..Math.Max(split + 4, end - 2)].ToArray();
            if (Parameter(headers, "filename") is { } file)
            {
                if (Parameter(headers, "name") == "file")
                {
                    call.File = (file, content);
                }
            }
            else if (Parameter(headers, "name") is { } name)
            {
                body[name] = Encoding.UTF8.GetString(content);
            }

            at = end;
        }
    }

    private static string? Parameter(string headers, string name)
    {
        var match = System.Text.RegularExpressions.Regex.Match(headers, $"[; ]{name}=\"?([^\";\r\n]*)\"?", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
        return match.Success ? match.Groups[1].Value : null;
    }
}
