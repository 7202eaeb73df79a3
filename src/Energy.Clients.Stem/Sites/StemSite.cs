namespace Energy.Clients.Stem;

/// <summary>A site of a client: in practice one meter, with its streams. Its id is all that reading needs.</summary>
public sealed record StemSite : StemListItem
{
    private readonly ByContent<IReadOnlyDictionary<string, JsonElement>?> _streamStartTimes;

    /// <summary>When each stream begins, by type, as the server sends it. Use <see cref="StartOf"/> for the instant.</summary>
    public IReadOnlyDictionary<string, JsonElement>? StreamStartTimes { get => _streamStartTimes.Value; init => _streamStartTimes = new(value); }

    /// <summary>The types of the streams that the site has.</summary>
    [JsonIgnore]
    public IEnumerable<StemStreamType> StreamTypes => (StreamStartTimes?.Keys ?? []).Select(static name => new StemStreamType(name));

    /// <summary>When a stream begins.</summary>
    /// <param name="type">The type of the stream.</param>
    /// <returns>The instant, not necessarily on the grid of the intervals; <see langword="null"/> when the site has no such stream or its start cannot be read.</returns>
    public Instant? StartOf(StemStreamType type) =>
        StreamStartTimes is { } starts && starts.TryGetValue(type.Name, out var value) && value.ValueKind == JsonValueKind.String
        && InstantText.TryParse(Encoding.UTF8.GetBytes(value.GetString()!), out var instant)
            ? instant
            : null;

    /// <summary>The known start times must be text and MONITOR's a time; other types may be anything.</summary>
    internal override void CheckSchema()
    {
        base.CheckSchema();
        var starts = StreamStartTimes ?? throw new JsonException("The member 'stream_start_times' is missing.");
        foreach (var type in StemStreamType.Known)
        {
            if (starts.TryGetValue(type.Name, out var value) && value.ValueKind != JsonValueKind.String)
            {
                throw new JsonException($"'stream_start_times.{type}' should be text, it is {value.ValueKind}.");
            }
        }

        // Empty text counts as absent.
        if (starts.TryGetValue(StemStreamType.Monitor.Name, out var monitor) && monitor.GetString() is { Length: > 0 } text
            && !(text.Length == StemTime.Length && StartOf(StemStreamType.Monitor) is not null))
        {
            throw new JsonException($"'stream_start_times.MONITOR' is '{text}', not a time of the form 2026-01-31T23:59:59Z.");
        }
    }
}
