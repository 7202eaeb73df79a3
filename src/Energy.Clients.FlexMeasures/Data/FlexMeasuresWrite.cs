using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>How a series of readings is stored.</summary>
public sealed record FlexMeasuresWrite
{
    /// <summary>The sensor; its unit and grid are checked against the readings before anything is sent.</summary>
    public required FlexMeasuresSensor Sensor { get; init; }

    /// <summary>
    /// When the values were recorded. Every request of the write carries it, so that a write that was broken off can be started anew with the same prior: what had arrived is then known
    /// already, which is success. <see langword="null"/> takes the present time, which <see cref="FlexMeasuresWriteResult.Prior"/> tells.
    /// </summary>
    public Instant? Prior { get; init; }

    /// <summary>
    /// Where to go on: readings that end by then are passed over. Give it what <see cref="OnStored"/> last told of a write that was broken off, and the same <see cref="Prior"/>.
    /// <see langword="null"/> writes all, which is harmless with the same prior too, but sends everything again.
    /// </summary>
    public Instant? ResumeFrom { get; init; }

    /// <summary>How many slots one request carries; <see langword="null"/> takes the options'.</summary>
    public int? SlotsPerRequest { get; init; }

    /// <summary>Called with the end of each stored span, in order, so that the caller can note how far the write has come.</summary>
    public Action<Instant>? OnStored { get; init; }
}
