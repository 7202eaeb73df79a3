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
    public static EnergyPayloadException From(EnergyCall call, JsonException cause, string? path = null, long? position = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(cause);
        var where = path ?? cause.Path ?? "$";
        return new EnergyPayloadException(
            string.Create(CultureInfo.InvariantCulture, $"{call.Operation}: {call.Route} was answered with a body that cannot be read at {where}{(position is { } p ? $" (byte {p})" : "")}: {Reason(cause)} Trying again will seldom help: the vendor's interface may have changed, or something in between answered instead of it."),
            cause)
        {
            Operation = call.Operation,
            Route = call.Route,
            Status = HttpStatusCode.OK,
            JsonPath = where,
            BytePosition = position,
        };
    }

    internal static EnergyPayloadException TooLarge(EnergyCall call, string what) => new(
        $"{call.Operation}: {call.Route} was answered with a body over the limit: {what}. Trying again will not help; ask for less at a time, or raise the limit.")
    {
        Operation = call.Operation,
        Route = call.Route,
        Status = HttpStatusCode.OK,
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
