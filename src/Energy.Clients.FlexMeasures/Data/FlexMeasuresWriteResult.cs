namespace Energy.Clients.FlexMeasures;

/// <summary>What a write did.</summary>
public sealed record FlexMeasuresWriteResult
{
    private readonly ByContent<IReadOnlyList<string>> _jobIds = new([]);

    /// <summary>The belief time of all values; give it to a repeat of the same write.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant Prior { get; init; }

    /// <summary>How many values were sent.</summary>
    public long Values { get; init; }

    /// <summary>In how many requests.</summary>
    public int Requests { get; init; }

    /// <summary>How many of these held values that the server knew already.</summary>
    public int AlreadyReceived { get; init; }

    /// <summary>The jobs that stored values or, where <see cref="FlexMeasuresWriteSettings.WaitsForJobs"/> is off, will store them; empty where the server stores them at
    /// once.</summary>
    public IReadOnlyList<string> JobIds { get => _jobIds.Value; init => _jobIds = new(value); }
}
