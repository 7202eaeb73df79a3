namespace Energy.Clients;

/// <summary>How a poll reads what is new.</summary>
public sealed record ReadNewOptions
{
    /// <summary>How far before the last reading is read again, for corrections that come late; nothing unless set. Such readings come again, changed or not: store them by series
    /// and start.</summary>
    /// <value>Zero.</value>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration LookBack
    {
        get;
        init => field = value >= Duration.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Looking back goes back.");
    }

    /// <summary>How long after its end the vendor may still be without a reading, or change it; what the vendor's package knows (<see cref="ISeriesReader.PublishingDelayOf"/>)
    /// unless set.</summary>
    /// <value><see langword="null"/>: what the vendor's package knows.</value>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration? PublishingDelay { get; init; }

    /// <summary>The clock that says what is over; the system's unless set.</summary>
    /// <value><see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
