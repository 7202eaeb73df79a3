namespace Energy.Clients;

/// <summary>How a transfer runs.</summary>
public sealed record TransferOptions
{
    /// <summary>How many readings are stored at once, and how many a crash may store again; 5,000 unless set. Each source that runs keeps so many in memory.</summary>
    /// <value>5,000.</value>
    public int BatchSize
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A batch has at least one reading.");
    } = 5_000;

    /// <summary>How far behind the last stored reading a source that grows is read again, for corrections that come late; nothing unless set. Refused with a sink that cannot
    /// replace readings.</summary>
    /// <value>Zero.</value>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration LookBack
    {
        get;
        init => field = value >= Duration.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Looking back goes back.");
    }

    /// <summary>How many sources run at once; 4 unless set. Those of one account share its rate budget anyway.</summary>
    /// <value>4.</value>
    public int MaxAtOnce
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one source runs at a time.");
    } = 4;

    /// <summary>The clock that says how far a source that grows is read; the system's unless set.</summary>
    /// <value><see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
