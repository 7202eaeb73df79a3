using Energy.Clients.Postgres;
using NodaTime.Text;
using Npgsql;
using NpgsqlTypes;

namespace Energy.Clients.Fleet;

/// <summary>A fleet of several processes in PostgreSQL.</summary>
internal sealed class PostgresFleetStore : IFleetStore
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresFleetTables _tables;
    private readonly PostgresSink _sink;
    private readonly string _schema;
    private readonly int _shardSize;
    private readonly TimeSpan _lease;
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private volatile bool _isPrepared;

    public PostgresFleetStore(FleetOptions options)
    {
        // Nothing of a session is left behind that the next user of a connection could see, so no statement is spent on it.
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.ConnectionString) { NoResetOnClose = true });
        _schema = options.Schema;
        _tables = new PostgresFleetTables(options.Schema);
        _sink = new PostgresSink(_source, new PostgresSinkOptions { Schema = options.Schema });
        _shardSize = options.ShardSize;
        _lease = LeaseOf(options.CheckIn);
    }

    public bool IsShared => true;

    public ICheckpointedSink Sink => _sink;

    /// <summary>How long a share is held without a sign of life: what is left of a check-in is for the others to notice.</summary>
    public static TimeSpan LeaseOf(TimeSpan checkIn) => 0.75 * checkIn;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_isPrepared)
        {
            return;
        }

        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Its tables too: the status shows how far its checkpoints are.
            await _sink.WriteManyAsync([], cancellationToken).ConfigureAwait(false);
            await InTransactionAsync(
                async (connection, transaction) =>
                {
                    await ExecuteAsync(connection, transaction, PostgresFleetTables.Lock, [], cancellationToken).ConfigureAwait(false);
                    await ExecuteAsync(connection, transaction, _tables.Create, [], cancellationToken).ConfigureAwait(false);
                    var version = await RowsAsync(connection, transaction, _tables.GetVersion, [], static r => r.GetInt32(0), cancellationToken).ConfigureAwait(false);
                    return version is [PostgresFleetTables.Version]
                        ? 0
                        : throw new InvalidOperationException(
                            $"The tables of the fleet in schema {_schema} are of version {string.Join(", ", version)}, and this package reads version "
                                + $"{PostgresFleetTables.Version}. Use the release that made them, or another Schema.");
                },
                cancellationToken).ConfigureAwait(false);
            _isPrepared = true;
        }
        finally
        {
            _preparing.Release();
        }
    }

    public async Task<int> AddAsync(IReadOnlyCollection<FleetSeries> series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await InTransactionAsync(
            async (connection, transaction) =>
            {
                await ExecuteAsync(connection, transaction, PostgresFleetTables.Lock, [], cancellationToken).ConfigureAwait(false);
                var known = (await RowsAsync(connection, transaction, _tables.Find, [Texts(series.Select(static s => s.Series.ToString()))], static r =>
                    (Name: r.GetString(0), Every: r.GetInt32(1)), cancellationToken).ConfigureAwait(false))
                    .ToDictionary(static k =>
                        k.Name, static k => new FleetSeries { Series = SeriesUri.Parse(k.Name), Since = default, Every = Duration.FromSeconds(k.Every) }, StringComparer.Ordinal);
                var shards = new FleetShards(_shardSize);
                foreach (var (shard, count) in await RowsAsync(connection, transaction, _tables.GetShards, [], static r => (ShardOf(r, 0), r.GetInt32(3)), cancellationToken)
                    .ConfigureAwait(false))
                {
                    shards.Add(shard, count);
                }

                var added = new List<(FleetSeries Series, FleetShard Shard)>(series.Count);
                var twice = new HashSet<string>(StringComparer.Ordinal);
                foreach (var one in series)
                {
                    if (known.TryAdd(one.Series.ToString(), one))
                    {
                        added.Add((one, shards.Deal(one)));
                    }
                    else
                    {
                        twice.Add(one.Series.ToString());
                    }
                }

                await ExecuteAsync(
                    connection,
                    transaction,
                    _tables.Add,
                    [
                        Texts(added.Select(static a => a.Series.Series.ToString())),
                        Texts(added.Select(static a => a.Shard.Account)),
                        Numbers(added.Select(static a => a.Shard.EverySeconds)),
                        Numbers(added.Select(static a => a.Shard.Number)),
                        new NpgsqlParameter<long[]> { TypedValue = [.. added.Select(static a => (long)a.Series.LookBack.TotalSeconds)] },
                        new NpgsqlParameter<DateTime[]> { TypedValue = [.. added.Select(static a => a.Series.Since.ToDateTimeUtc())] },
                        Texts(added.Select(static a => a.Series.Sink)),
                    ],
                    cancellationToken).ConfigureAwait(false);
                await CountAsync(connection, transaction, added.CountBy(static a => a.Shard), cancellationToken).ConfigureAwait(false);
                if (twice.Count > 0)
                {
                    await ExecuteAsync(connection, transaction, _tables.MarkDuplicates, [Texts(twice), Texts(twice.Select(name => FleetTexts.Duplicate(known[name])))],
                        cancellationToken).ConfigureAwait(false);
                }

                return added.Count;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> RemoveAsync(IReadOnlyCollection<SeriesUri> series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await InTransactionAsync(
            async (connection, transaction) =>
            {
                await ExecuteAsync(connection, transaction, PostgresFleetTables.Lock, [], cancellationToken).ConfigureAwait(false);
                var removed =
                    await RowsAsync(connection, transaction, _tables.Remove, [Texts(series.Select(static s => s.ToString()))], static r => ShardOf(r, 0), cancellationToken)
                        .ConfigureAwait(false);
                await CountAsync(connection, transaction, removed.CountBy(static s => s).Select(static c => KeyValuePair.Create(c.Key, -c.Value)), cancellationToken)
                    .ConfigureAwait(false);
                return removed.Count;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<FleetStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var now = (await RowsAsync(connection, null, "select now()", [], static r => At(r, 0), cancellationToken).ConfigureAwait(false))[0];
        var processes = await RowsAsync(
            connection,
            null,
            _tables.GetProcesses,
            [Span(2 * _lease)],
            static r => new FleetProcessStatus { Name = r.GetString(1), Seen = At(r, 2), Accounts = r.GetFieldValue<string[]>(4), Remark = r.IsDBNull(3) ? null : r.GetString(3) },
            cancellationToken).ConfigureAwait(false);
        var series = await RowsAsync(
            connection,
            null,
            _tables.GetStatus,
            [],
            r => FleetTexts.Status(
                EntryOf(r),
                new FleetShard(r.GetString(8), r.GetInt32(1), r.GetInt32(9)),
                MaybeAt(r, 12),
                At(r, 11),
                r.IsDBNull(13) ? null : InstantPattern.ExtendedIso.Parse(r.GetString(13)).GetValueOrThrow(),
                MaybeText(r, 10),
                now),
            cancellationToken).ConfigureAwait(false);
        return new FleetStatus { At = now, Processes = processes, Series = series };
    }

    public async Task<FleetView> CheckInAsync(string process, string? remark, IReadOnlyCollection<string> keep, CancellationToken cancellationToken)
    {
        var rows = await AskAsync(
            _tables.CheckIn,
            [Text(process), MaybeText(remark), Span(_lease), Texts(keep)],
            r =>
            {
                var leases = r.GetFieldValue<string[]>(4).Zip(r.GetFieldValue<string[]>(5)).ToDictionary(static l => l.First, static l => l.Second, StringComparer.Ordinal);
                foreach (var kept in r.GetFieldValue<string[]>(3))
                {
                    leases[kept] = process;
                }

                return new FleetView(At(r, 0), [.. r.GetFieldValue<string[]>(2).Append(process).Distinct()], leases, r.GetInt64(1));
            },
            cancellationToken).ConfigureAwait(false);
        return rows[0];
    }

    public async Task<IReadOnlyList<string>> TakeAsync(string process, IReadOnlyCollection<string> shares, CancellationToken cancellationToken) =>
        await AskAsync(_tables.Take, [Text(process), Span(_lease), Texts(shares)], static r => r.GetString(0), cancellationToken).ConfigureAwait(false);

    public async Task LeaveAsync(string process, CancellationToken cancellationToken) =>
        await AskAsync(_tables.Leave, [Text(process)], static _ => 0, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyDictionary<FleetShard, FleetShardState>> GetShardsAsync(CancellationToken cancellationToken) => (await AskAsync(
        _tables.GetShards,
        [],
        static r => KeyValuePair.Create(ShardOf(r, 0), new FleetShardState(r.GetInt32(3), MaybeAt(r, 4), MaybeAt(r, 5))),
        cancellationToken).ConfigureAwait(false)).ToDictionary();

    public async Task ForgetAsync(IReadOnlyCollection<FleetShard> shards, CancellationToken cancellationToken) => await AskAsync(
        _tables.Forget,
        [Texts(shards.Select(static s => s.Account)), Numbers(shards.Select(static s => s.EverySeconds)), Numbers(shards.Select(static s => s.Number))],
        static _ => 0,
        cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<FleetEntry>> GetShardAsync(FleetShard shard, CancellationToken cancellationToken) =>
        await AskAsync(_tables.GetShard, [Text(shard.Account), Number(shard.EverySeconds), Number(shard.Number)], EntryOf, cancellationToken).ConfigureAwait(false);

    public async Task SaveAsync(string process, FleetRun run, Instant? ended, CancellationToken cancellationToken) => await AskAsync(
        _tables.Save,
        [
            Text(run.Shard.Account),
            Number(run.Shard.EverySeconds),
            Number(run.Shard.Number),
            Text(process),
            new NpgsqlParameter<DateTime> { TypedValue = run.Started.ToDateTimeUtc() },
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = (object?)ended?.ToDateTimeUtc() ?? DBNull.Value },
            Texts(run.Changed.Select(static c => c.Series.Series.ToString())),
            Numbers(run.Changed.Select(static c => c.Failures)),
            new NpgsqlParameter<DateTime?[]> { TypedValue = [.. run.Changed.Select(static c => c.RetryAt?.ToDateTimeUtc())] },
            Texts(run.Changed.Select(static c => c.Error)),
        ],
        static _ => 0,
        cancellationToken).ConfigureAwait(false);

    // Containers that are disposed without waiting ask for this one.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        _preparing.Dispose();
    }

    private async Task CountAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<KeyValuePair<FleetShard, int>> counts,
        CancellationToken cancellationToken)
    {
        var all = counts.ToList();
        await ExecuteAsync(
            connection,
            transaction,
            _tables.AddToShards,
            [Texts(all.Select(static c => c.Key.Account)), Numbers(all.Select(static c => c.Key.EverySeconds)), Numbers(all.Select(static c => c.Key.Number)),
                Numbers(all.Select(static c => c.Value))],
            cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, transaction, _tables.Changed, [], cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> InTransactionAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> run, CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        var result = await run(connection, transaction).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<List<T>> AskAsync<T>(string statement, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await RowsAsync(connection, null, statement, parameters, read, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, NpgsqlTransaction? transaction, string statement, NpgsqlParameter[] parameters,
        Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, connection, transaction);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.AddRange(parameters);
        List<T> rows = [];
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string statement, NpgsqlParameter[] parameters,
        CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, connection, transaction);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static FleetShard ShardOf(NpgsqlDataReader row, int first) => new(row.GetString(first), row.GetInt32(first + 1), row.GetInt32(first + 2));

    private static FleetEntry EntryOf(NpgsqlDataReader row) => new(
        new FleetSeries
        {
            Series = SeriesUri.Parse(row.GetString(0)),
            Every = Duration.FromSeconds(row.GetInt32(1)),
            LookBack = Duration.FromSeconds(row.GetInt64(2)),
            Since = At(row, 3),
            Sink = MaybeText(row, 4)
        },
        row.GetInt32(5),
        MaybeAt(row, 6),
        MaybeText(row, 7));

    // The first moment of the year 1 is stored as -infinity, and comes back without its kind.
    private static Instant At(NpgsqlDataReader row, int column) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc));

    private static Instant? MaybeAt(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : At(row, column);

    private static string? MaybeText(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter MaybeText(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };

    private static NpgsqlParameter<TimeSpan> Span(TimeSpan value) => new() { TypedValue = value };

    private static NpgsqlParameter<string?[]> Texts(IEnumerable<string?> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter<int[]> Numbers(IEnumerable<int> values) => new() { TypedValue = [.. values] };
}
