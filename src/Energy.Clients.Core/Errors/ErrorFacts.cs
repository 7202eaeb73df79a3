using System.Net;

namespace Energy.Clients;

/// <summary>What is known of a failure, on its way into the exception that fits. Whoever fills it in has masked it.</summary>
internal sealed record ErrorFacts
{
    // Before None, which needs it.
    private static readonly Dictionary<string, IReadOnlyList<string>> EmptyFieldErrors = [];

    public static ErrorFacts None { get; } = new();

    public string Operation { get; init; } = "";

    public string Route { get; init; } = "";

    public bool CanRetry { get; init; }

    public Duration? RetryAfter { get; init; }

    public HttpStatusCode Status { get; init; }

    public string? VendorCode { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; init; } = EmptyFieldErrors;

    public string? RequestId { get; init; }

    public string Body { get; init; } = "";

    /// <summary>What is known before an answer came.</summary>
    public static ErrorFacts Of(EnergyEndpoint endpoint) => new() { Operation = endpoint.Operation, Route = endpoint.Route };

    /// <summary>What is known once an answer's headers came.</summary>
    public static ErrorFacts Of(EnergyEndpoint endpoint, PageResponse? response) =>
        Of(endpoint) with { Status = response?.Status ?? HttpStatusCode.OK, RequestId = response?.RequestId };
}
