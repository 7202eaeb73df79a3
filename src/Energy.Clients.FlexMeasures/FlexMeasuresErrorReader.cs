using System.Net;
using System.Text.RegularExpressions;

namespace Energy.Clients.FlexMeasures;

/// <summary>
/// Reads the error bodies of both generations: a message that is a text or a tree of fields, a status that is a word or a number, <c>errors</c> of the sign-in,
/// <c>description</c>, and HTML pages, which say nothing.
/// </summary>
internal sealed partial class FlexMeasuresErrorReader : EnergyErrorReader
{
    private static readonly string[] Locations = ["json", "query", "path", "args_and_json", "combined_sensor_data_description", "combined_sensor_data_upload"];

    public override VendorError Read(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType) => ObjectOf(body) is { } root ? Read(status, root) : Plain(status);

    /// <summary>Every answer of the server's own, error or not, names a status; what something in between answers instead of it does not.</summary>
    public override bool IsAbsent(EnergyResponseException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error is EnergyNotFoundException && ObjectOf(Encoding.UTF8.GetBytes(error.Body))?.TryGetProperty("status", out _) == true;
    }

    /// <summary>The object that a body holds; <see langword="null"/> of a page for people, or of nothing at all. A byte or an escape that is no text is read as a replacement
    /// character.</summary>
    internal static JsonElement? ObjectOf(ReadOnlySpan<byte> body)
    {
        try
        {
            var text = HalfPairs().Replace(Encoding.UTF8.GetString(body), static m => m.Groups["pair"].Success ? m.Value : "\\ufffd");
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Escapes of one half of a surrogate pair without the other.
    [GeneratedRegex(@"(?<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HalfPairs();

    /// <summary>The members of a tree of fields by dotted name; a part that only names the place in the request is left out, as is <c>_schema</c>, the whole.</summary>
    internal static Dictionary<string, IReadOnlyList<string>> Fields(JsonElement tree)
    {
        var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var member in tree.EnumerateObject())
        {
            Add(Locations.Contains(member.Name) || member.Name == "_schema" ? "" : member.Name, member.Value);
        }

        return fields.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)f.Value, StringComparer.Ordinal);

        void Add(string name, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject())
                    {
                        Add(member.Name == "_schema" ? name : name.Length == 0 ? member.Name : name + "." + member.Name, member.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var item in value.EnumerateArray())
                    {
                        Add(name, item);
                    }

                    break;
                default:
                    if (!fields.TryGetValue(name, out var texts))
                    {
                        fields[name] = texts = [];
                    }

                    texts.Add(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
                    break;
            }
        }
    }

    private static VendorError Plain(HttpStatusCode status) => status == HttpStatusCode.Gone ? new VendorError(null, null) { Remedy = Sunset } : VendorError.Silent;

    private const string Sunset = "Trying again will not help. The server no longer speaks this version; ask it for its versions, and use the operations of v3_0.";

    private static VendorError Read(HttpStatusCode status, JsonElement root)
    {
        var code = Text(root, "status");
        var message = Text(root, "message") ?? Text(root, "description") ?? Text(root, "reason") ?? Joined(root, "errors");
        Dictionary<string, IReadOnlyList<string>>? fields = null;
        if (root.TryGetProperty("message", out var tree) && tree.ValueKind == JsonValueKind.Object)
        {
            fields = Fields(tree);
            message = string.Join("; ", fields.Select(f => (f.Key.Length == 0 ? "" : f.Key + ": ") + string.Join(" ", f.Value)));
        }

        return new VendorError(code, FirstLine(message))
        {
            FieldErrors = fields,
            Kind = KindOf(status, code, root),
            Remedy = status == HttpStatusCode.Gone ? Sunset : null,

            // Many faults of the input are answered with 500.
            CanRetry = status == HttpStatusCode.InternalServerError ? false : null,
        };
    }

    // Internal errors may hold a whole database statement behind their first line.
    private static string? FirstLine(string? message)
    {
        var end = message?.IndexOf('\n', StringComparison.Ordinal) ?? -1;
        return end < 0 ? message : message![..end];
    }

    private static VendorErrorKind? KindOf(HttpStatusCode status, string? code, JsonElement root) => (status, code) switch
    {
        (_, "INVALID_REPLACEMENT") => VendorErrorKind.Conflict,
        (_, "UNRECOGNIZED_UDI_EVENT") => VendorErrorKind.NotFound,

        // An unknown id in a path is 422 with a sentence.
        (HttpStatusCode.UnprocessableEntity, _) when root.TryGetProperty("message", out var message)
            && message.ValueKind == JsonValueKind.Object
            && message.TryGetProperty("path", out var path)
            && path.ValueKind == JsonValueKind.Object
            && path.TryGetProperty("id", out var id)
            && id.GetRawText().Contains(" found with ", StringComparison.Ordinal) => VendorErrorKind.NotFound,
        _ => null,
    };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Joined(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? string.Join(" ", list.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.String).Select(static e => e.GetString()))
            : null;
}
