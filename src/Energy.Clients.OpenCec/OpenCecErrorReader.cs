using System.Net;
using System.Text.RegularExpressions;

namespace Energy.Clients.OpenCec;

/// <summary>
/// Reads Open CEC's error bodies: <c>detail</c> is a text, or a list of faults with a place and a message; a 500 is plain text. Texts of the database driver hold SQL and whole
/// rows, key hashes included, so of them only the class of the error and the names of constraint and columns are taken, and bodies are never shown.
/// </summary>
internal sealed partial class OpenCecErrorReader : EnergyErrorReader
{
    public const string UnknownPath = "Not Found";
    public const string UnknownReference = "ForeignKeyViolation";

    public override bool BodiesLeak => true;

    // An unknown path is "Not Found": it says nothing about the row, nor does a 404 of something in between.
    public override bool IsAbsent(EnergyResponseException error) =>
        error is EnergyNotFoundException { VendorCode: { } said } && said != UnknownPath && said.EndsWith(" not found", StringComparison.Ordinal);

    public override VendorError Read(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("detail", out var detail))
            {
                switch (detail.ValueKind)
                {
                    case JsonValueKind.Array:
                        return ReadFaults(detail);
                    case JsonValueKind.String when status == HttpStatusCode.BadRequest:
                        return ReadDriverText(detail.GetString()!);
                    case JsonValueKind.String:
                        return ReadText(status, detail.GetString()!);
                }
            }
        }
        catch (JsonException)
        {
            // Not JSON: the text of a 500, or the page of something in between. It says nothing that may be shown.
        }

        return status == HttpStatusCode.InternalServerError
            ? new VendorError(null,
                null)
            {
                Remedy =
                    "The server failed inside. It does so when the database is away, when a stored key is not a hash, and when a change breaks a rule (a duplicate, an unknown "
                        + "reference, a missing value); a change that fails is not kept. Read the row again before you try again."
            }
            : VendorError.Silent;
    }

    private static VendorError ReadText(HttpStatusCode status, string text)
    {
        var shown = KnownText().IsMatch(text) ? text : null;
        return new VendorError(shown, shown)
        {
            Remedy = status == HttpStatusCode.NotFound && text == UnknownPath
                ? $"The server has no such path. Check {nameof(EnergyClientOptions.BaseAddress)}: it should be the root of an Open CEC server."
                : null,
        };
    }

    private static VendorError ReadDriverText(string text)
    {
        if (DriverClass().Match(text) is not { Success: true } driver)
        {
            return new VendorError(null, text.Contains("NUL", StringComparison.Ordinal) ? "a text holds a NUL character" : null) { CanRetry = false };
        }

        var code = driver.Groups["class"].Value;
        var line = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length).ToString();
        var constraint = Constraint().Match(line) is { Success: true } named ? named.Groups["name"].Value : null;
        var columns = Columns().Match(text) is { Success: true } keyed ? keyed.Groups["names"].Value
            : Column().Match(line) is { Success: true } single ? single.Groups["name"].Value
            : "";
        var of = columns.Length == 0 ? "" : $" ({columns})";
        var (message, kind) = code switch
        {
            "UniqueViolation" => ($"duplicate: there is a row with the same values{of} already", VendorErrorKind.Conflict),
            UnknownReference when line.Contains(" delete on ", StringComparison.Ordinal) => ("still in use: other rows refer to it", VendorErrorKind.Conflict),
            UnknownReference => ($"unknown reference{of}: no such row exists", VendorErrorKind.Refused),
            "NotNullViolation" => ($"missing value{of}: the database requires one", VendorErrorKind.Refused),
            "NumericValueOutOfRange" => ("a number is out of range: 32 bits are kept", VendorErrorKind.Refused),
            _ => ("the database refused the row", VendorErrorKind.Refused),
        };
        return new VendorError(code, constraint is null ? message : $"{message}; {constraint}")
        {
            Kind = kind,
            CanRetry = false,
            FieldErrors = new Dictionary<string, IReadOnlyList<string>> { [columns] = [message] },
        };
    }

    private static VendorError ReadFaults(JsonElement faults)
    {
        var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        string? code = null;
        foreach (var fault in faults.EnumerateArray())
        {
            if (fault.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            code ??= Text(fault, "type");
            var place = fault.TryGetProperty("loc", out var loc) && loc.ValueKind == JsonValueKind.Array
                ? string.Join('.', loc.EnumerateArray().Select(static part => part.ValueKind == JsonValueKind.String ? part.GetString() : part.GetRawText()))
                : "";
            if (!fields.TryGetValue(place, out var messages))
            {
                fields.Add(place, messages = []);
            }

            messages.Add(Text(fault, "msg") ?? Text(fault, "type") ?? "not valid");
        }

        return new VendorError(code, string.Join("; ", fields.Select(static f => $"{f.Key}: {string.Join(", ", f.Value)}")))
        {
            FieldErrors = fields.ToDictionary(static f => f.Key, static f => (IReadOnlyList<string>)f.Value, StringComparer.Ordinal),
            CanRetry = false,
        };
    }

    private static string? Text(JsonElement owner, string member) =>
        owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // The class stands first, in brackets, with the driver's name before it.
    [GeneratedRegex(@"^\((?:[A-Za-z_][A-Za-z0-9_.]*\.)?(?<class>[A-Za-z_]+?)(?:Error)?\) ")]
    private static partial Regex DriverClass();

    [GeneratedRegex("constraint \"(?<name>[A-Za-z0-9_]+)\"")]
    private static partial Regex Constraint();

    // Column names only: the values stand behind the equals sign.
    [GeneratedRegex(@"^[^\n]*\nDETAIL:  Key \((?<names>[A-Za-z0-9_, ]+)\)=")]
    private static partial Regex Columns();

    [GeneratedRegex("^[^\"]*column \"(?<name>[A-Za-z0-9_]+)\"")]
    private static partial Regex Column();

    // The server's fixed sentences: letters and spaces, at most forty. Anything else may be content.
    [GeneratedRegex("^[A-Za-z ]{1,60}$")]
    private static partial Regex KnownText();
}
