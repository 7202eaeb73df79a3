using System.Net;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Energy.Clients.IOTile;

/// <summary>Reads the six shapes of error bodies, plain text and HTML.</summary>
internal sealed class IOTileErrorReader : EnergyErrorReader
{
    // The server's own words, to the letter: a gateway's page has others.
    private const string NotFound = "Not found.";
    private const string InvalidPage = "Invalid page.";

    /// <summary>Whether the server says that a list has no page at this number.</summary>
    public static async ValueTask<bool> SaysInvalidPageAsync(EnergyResponse response, CancellationToken cancellationToken) =>
        response.Status == HttpStatusCode.NotFound
        && Parse((await response.ReadErrorBodyAsync(cancellationToken).ConfigureAwait(false)).Span, response.MediaType).Code == InvalidPage;

    public override bool IsAbsent(EnergyResponseException error) => error is { Status: HttpStatusCode.NotFound, VendorCode: NotFound };

    public override VendorError Read(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType)
    {
        var error = Parse(body, mediaType);
        return error with { Kind = error.Kind ?? Kind(status, error.Message), Remedy = Remedy(status, error.Message) };
    }

    private static VendorErrorKind? Kind(HttpStatusCode status, string? message) => status switch
    {
        HttpStatusCode.BadRequest when message is "Signature has expired." or "Refresh has expired." or "Unable to log in with provided credentials."
            or "Error decoding signature." or "User account is disabled." or "User doesn't exist." => VendorErrorKind.Authentication,
        _ => null,
    };

    private static string? Remedy(HttpStatusCode status, string? message) => message switch
    {
        "Username/password combination invalid." or "Unable to log in with provided credentials." =>
            "Trying again will not help. The password is wrong, or the account is not active: the server says the same for both. Check them by signing in on the web.",
        "User account is disabled." => "Trying again will not help. The account is not active any more; ask the owner of the organisation or the operator of the cloud.",
        "Signature has expired." or "Refresh has expired." => "Trying again will not help. The token's life is over: sign in again with a password, or give a new token.",
        "Error decoding signature." or "Invalid signature." or "Invalid payload." or "Invalid token." =>
            "Trying again will not help. The token is not one of this server, or it was cut when it was copied.",
        "Authentication credentials were not provided." or "User not recognized." =>
            "Trying again will not help. No credential reached the server, or one with a scheme that it ignores (Bearer and Basic): give a token or a user name and password in "
                + "the options.",
        "You do not have permission to perform this action." or "Access Denied due to lack of sufficient permissions" =>
            "Trying again will not help. The object belongs to others, or your role in its organisation does not allow this.",
        "Already Logged-in" => "Trying again will not help. The request to sign in carried a credential already.",
        _ => status == HttpStatusCode.InternalServerError
            ? "The server failed, as it does for some bad arguments (a time that cannot be, an unknown target) too. Check them; trying again later may help."
            : null,
    };

    private static VendorError Parse(ReadOnlySpan<byte> body, string? mediaType)
    {
        if (body.IsEmpty)
        {
            return VendorError.Silent;
        }

        if (!Utf8.IsValid(body))
        {
            // One bad byte must not hide what the server says.
            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            var json = JsonElement.ParseValue(ref reader);
            return json.ValueKind switch
            {
                JsonValueKind.String => Say(Text(json)),
                JsonValueKind.Array => Whole(Texts(json)),
                JsonValueKind.Object => Members(json),
                _ => VendorError.Silent,
            };
        }
        catch (JsonException)
        {
            // HTML is for people with a browser; a short text is the server's word.
            var html = mediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true || body.TrimStart(" \r\n\t"u8).StartsWith("<"u8);
            return html || body.Length > 400 ? VendorError.Silent : Say(Encoding.UTF8.GetString(body).Trim().Replace("Error: ", "", StringComparison.Ordinal));
        }
    }

    private static VendorError Members(JsonElement json)
    {
        foreach (var name in (ReadOnlySpan<string>)["detail", "error", "msg"])
        {
            if (json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
            {
                return Say(Text(text));
            }
        }

        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var name = Text(() => member.Name, JsonMarshal.GetRawUtf8PropertyName(member));
            fields[name == "non_field_errors" ? "" : name] = Texts(member.Value);
        }

        if (fields.Count == 0)
        {
            return VendorError.Silent;
        }

        var message = fields.Count == 1 && fields.TryGetValue("", out var whole) && whole.Count == 1
            ? whole[0]
            : string.Join("; ", fields.Select(f => $"{(f.Key.Length == 0 ? "" : f.Key + ": ")}{string.Join(" ", f.Value)}"));
        return new VendorError(null, message) { FieldErrors = fields };
    }

    private static VendorError Whole(IReadOnlyList<string> texts) => new(null, string.Join(" ", texts))
    {
        FieldErrors = new Dictionary<string, IReadOnlyList<string>> { [""] = texts },
    };

    private static VendorError Say(string text) => new(text, text);

    private static List<string> Texts(JsonElement json) => json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(Text)] : [Text(json)];

    private static string Text(JsonElement json) => json.ValueKind == JsonValueKind.String ? Text(() => json.GetString()!, JsonMarshal.GetRawUtf8Value(json)) : json.GetRawText();

    // Half of a surrogate pair is no text that a string could hold; what the server wrote is.
    private static string Text(Func<string> text, ReadOnlySpan<byte> raw)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(raw).Trim('"');
        }
    }
}
