using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Energy.Clients.Postgres;

/// <summary>Readings in PostgreSQL (15 or newer): a table of series, one of readings keyed by series and start, and the checkpoints, which move in the same transaction.</summary>
/// <remarks>
/// <para>A write is one transaction, all or nothing. Into a range that is empty readings go by binary COPY; else they are compared, and only what differs is changed. Storing the
/// same again changes nothing.</para>
/// <para>Writers of one series wait for each other. A checkpoint is moved by compare-and-set, so a writer that was frozen and wakes cannot store anything over its successor's
/// readings; one that stands still in the middle of a write is ended after <see cref="PostgresSinkOptions.Timeout"/>.</para>
/// <para>The tables (<c>series</c>, <c>readings</c>, <c>checkpoints</c>, <c>schema_version</c>) are made by the first write and checked by the first call of each sink. Times are
/// kept to the microsecond; finer ones are refused. Safe for several threads; each write takes a connection of the pool.</para>
/// </remarks>
public sealed class PostgresSink : ICheckpointedSink, IAsyncDisposable, IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwner;
    private readonly PostgresSinkOptions _options;
    private readonly PostgresTables _tables;
    private readonly PostgresErrors _errors;
    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly ConcurrentDictionary<string, KnownSeries> _known = new(StringComparer.Ordinal);
    private volatile bool _isChecked;

    /// <summary>Stores through the connections of a data source, which stays the caller's.</summary>
    /// <param name="source">The data source; plugins such as <c>UseNodaTime</c> are neither needed nor in the way.</param>
    /// <param name="options">How to store.</param>
    public PostgresSink(NpgsqlDataSource source, PostgresSinkOptions? options = null)
        : this(source, options, false)
    {
    }

    /// <summary>Stores through connections of its own.</summary>
    /// <param name="connectionString">Npgsql's connection string, such as <c>Host=db;Database=energy;Username=writer;Password=…</c>.</param>
    /// <param name="options">How to store.</param>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public PostgresSink(string connectionString, PostgresSinkOptions? options = null)
        : this(NpgsqlDataSource.Create(connectionString), options, true)
    {
    }

    private PostgresSink(NpgsqlDataSource source, PostgresSinkOptions? options, bool isOwner)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _isOwner = isOwner;
        _options = options ?? new PostgresSinkOptions();
        _tables = new PostgresTables(_options.Schema);
        _errors = PostgresErrors.For(source, _options.Schema);
    }

    /// <inheritdoc/>
    /// <exception cref="PostgresSinkException">The server could not be asked, its tables are not the sink's, or the stored text is no checkpoint.</exception>
    public async ValueTask<Checkpoint?> GetCheckpointAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        try
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = connection.ConfigureAwait(false);

            // Asking makes no tables: a plan stores nothing.
            if (!await EnsureSchemaAsync(connection, false, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            var command = new NpgsqlCommand(_tables.GetCheckpoint, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } };
            await using var __ = command.ConfigureAwait(false);
            return ReadCheckpoint(name, await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string);
        }
        catch (Exception e) when (PostgresErrors.IsFailure(e, cancellationToken))
        {
            throw _errors.Of(e, $"Looking up the checkpoint of {name}", "Nothing was changed.");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The series is stored in another unit, of another kind or with another sign.</exception>
    /// <exception cref="SeriesException">The readings are not ascending, two have one start, or their times are finer than a microsecond.</exception>
    /// <exception cref="PostgresSinkException">The server could not be reached or refused; nothing was stored.</exception>
    public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        return StoreAsync(new SeriesWrite(this, series, readings, null, null), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="CheckpointConflictException">Another checkpoint than <paramref name="from"/> is stored: somebody else has written. Nothing was stored.</exception>
    /// <exception cref="ArgumentException">The series is stored in another unit, of another kind or with another sign.</exception>
    /// <exception cref="SeriesException">The readings are not ascending, two have one start, or their times are finer than a microsecond.</exception>
    /// <exception cref="PostgresSinkException">The server could not be reached or refused; nothing was stored, unless it went away while it committed.</exception>
    public ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(to);
        return StoreAsync(new SeriesWrite(this, series, readings, from, to), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>One statement for all of them.</remarks>
    /// <exception cref="PostgresSinkException">The server could not be asked, its tables are not the sink's, or a stored text is no checkpoint.</exception>
    public async ValueTask<IReadOnlyDictionary<string, Checkpoint>> GetCheckpointsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        var found = new Dictionary<string, Checkpoint>(names.Count, StringComparer.Ordinal);
        try
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = connection.ConfigureAwait(false);
            if (await EnsureSchemaAsync(connection, false, cancellationToken).ConfigureAwait(false))
            {
                var command = new NpgsqlCommand(_tables.GetCheckpoints, connection) { Parameters = { Texts(names) } };
                await using var __ = command.ConfigureAwait(false);
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using var ___ = reader.ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var name = reader.GetString(0);
                    found[name] = ReadCheckpoint(name, reader.GetString(1))!;
                }
            }
        }
        catch (Exception e) when (PostgresErrors.IsFailure(e, cancellationToken))
        {
            throw _errors.Of(e, FormattableString.Invariant($"Looking up the checkpoints of {names.Count} series"), "Nothing was changed.");
        }

        return found;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// One statement for all series that are stored already as they are described, which is its own transaction; two more when some are new. Nobody waits for a writer that stands
    /// still in the middle of it. Meant for many series with few readings each: give many readings of one series to the other overloads, which copy them. When the server does not
    /// get through with it in <see cref="PostgresSinkOptions.Timeout"/>, the series are written one by one.
    /// </remarks>
    /// <exception cref="PostgresSinkException">The server could not be reached or refused; nothing was stored, unless it went away while it committed, which the checkpoints
    /// tell.</exception>
    public async ValueTask<IReadOnlyList<Exception?>> WriteManyAsync(IReadOnlyList<SeriesBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var failures = new Exception?[batches.Count];
        var many = new ManyWrite(this, batches);
        List<int> alone = [];
        HashSet<string> moved = [];
        try
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await EnsureSchemaAsync(connection, true, cancellationToken).ConfigureAwait(false);
                await KnowAsync(connection, batches, cancellationToken).ConfigureAwait(false);
                for (var i = 0; i < failures.Length; i++)
                {
                    if (!_known.TryGetValue(batches[i].Series.Identity, out var known) || !known.Fits(batches[i].Series))
                    {
                        alone.Add(i);
                        continue;
                    }

                    try
                    {
                        many.Add(i, known.Id);
                    }
                    catch (Exception e) when (e is SeriesException or ArgumentException)
                    {
                        failures[i] = e;
                    }
                }

                if (many.Places.Count > 0)
                {
                    moved = await many.RunAsync(connection, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (PostgresErrors.IsTooSlow(e))
        {
            // A writer that stands still within a COPY may hold one of them: who writes alone ends it, and holds up nobody else.
            alone = [.. Enumerable.Range(0, failures.Length).Where(i => failures[i] is null)];
            many = new ManyWrite(this, []);
        }
        catch (Exception e) when (PostgresErrors.IsFailure(e, cancellationToken))
        {
            throw _errors.Of(e, FormattableString.Invariant($"Storing {many.Readings} readings of {many.Places.Count} series"),
                "Each series is stored with its checkpoint, or not at all.");
        }

        await TellAsync(batches, many.Places, moved, failures, cancellationToken).ConfigureAwait(false);
        foreach (var place in alone)
        {
            var batch = batches[place];
            try
            {
                await WriteAsync(batch.Series, batch.Readings, batch.From, batch.To, cancellationToken).ConfigureAwait(false);
                _known.TryRemove(batch.Series.Identity, out _);
            }
            catch (Exception e) when (e is PostgresSinkException or CheckpointConflictException or SeriesException or ArgumentException)
            {
                failures[place] = e;
            }
        }

        return failures;
    }

    /// <summary>Lets go of the connections that are the sink's own.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        if (_isOwner)
        {
            _source.Dispose();
        }
    }

    /// <summary>Lets go of the connections that are the sink's own.</summary>
    /// <returns>When that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        _lock.Dispose();
        if (_isOwner)
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }
    }

    internal NpgsqlDataSource Source => _source;

    internal PostgresSinkOptions Options => _options;

    internal PostgresTables Tables => _tables;

    internal Checkpoint? ReadCheckpoint(string name, string? text)
    {
        try
        {
            return text is null ? null : Checkpoint.Parse(text);
        }
        catch (FormatException e)
        {
            throw _errors.Unsuitable($"table checkpoints holds no checkpoint of {name}: {e.Message} To remove it, delete the row.");
        }
    }

    internal PostgresSinkException TypesChanged() => _errors.Unsuitable(
        "the columns of table readings were changed to other types since the sink looked at them, so nothing was stored. Put the table right, or name another Schema.");

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) => new() { TypedValue = [.. values] };

    private async Task TellAsync(IReadOnlyList<SeriesBatch> batches, IReadOnlyList<int> places, HashSet<string> moved, Exception?[] failures, CancellationToken cancellationToken)
    {
        List<int> left = [];
        foreach (var place in places)
        {
            var batch = batches[place];
            if (moved.Contains(batch.To.Name))
            {
                _options.Progress?.Report(
                    new PostgresWrite(batch.Series.Identity, batch.Readings.Length, batch.Readings.Length, ReadingBatch.CountBefore(batch.Readings.Span, _options.FrozenBefore)));
                continue;
            }

            // It may have been stored under another id meanwhile.
            _known.TryRemove(batch.Series.Identity, out _);
            left.Add(place);
        }

        if (left.Count > 0)
        {
            var stored = await GetCheckpointsAsync(left.ConvertAll(p => batches[p].To.Name), cancellationToken).ConfigureAwait(false);
            foreach (var place in left)
            {
                failures[place] = new CheckpointConflictException(batches[place].From, stored.GetValueOrDefault(batches[place].To.Name));
            }
        }
    }

    /// <summary>Looks up the series that were not met before, and adds those that are new.</summary>
    private async Task KnowAsync(NpgsqlConnection connection, IReadOnlyList<SeriesBatch> batches, CancellationToken cancellationToken)
    {
        var unknown = Unknown();
        if (unknown.Count == 0)
        {
            return;
        }

        await FindAsync(connection, unknown, cancellationToken).ConfigureAwait(false);
        unknown = Unknown();
        if (unknown.Count > 0)
        {
            var command = new NpgsqlCommand(_tables.AddManySeries, connection)
            {
                Parameters =
                {
                    Texts(unknown.Select(static s => s.Identity)),
                    Texts(unknown.Select(static s => s.Unit.Symbol)),
                    Texts(unknown.Select(static s => StoredSeries.NameOf(s.Kind))),
                    Texts(unknown.Select(static s => s.Positive.Name)),
                    Texts(unknown.Select(static s => StoredSeries.NameOf(s.Stamp))),
                    new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                        Value = unknown.Select(static s => s.Resolution is { } length ? new IsoDuration(length).ToString() : null).ToArray() },
                    new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = unknown.Select(static s => s.Zone?.Id).ToArray() },
                },
            };
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            await FindAsync(connection, unknown, cancellationToken).ConfigureAwait(false);
        }

        List<SeriesInfo> Unknown() => [.. batches.Select(static b => b.Series).DistinctBy(static s => s.Identity).Where(s => !_known.ContainsKey(s.Identity))];
    }

    private async Task FindAsync(NpgsqlConnection connection, List<SeriesInfo> series, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(_tables.FindSeries, connection) { Parameters = { Texts(series.Select(static s => s.Identity)) } };
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _known[reader.GetString(0)] = new KnownSeries(reader.GetInt32(1), reader.GetString(2), reader.GetString(3), reader.GetString(4));
        }
    }

    private async ValueTask StoreAsync(SeriesWrite write, CancellationToken cancellationToken)
    {
        write.Check();
        try
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await EnsureSchemaAsync(connection, true, cancellationToken).ConfigureAwait(false);
                await write.RunAsync(connection, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (PostgresErrors.IsFailure(e, cancellationToken))
        {
            throw _errors.Of(e, $"Storing {write.Describe()}", write.Outcome);
        }

        _options.Progress?.Report(write.Report());
    }

    private async ValueTask<bool> EnsureSchemaAsync(NpgsqlConnection connection, bool create, CancellationToken cancellationToken)
    {
        if (_isChecked)
        {
            return true;
        }

        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _isChecked = _isChecked || await new PostgresSchema(_tables, _errors).EnsureAsync(connection, create, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lock.Release();
        }
    }
}
