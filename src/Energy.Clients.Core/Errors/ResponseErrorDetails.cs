using System.Net;
using NodaTime;

namespace Energy.Clients;

/// <summary>Everything that is known of a refused request, on its way into the exception that fits.</summary>
internal sealed record ResponseErrorDetails(
    EnergyCall Call,
    string Message,
    HttpStatusCode Status,
    bool CanRetry,
    Duration? RetryAfter,
    string? VendorCode,
    IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors,
    string? RequestId,
    string Body);
