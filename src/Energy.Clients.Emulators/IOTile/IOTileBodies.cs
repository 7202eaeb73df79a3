using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Energy.Clients.Emulators;

/// <summary>Reads bodies: JSON, forms, multipart.</summary>
internal static class IOTileBodies
{
    internal static void Read(IOTileCall call)
    {
        if (call.RawBody.Length == 0)
        {
            return;
        }

        var type = call.Exchange.Context.Request.ContentType ?? "";
        if (type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                call.Body = JsonNode.Parse(call.RawBody);
            }
            catch (JsonException)
            {
                var length = Encoding.UTF8.GetCharCount(call.RawBody);
                throw IOTileRefusal.Detail(400, string.Create(CultureInfo.InvariantCulture, $"JSON parse error - Expecting value: line 1 column {length + 1} (char {length})"));
            }
        }
        else if (type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            var body = new JsonObject();
            foreach (var (name, value) in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.RawBody)))
            {
                body[name] = value.ToString();
            }

            call.Body = body;
        }
        else if (type.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            ReadForm(call, type);
        }
        else
        {
            throw IOTileRefusal.Detail(415, $"Unsupported media type \"{type.Split(';')[0]}\" in request.");
        }
    }

    private static void ReadForm(IOTileCall call, string type)
    {
        if (!MediaTypeHeaderValue.TryParse(type, out var parsed) || HeaderUtilities.RemoveQuotes(parsed.Boundary).ToString() is not { Length: > 0 } boundary)
        {
            throw IOTileRefusal.Detail(400, "Multipart form parse error - Invalid boundary in multipart: None");
        }

        var marker = Encoding.ASCII.GetBytes("--" + boundary);
        var body = call.RawBody.AsSpan();
        for (var at = body.IndexOf(marker); at >= 0;)
        {
            body = body[(at + marker.Length)..];
            var end = body.IndexOf(marker);
            if (end < 0 || body.IndexOf("\r\n\r\n"u8) is not (>= 0 and var split))
            {
                break;
            }

            var headers = Encoding.UTF8.GetString(body[..split]);
            var content = body[(split + 4)..Math.Max(split + 4, end - 2)].ToArray();
            if (Parameter(headers, "filename") is { } file)
            {
                if (Parameter(headers, "name") == "file")
                {
                    call.File = (file, content);
                }
            }
            else if (Parameter(headers, "name") is { } name)
            {
                call.Form[name] = Encoding.UTF8.GetString(content);
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
