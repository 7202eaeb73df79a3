using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Energy.Clients;

/// <summary>Turns what JSON reading throws into <see cref="EnergyPayloadException"/>s. For authors of vendor clients.</summary>
public static class PayloadErrors
{
    /// <summary>The error of a body that is not what was promised.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cause">What is wrong.</param>
    /// <param name="path">Where, as a JSON path; <see langword="null"/> takes the cause's own.</param>
    /// <param name="position">Where, in bytes.</param>
    /// <returns>The exception.</returns>
    public static EnergyPayloadException From(EnergyCall call, JsonException cause, string? path = null, long? position = null) => Create(call, default, cause, path, position);

    private static EnergyPayloadException Create(EnergyCall call, ReadOnlySpan<byte> body, JsonException cause, string? path, long? position)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(cause);
        // Servers echo what they were sent; a value that is quoted here may be the key.
        var secrets = call.Secrets ?? new Secrets();
        cause = secrets.Scrub(cause);
        var where = secrets.Mask(path ?? cause.Path ?? "$");
        return new EnergyPayloadException(
            string.Create(CultureInfo.InvariantCulture, $"{call.Operation}: {call.Route} was answered with a body that cannot be read at {where}{(position is { } p ? $" (byte {p})" : "")}: {Reason(cause)} Trying again will seldom help: the vendor's interface may have changed, or something in between answered instead of it."),
            cause)
        {
            Operation = call.Operation,
            Route = call.Route,
            Status = StatusOf(call),
            RequestId = call.Response?.RequestId,
            Body = call.Response?.Show(body) ?? "",
            JsonPath = where,
            BytePosition = position,
        };
    }

    /// <summary>The error of a body that was read as a whole and cannot be read as JSON: cut short in the middle, or not what was promised.</summary>
    /// <param name="call">The call.</param>
    /// <param name="body">The body.</param>
    /// <param name="cause">What is wrong.</param>
    /// <param name="path">Where, as a JSON path; <see langword="null"/> takes the cause's own.</param>
    /// <param name="position">Where, in bytes.</param>
    /// <returns>An <see cref="EnergyTransportException"/> when the document just ends too early, which asking again may cure; otherwise an <see cref="EnergyPayloadException"/>.</returns>
    public static EnergyApiException From(EnergyCall call, PooledBody body, JsonException cause, string? path = null, long? position = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(body);
        return EndsEarly(body.Span)
            ? TransportErrors.CutOff(call.Operation, call.Route, "the body ended before its JSON was complete", (call.Secrets ?? new Secrets()).Scrub(cause))
            : Create(call, body.Span, cause, path, position);
    }

    private static HttpStatusCode StatusOf(EnergyCall call) => call.Response?.Status ?? HttpStatusCode.OK;

    // Whether everything that is there could be the beginning of a document.
    private static bool EndsEarly(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));
        try
        {
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static EnergyPayloadException TooLarge(EnergyCall call, string what) => new(
        $"{call.Operation}: {call.Route} was answered with a body over the limit: {what}. Trying again will not help; ask for less at a time, or raise the limit.")
    {
        Operation = call.Operation,
        Route = call.Route,
        Status = StatusOf(call),
        RequestId = call.Response?.RequestId,
    };

    // The framework's text repeats path and position behind the first sentence; ours names them already.
    private static string Reason(JsonException cause)
    {
        var text = cause.Message;
        var end = text.IndexOf(" Path: ", StringComparison.Ordinal);
        end = end < 0 ? text.IndexOf(" LineNumber: ", StringComparison.Ordinal) : end;
        return end < 0 ? text : text[..end];
    }
}
