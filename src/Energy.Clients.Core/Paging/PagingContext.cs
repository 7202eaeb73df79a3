namespace Energy.Clients.Authoring;

/// <summary>What the paging engine needs to know of the client behind a source. For authors of vendor clients.</summary>
/// <param name="Retry">How a page that was cut is asked for again.</param>
/// <param name="TimeProvider">The clock for the waits between attempts.</param>
/// <param name="Telemetry">Where pages, items and retries are counted.</param>
public sealed record PagingContext(RetryPolicy Retry, TimeProvider TimeProvider, EnergyTelemetry Telemetry)
{
    /// <summary>A context that never retries, for pages that come from memory.</summary>
    public static PagingContext InMemory { get; } = new(RetryPolicy.None, TimeProvider.System, EnergyTelemetry.None);
}
