namespace Energy.Clients.IOTile;

/// <summary>Reports that the client works out itself. Statistics of a series are <see cref="SeriesStatisticsExtensions.StatisticsAsync"/>.</summary>
/// <example>
/// <code>
/// var sum = await iotile.Reports.AccumulateAsync(["d--0000-0000-0000-0007"], january);
/// foreach (var skipped in sum.Skipped)
/// {
///     Console.WriteLine(skipped);
/// }
/// </code>
/// </example>
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
    /// <param name="range">Which instants, the end exclusive; without an end it ends now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The sums, computed while the data stream in, in constant memory for each stream. A value that is missing adds nothing. A source that is no slug of such a kind, that the
    /// server refuses (403, 404), for which it lists no stream, or of which a stream goes while it is read, is told in <see cref="IOTileAccumulation.Skipped"/> with the reason:
    /// the server's lists leave out what does not exist and what belongs to others alike.
    /// </returns>
    /// <exception cref="InvalidOperationException">No source has a stream.</exception>
    /// <exception cref="EnergyApiException">A stream could not be read for another reason than that it is not there.</exception>
    public virtual async Task<IOTileAccumulation> AccumulateAsync(IEnumerable<string> sources, Interval range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var until = range.HasEnd ? range : new Interval(IOTileValues.StartOf(range), Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow()));
        var skipped = new List<IOTileSkippedSource>();
        var found = new List<(string Source, List<(StreamSlug Stream, string Units)> Streams)>();
        foreach (var source in sources)
        {
            var streams = new List<(StreamSlug Stream, string Units)>();
            if (await FindAsync(source, streams, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                skipped.Add(new IOTileSkippedSource { Source = source, Reason = reason });
            }
            else
            {
                found.Add((source, streams));
            }
        }

        if (found.Count == 0)
        {
            throw new InvalidOperationException($"No streams were found for these sources. {string.Join(" ", skipped.Select(s => $"{s.Source}: {s.Reason}"))}");
        }

        var counted = new List<string>();
        var sums = new OrderedDictionary<StreamSlug, IOTileStreamSum>();
        var total = 0.0;
        foreach (var (source, streams) in found)
        {
            // All of a source or nothing of it.
            var parts = new List<IOTileStreamSum>();
            if (await SumAsync(streams, until, parts, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                skipped.Add(new IOTileSkippedSource { Source = source, Reason = reason });
                continue;
            }

            counted.Add(source);
            foreach (var part in parts.Where(static p => p.Sum != 0))
            {
                sums[part.Stream] = part;
                total += part.Sum;
            }
        }

        return new IOTileAccumulation { Streams = [.. sums.Values], Total = total, Counted = counted, Skipped = skipped };
    }

    // Adds the streams of a source, or says why there are none.
    private async Task<string?> FindAsync(string source, List<(StreamSlug Stream, string Units)> found, CancellationToken cancellationToken)
    {
        try
        {
            IAsyncEnumerable<IOTileStream>? streams = (source.Length > 3 ? source[..3] : "") switch
            {
                "p--" => _streams.ListAsync(new IOTileStreamQuery { Project = ProjectSlug.Parse(source) }, cancellationToken),
                "d--" => _streams.ListAsync(new IOTileStreamQuery { Device = DeviceSlug.Parse(source) }, cancellationToken),
                "s--" => AsyncEnumerable.Repeat(await _streams.GetAsync(StreamSlug.Parse(source), cancellationToken).ConfigureAwait(false), 1),
                _ => null,
            };
            if (streams is null)
            {
                return "not the slug of a project, device or stream.";
            }

            await foreach (var stream in streams.ConfigureAwait(false))
            {
                found.Add((stream.Slug, stream.OutputUnit?.UnitShort ?? ""));
            }

            return found.Count > 0 ? null : "the server lists no stream for it: it does not exist, belongs to others, or has none.";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
        catch (EnergyResponseException e) when ((int)e.Status is >= 400 and < 500 && (e is not EnergyNotFoundException || _transport.Errors.IsAbsent(e)))
        {
            return e.Message;
        }
    }

    // Adds the sums of a source, or says why there are none: of a stream that went while it was read nobody knows what it had.
    private async Task<string?> SumAsync(List<(StreamSlug Stream, string Units)> streams, Interval range, List<IOTileStreamSum> sums, CancellationToken cancellationToken)
    {
        foreach (var (stream, units) in streams)
        {
            var sum = 0.0;
            try
            {
                await foreach (var reading in _streams.ReadAsync(stream, new IOTileStreamDataQuery { Range = range }, cancellationToken).ConfigureAwait(false))
                {
                    sum += reading.Value ?? 0;
                }
            }
            catch (EnergyResponseException e) when (_transport.Errors.IsAbsent(e))
            {
                return $"its stream {stream} went while it was read.";
            }

            sums.Add(new IOTileStreamSum { Stream = stream, Sum = sum, Units = units });
        }

        return null;
    }
}
