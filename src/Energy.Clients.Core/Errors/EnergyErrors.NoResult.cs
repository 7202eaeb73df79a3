namespace Energy.Clients.Authoring;

/// <content>Work that came to nothing.</content>
public static partial class EnergyErrors
{
    /// <summary>The error of work that the server took on and that left no result.</summary>
    /// <param name="endpoint">What was asked; <see langword="null"/> when no server was.</param>
    /// <param name="what">What is known of it, whether to try again, and what to do; no secret may stand in it.</param>
    /// <param name="vendorCode">The vendor's code of it.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static EnergyResponseException NoResult(EnergyEndpoint? endpoint, string what, string? vendorCode) => new(endpoint is null ? what : $"{endpoint.Operation}: {what}")
    {
        Facts = (endpoint is null ? ErrorFacts.None : ErrorFacts.Of(endpoint)) with { VendorCode = vendorCode },
    };
}
