using System.Net;

namespace Energy.Clients;

/// <summary>The server answered, and the answer is a refusal or cannot be used.</summary>
/// <remarks>
/// Derived types exist only where a caller would act differently: <see cref="EnergyAuthenticationException"/>, <see cref="EnergyNotFoundException"/>,
/// <see cref="EnergyConflictException"/>, <see cref="EnergyRateLimitException"/> and <see cref="EnergyPayloadException"/>.
/// </remarks>
/// <param name="message">What was asked, what came back, whether trying again can help, and what to do.</param>
/// <param name="innerException">The cause, if there is one.</param>
public class EnergyResponseException(string message, Exception? innerException = null) : EnergyApiException(message, innerException)
{
    /// <summary>The HTTP status of the answer.</summary>
    public HttpStatusCode Status { get => Facts.Status; init => Facts = Facts with { Status = value }; }

    /// <summary>The vendor's own code or short error text, where it sends one; otherwise <see langword="null"/>.</summary>
    public string? VendorCode { get => Facts.VendorCode; init => Facts = Facts with { VendorCode = value }; }

    /// <summary>The vendor's messages by field or parameter; empty when it names none. The key <c>""</c> holds messages about the whole request.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get => Facts.FieldErrors; init => Facts = Facts with { FieldErrors = value }; }

    /// <summary>The server's id of this request, from the usual headers, for its support staff; <see langword="null"/> when it sent none.</summary>
    public string? RequestId { get => Facts.RequestId; init => Facts = Facts with { RequestId = value }; }

    /// <summary>The beginning of the answer's body as text, at most 8,192 characters, with the credential of the call masked; empty when there was none, when it was streamed, or
    /// when the vendor's bodies leak.</summary>
    public string Body { get => Facts.Body; init => Facts = Facts with { Body = value }; }
}
