using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>How a series of readings is stored on a server of 2021.</summary>
public sealed record FlexMeasuresMessageWrite
{
    /// <summary>The connection, as an address; a short one (<c>30:73</c>, <c>73</c>) is written out with the options' date code.</summary>
    public required string Connection { get; init; }

    /// <summary>
    /// When the values were recorded; of meter data not before their end. Every message of the write carries it, so that a write that was broken off can be started anew with the same prior: what
    /// had arrived is then known already, which is success. <see langword="null"/> takes the present time, which <see cref="FlexMeasuresWriteResult.Prior"/> tells.
    /// </summary>
    public Instant? Prior { get; init; }

    /// <summary>
    /// Where to go on: readings that end by then are passed over. Give it what <see cref="OnStored"/> last told of a write that was broken off, and the same <see cref="Prior"/>.
    /// <see langword="null"/> writes all, which is harmless with the same prior too, but sends everything again.
    /// </summary>
    public Instant? ResumeFrom { get; init; }

    /// <summary>How many slots one message carries; <see langword="null"/> takes the options'.</summary>
    public int? SlotsPerRequest { get; init; }

    /// <summary>Called with the end of each stored span, in order, so that the caller can note how far the write has come.</summary>
    public Action<Instant>? OnStored { get; init; }
}
