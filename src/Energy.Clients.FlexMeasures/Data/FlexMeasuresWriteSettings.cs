namespace Energy.Clients.FlexMeasures;

/// <summary>How a series of readings is stored, as data of a sensor or as messages of 2021.</summary>
public sealed record FlexMeasuresWriteSettings
{
    /// <summary>The default of <see cref="SlotsPerRequest"/>.</summary>
    public const int DefaultSlotsPerRequest = 10_000;

    /// <summary>
    /// When the values were recorded; of meter data of 2021 not before their end. Every request of the write carries it, so that a write that was broken off can be started again
    /// with the same prior: what had arrived is then known already, which is success. <see langword="null"/> takes the present time, which
    /// <see cref="FlexMeasuresWriteResult.Prior"/> tells.
    /// </summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? Prior { get; init; }

    /// <summary>
    /// Where to go on: readings that end by then are passed over. Give it what <see cref="OnStored"/> last told of a write that was broken off, and the same <see cref="Prior"/>.
    /// <see langword="null"/> writes all, which is harmless with the same prior too, but sends everything again.
    /// </summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? ResumeFrom { get; init; }

    /// <summary>How many slots one request carries, from 1; a server refuses more than some 3 MiB.</summary>
    /// <value>10,000, some 100 KiB.</value>
    public int SlotsPerRequest { get; init; } = DefaultSlotsPerRequest;

    /// <summary>Called with the end of each stored span, in order, so that the caller can note how far the write has come. Never before the server has stored the span.</summary>
    public Action<Instant>? OnStored { get; init; }

    /// <summary>
    /// Whether to wait for the jobs of a server that stores later. Off, <see cref="OnStored"/> is never told of spans that a job will store: watch
    /// <see cref="FlexMeasuresWriteResult.JobIds"/> instead.
    /// </summary>
    /// <value><see langword="true"/>.</value>
    public bool WaitsForJobs { get; init; } = true;

    /// <summary>How long and how often to ask for a job; <see langword="null"/> takes <see cref="FlexMeasuresPolling.Default"/>.</summary>
    public FlexMeasuresPolling? Polling { get; init; }
}
