using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Reports that the client works out itself. Statistics of a series are <see cref="SeriesStatisticsExtensions.StatisticsAsync"/>.</summary>
public class IOTileReportOperations
{
    private readonly EnergyTransport _transport;
    private readonly IOTileStreamOperations _streams;

    internal IOTileReportOperations(EnergyTransport transport, IOTileStreamOperations streams)
    {
        _transport = transport;
        _streams = streams;
    }

    /// <summary>For substitutes in tests.</summary>
    protected IOTileReportOperations()
    {
        _transport = null!;
        _streams = null!;
    }

    /// <summary>Adds up the output values of streams, of all streams of devices, and of all streams of projects.</summary>
    /// <param name="sources">Slugs of projects, devices and streams, in any form; they are taken in the order given.</param>
    /// <param name="start">The first instant.</param>
    /// <param name="end">The end, exclusive; <see langword="null"/> is now.</param>
    /// <param name="cancellationToken">Stops the report.</param>
    /// <returns>The sums, computed while the data stream in, in constant memory for each stream. A value that is missing adds nothing.</returns>
    /// <exception cref="InvalidOperationException">No source has a stream.</exception>
    /// <exception cref="EnergyApiException">A stream could not be read for another reason than that it is not there.</exception>
    public virtual async Task<IOTileAccumulation> AccumulateAsync(IEnumerable<string> sources, Instant start, Instant? end = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var until = end ?? Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow());
        IOTileValues.CheckRange(start, until, null);
        var skipped = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new List<(StreamSlug Stream, string Units)>();
        foreach (var source in sources)
        {
            await FindAsync(source, found, skipped, cancellationToken).ConfigureAwait(false);
        }

        if (found.Count == 0)
        {
            throw new InvalidOperationException($"No streams were found for these sources. {string.Join(" ", skipped.Select(s => $"{s.Key}: {s.Value}"))}");
        }

        var sums = new Dictionary<StreamSlug, IOTileStreamSum>();
        var order = new List<StreamSlug>();
        var total = 0.0;
        foreach (var (stream, units) in found)
        {
            var sum = await SumAsync(stream, start, until, cancellationToken).ConfigureAwait(false);
            if (sum == 0)
            {
                continue;
            }

            if (!sums.ContainsKey(stream))
            {
                order.Add(stream);
            }

            sums[stream] = new IOTileStreamSum(stream, sum, units);
            total += sum;
        }

        return new IOTileAccumulation([.. order.Select(s => sums[s])], total, skipped);
    }

    private async Task FindAsync(string source, List<(StreamSlug Stream, string Units)> found, Dictionary<string, string> skipped, CancellationToken cancellationToken)
    {
        try
        {
            switch (source.Length > 3 ? source[..3] : "")
            {
                case "p--":
                    await AddAsync(_streams.ListAsync(new IOTileStreamQuery { Project = ProjectSlug.Parse(source) }, cancellationToken)).ConfigureAwait(false);
                    break;
                case "d--":
                    await AddAsync(_streams.ListAsync(new IOTileStreamQuery { Device = DeviceSlug.Parse(source) }, cancellationToken)).ConfigureAwait(false);
                    break;
                case "s--":
                    Add(await _streams.GetAsync(StreamSlug.Parse(source), cancellationToken).ConfigureAwait(false));
                    break;
                default:
                    skipped[source] = "not the slug of a project, device or stream.";
                    break;
            }
        }
        catch (FormatException e)
        {
            skipped[source] = e.Message;
        }
        catch (EnergyResponseException e) when ((int)e.Status is >= 400 and < 500 && (e is not EnergyNotFoundException || _transport.Errors.IsAbsent(e)))
        {
            skipped[source] = e.Message;
        }

        async Task AddAsync(Paged<IOTileStream> streams)
        {
            await foreach (var stream in streams.ConfigureAwait(false))
            {
                Add(stream);
            }
        }

        void Add(IOTileStream stream) => found.Add((stream.Slug, stream.OutputUnit?.UnitShort ?? ""));
    }

    private async Task<double> SumAsync(StreamSlug stream, Instant start, Instant end, CancellationToken cancellationToken)
    {
        var sum = 0.0;
        try
        {
            await foreach (var reading in _streams.ReadAsync(stream, new IOTileStreamDataQuery { Start = start, End = end }, cancellationToken).ConfigureAwait(false))
            {
                sum += reading.Value ?? 0;
            }
        }
        catch (EnergyResponseException e) when (_transport.Errors.IsAbsent(e))
        {
            // A stream that went meanwhile has no data.
        }

        return sum;
    }
}
