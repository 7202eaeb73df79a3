namespace Energy.Clients.OpenCec;

/// <summary>A listing could not be created with all that belongs to it. Says which part failed and what is left on the server; the inner exception says why.</summary>
public sealed class OpenCecListingCreationException : EnergyApiException
{
    internal OpenCecListingCreationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The part that failed: <c>listing</c>, <c>device class 2</c>, <c>attribute max_power of device class 2</c>, <c>certificate 1 of 3</c>.</summary>
    public required string FailedPart { get; init; }

    /// <summary>What is left on the server.</summary>
    public required OpenCecListingRemains Remains { get; init; }

    /// <summary>The id of the listing that is left, or was deleted again; <see langword="null"/> when none is known.</summary>
    public int? ListingId { get; init; }
}
