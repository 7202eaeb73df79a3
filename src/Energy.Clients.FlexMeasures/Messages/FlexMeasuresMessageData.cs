namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>The data of an answer. Slots without a value are left out by the server, so that a short array does not tell whose slots its values are.</summary>
public sealed record FlexMeasuresMessageData
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresMessageGroup>> _groups;
    private readonly ByContent<IReadOnlyDictionary<string, IReadOnlyList<double>>> _byAddress = new(new Dictionary<string, IReadOnlyList<double>>());

    /// <summary><c>GetMeterDataResponse</c> and so on.</summary>
    public string? Type { get; init; }

    /// <summary>The groups, their targets as the server names them: names of connections, addresses of events.</summary>
    public required IReadOnlyList<FlexMeasuresMessageGroup> Groups { get => _groups.Value; init => _groups = new(value); }

    /// <summary>The start asked for.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime Start { get; init; }

    /// <summary>The duration asked for.</summary>
    public required IsoDuration Duration { get; init; }

    /// <summary>The unit.</summary>
    public required string Unit { get; init; }

    /// <summary>The status.</summary>
    public FlexMeasuresStatus Status { get; init; }

    /// <summary>The answer in words.</summary>
    public string? Message { get; init; }

    /// <summary>The values by the address asked for, of every address; the server itself answers with the names in <see cref="Groups"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> ByAddress { get => _byAddress.Value; init => _byAddress = new(value); }

    /// <summary>Gives each value its slot.</summary>
    /// <param name="group">One of <see cref="Groups"/>.</param>
    /// <param name="resolution">The length of a slot, as asked for.</param>
    /// <returns>The readings: none when nothing is known.</returns>
    /// <exception cref="InvalidOperationException">There are fewer values than slots: which ones are missing is not known, so no times are guessed. Ask for a shorter
    /// range.</exception>
    public IReadOnlyList<Reading> ToReadings(FlexMeasuresMessageGroup group, Duration resolution)
    {
        ArgumentNullException.ThrowIfNull(group);
        var slots = Duration.Ground(Start).BclCompatibleTicks / resolution.BclCompatibleTicks;
        if (group.Values.Count != 0 && group.Values.Count != slots)
        {
            throw new InvalidOperationException(
                $"{group.Values.Count} values came for {slots} slots: the server leaves missing ones out, and does not say which. Ask for a shorter range.");
        }

        var first = Start.ToInstant();
        return [.. group.Values.Select((value, i) => new Reading(first + (resolution * i), first + (resolution * (i + 1)), value))];
    }
}
