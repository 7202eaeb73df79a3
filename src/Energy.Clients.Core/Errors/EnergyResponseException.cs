using System.Net;

namespace Energy.Clients;

/// <summary>The server answered, and the answer is a refusal or cannot be used.</summary>
/// <remarks>
/// Derived types exist only where a caller would act differently: <see cref="EnergyAuthenticationException"/>, <see cref="EnergyNotFoundException"/>,
/// <see cref="EnergyConflictException"/>, <see cref="EnergyRateLimitException"/> and <see cref="EnergyPayloadException"/>.
/// </remarks>
public class EnergyResponseException : EnergyApiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was asked, what came back, whether trying again can help, and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public EnergyResponseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal EnergyResponseException(ResponseErrorDetails details)
        : base(details.Message)
    {
        Operation = details.Call.Operation;
        Route = details.Call.Route;
        CanRetry = details.CanRetry;
        RetryAfter = details.RetryAfter;
        Status = details.Status;
        VendorCode = details.VendorCode;
        FieldErrors = details.FieldErrors;
        RequestId = details.RequestId;
        Body = details.Body;
    }

    /// <summary>The HTTP status of the answer.</summary>
    public HttpStatusCode Status { get; init; }

    /// <summary>The vendor's own code or short error text, where it sends one; otherwise <see langword="null"/>.</summary>
    public string? VendorCode { get; init; }

    /// <summary>The vendor's messages by field or parameter; empty when it names none. The key <c>""</c> holds messages about the whole request.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; init; } = EmptyFieldErrors;

    /// <summary>The server's id of this request, from the usual headers, for its support staff; <see langword="null"/> when it sent none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The beginning of the answer's body as text, at most 8,192 characters, with the credential of the call masked; empty when there was none, when it was streamed, or when the vendor's bodies leak.</summary>
    public string Body { get; init; } = "";

    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> EmptyFieldErrors { get; } = new Dictionary<string, IReadOnlyList<string>>(0);
}
