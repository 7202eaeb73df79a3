using System.Net;

namespace Energy.Clients.Authoring;

/// <summary>
/// The one place where the family's exceptions are built: each with operation, route, status and request id, and with the secrets of its call masked. For authors of vendor
/// clients.
/// </summary>
public static partial class EnergyErrors
{
    private const int DeepestAllowed = 1_000;

    /// <summary>The error of an answer that is not what the vendor's interface promises.</summary>
    /// <param name="call">The call.</param>
    /// <param name="what">What is wrong, whether to try again, and what to do: sentences that follow <c>Operation: </c>.</param>
    /// <param name="cause">The cause, if there is one.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyPayloadException Payload(EnergyCall call, string what, Exception? cause = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Payload(call.Endpoint, call.Response?.Info, call.Secrets.Mask(what), cause);
    }

    /// <summary>The error of an answer of which only the headers are still known.</summary>
    /// <param name="endpoint">What was asked.</param>
    /// <param name="response">What is known of the answer; <see langword="null"/> when no server was asked.</param>
    /// <param name="what">What is wrong, whether to try again, and what to do; no secret may stand in it.</param>
    /// <param name="cause">The cause, if there is one.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyPayloadException Payload(EnergyEndpoint endpoint, PageResponse? response, string what, Exception? cause = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new EnergyPayloadException($"{endpoint.Operation}: {what}", cause) { Facts = ErrorFacts.Of(endpoint, response) };
    }

    /// <summary>The error of a body that is not what was promised.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cause">What is wrong.</param>
    /// <param name="path">Where, as a JSON path; <see langword="null"/> takes the cause's own.</param>
    /// <param name="position">Where, in bytes.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyPayloadException Unreadable(EnergyCall call, JsonException cause, string? path = null, long? position = null) =>
        Unreadable(call, ReadOnlySpan<byte>.Empty, cause, path, position);

    /// <summary>The error of a body that was read as a whole and cannot be read as JSON: cut short in the middle, or not what was promised.</summary>
    /// <param name="call">The call.</param>
    /// <param name="body">The body.</param>
    /// <param name="cause">What is wrong.</param>
    /// <param name="path">Where, as a JSON path; <see langword="null"/> takes the cause's own.</param>
    /// <param name="position">Where, in bytes.</param>
    /// <returns>An <see cref="EnergyTransportException"/> when the document just ends too early, which asking again may cure; otherwise an
    /// <see cref="EnergyPayloadException"/>.</returns>
    public static EnergyApiException Unreadable(EnergyCall call, PooledBody body, JsonException cause, string? path = null, long? position = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(body);
        return EndsEarly(body.Span)
            ? CutOff(call, "the body ended before its JSON was complete", cause)
            : Unreadable(call, body.Span, cause, path, position);
    }

    internal static EnergyPayloadException TooLarge(EnergyCall call, string what) =>
        Payload(call, $"{call.Route} was answered with a body over the limit: {what}. Trying again will not help; ask for less at a time, or raise the limit.");

    private static EnergyPayloadException Unreadable(EnergyCall call, ReadOnlySpan<byte> body, JsonException cause, string? path, long? position)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(cause);
        // Servers echo what they were sent; a value that is quoted here may be the key.
        cause = call.Secrets.Scrub(cause);
        var where = call.Secrets.Mask(path ?? cause.Path ?? "$");
        return new EnergyPayloadException(
            string.Create(CultureInfo.InvariantCulture,
                $"{call.Operation}: {call.Route} was answered with a body that cannot be read at {where}{(position is { } p ? $" (byte {p})" : "")}: {Reason(cause)} Trying "
                    + $"again will seldom help: the vendor's interface may have changed, or something in between answered instead of it."),
            cause)
        {
            Facts = ErrorFacts.Of(call.Endpoint, call.Response?.Info) with { Body = call.Response?.Show(body) ?? "" },
            JsonPath = where,
            BytePosition = position,
        };
    }

    // Whether everything that is there could be the beginning of a document, as deep as the options allow at most.
    private static bool EndsEarly(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = DeepestAllowed }));
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

    // The framework's text repeats path and position behind the first sentence; ours names them already.
    private static string Reason(JsonException cause)
    {
        var text = cause.Message;
        var end = text.IndexOf(" Path: ", StringComparison.Ordinal);
        end = end < 0 ? text.IndexOf(" LineNumber: ", StringComparison.Ordinal) : end;
        return end < 0 ? text : text[..end];
    }
}
