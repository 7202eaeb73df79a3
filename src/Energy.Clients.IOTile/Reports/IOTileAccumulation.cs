namespace Energy.Clients.IOTile;

/// <summary>Sums of streams over a time. Each source that was given stands in exactly one of <see cref="Counted"/> and <see cref="Skipped"/>.</summary>
public sealed record IOTileAccumulation
{
    private readonly ByContent<IReadOnlyList<IOTileStreamSum>> _streams;
    private readonly ByContent<IReadOnlyList<string>> _counted;
    private readonly ByContent<IReadOnlyList<IOTileSkippedSource>> _skipped;

    /// <summary>The sums, in the order in which the streams were found first. Streams whose sum is 0 are left out.</summary>
    public required IReadOnlyList<IOTileStreamSum> Streams { get => _streams.Value; init => _streams = new(value); }

    /// <summary>The sum of all; a stream that was found twice counts twice. It adds what the units say, so it means something only where they are alike.</summary>
    public required double Total { get; init; }

    /// <summary>The sources whose streams were all read, as they were given.</summary>
    public required IReadOnlyList<string> Counted { get => _counted.Value; init => _counted = new(value); }

    /// <summary>The sources of which nothing is in the sums. Where this is not empty, <see cref="Total"/> is a part of what was asked for.</summary>
    public required IReadOnlyList<IOTileSkippedSource> Skipped { get => _skipped.Value; init => _skipped = new(value); }
}
