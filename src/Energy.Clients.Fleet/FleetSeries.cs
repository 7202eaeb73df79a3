using Energy.Clients.Authoring;

namespace Energy.Clients.Fleet;

/// <summary>One row of the table of what a fleet reads.</summary>
public sealed record FleetSeries
{
    private static readonly Duration Shortest = Duration.FromSeconds(1);
    private static readonly Duration Longest = Duration.FromDays(7);

    /// <summary>The series. Its key (<c>stem+north:/sites/…</c>) names the account; credentials never stand here.</summary>
    public required SeriesUri Series { get; init; }

    /// <summary>Where the first read begins; later ones go on from the end of the last reading stored.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant Since { get; init; }

    /// <summary>How often it is read: 15 minutes unless set; from a second to a week, in whole seconds.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration Every
    {
        get;
        init => field = value >= Shortest && value <= Longest && value == Duration.FromSeconds((long)value.TotalSeconds)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A series is read every so many whole seconds, from one to a week.");
    } = Duration.FromMinutes(15);

    /// <summary>How far behind the last stored reading it is read again, for corrections that come late; nothing unless set. Needs a sink that can replace readings, such as
    /// PostgreSQL.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration LookBack
    {
        get;
        init => field = value >= Duration.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Looking back goes back.");
    }

    /// <summary>The name of the sink: the key of an <see cref="ICheckpointedSink"/> in the container; <see langword="null"/> for the fleet's own.</summary>
    public string? Sink { get; init; }

    /// <summary>The account that it is read with: the vendor, and the key if there is one (<c>stem+north</c>).</summary>
    public string Account => Series.Key is { } key ? $"{Series.Scheme}+{Uri.EscapeDataString(key)}" : Series.Scheme;
}
