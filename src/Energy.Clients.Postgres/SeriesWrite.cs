using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Energy.Clients.Postgres;

/// <summary>One write: one transaction that stores readings and moves a checkpoint, or does neither.</summary>
internal sealed class SeriesWrite(PostgresSink sink, SeriesInfo series, ReadOnlyMemory<Reading> readings, Checkpoint? from, Checkpoint? to)
{
    private readonly PostgresTables _tables = sink.Tables;
    private ReadOnlyMemory<Reading> _rest;
    private int _stored;
    private bool _isCommitting;

    /// <summary>What is stored of it when it fails.</summary>
    public string Outcome => !_isCommitting ? "Nothing of it was stored."
        : to is null ? "It was being committed: all of it is stored, or nothing; storing it again is safe."
        : "It was being committed: all of it is stored, or nothing, as the checkpoint says.";

    private int TimeoutSeconds => (int)Math.Ceiling(sink.Options.Timeout.TotalSeconds);

    public string Describe() => readings.IsEmpty
        ? $"the checkpoint of {to?.Name ?? series.Identity}"
        : FormattableString.Invariant(
            $"{readings.Length} readings of {series.Identity} from {ReadingBatch.Show(readings.Span[0].Start)} to {ReadingBatch.Show(readings.Span[^1].End)}");

    public PostgresWrite Report() => new(series.Identity, readings.Length, _stored, readings.Length - _rest.Length);

    /// <summary>Refuses what could not be stored, and passes over what is frozen.</summary>
    public void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(series.Identity, nameof(series));
        ReadingBatch.Check(series, readings.Span);
        _rest = readings[ReadingBatch.CountBefore(readings.Span, sink.Options.FrozenBefore)..];
    }

    public async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (to is null && _rest.IsEmpty)
        {
            return;
        }

        if (await TryTakingOverAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Committed by itself, so that nobody waits for a transaction that has no lock yet. A series without readings does no harm.
        await AddSeriesAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!await TryTakingOverAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            throw new IOException($"the series {series.Identity} was removed while it was being stored");
        }
    }

    private async Task<bool> TryTakingOverAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await TryRunAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            if (!await EndStalledWriterAsync(connection, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return await TryRunAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Whether the series was there.</returns>
    private async Task<bool> TryRunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await BeginAsync(connection, cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        var state = await LockAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        if (state.Id is not { } id)
        {
            return false;
        }

        if (to is not null && state.Checkpoint != from)
        {
            throw new CheckpointConflictException(from, state.Checkpoint);
        }

        if (state.Differs(series))
        {
            await DescribeSeriesAsync(connection, transaction, state, cancellationToken).ConfigureAwait(false);
        }

        var batch = NewBatch(connection, transaction, TimeoutSeconds);
        await using var __ = batch.ConfigureAwait(false);
        if (!_rest.IsEmpty)
        {
            if (state.HasReadings)
            {
                await StageAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
                Add(batch, PostgresTables.AnalyzeStaging);
                Add(batch, _tables.Merge, Number(id), At(_rest.Span[0].Start), At(_rest.Span[^1].Start),
                    new NpgsqlParameter<bool> { TypedValue = sink.Options.OverwriteWithMissing });
            }
            else
            {
                await CopyAsync(connection, _tables.CopyIntoReadings, id, cancellationToken).ConfigureAwait(false);
                _stored = _rest.Length;
            }
        }

        if (to is not null)
        {
            Add(batch, from is null ? _tables.AddCheckpoint : _tables.MoveCheckpoint, Text(to.Name), new NpgsqlParameter<long> { TypedValue = to.Revision }, Text(to.ToText()));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            if (to is not null && batch.BatchCommands[^1].RecordsAffected != 1)
            {
                // Another writer of another series under the same name was quicker to make it.
                throw new CheckpointConflictException(from, await ReadCheckpointAsync(connection, transaction, to.Name, cancellationToken).ConfigureAwait(false));
            }

            if (state.HasReadings && !_rest.IsEmpty)
            {
                _stored = (int)batch.BatchCommands[1].RecordsAffected;
            }
        }

        _isCommitting = true;
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Read committed: the probe must see what the writer before stored, whose lock was waited for.
    private static ValueTask<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

    /// <summary>In one round trip: the lock, and what is stored behind it.</summary>
    private async Task<StoredSeries> LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var timeout = sink.Options.Timeout;
        var batch = NewBatch(connection, transaction, (2 * TimeoutSeconds) + 5);
        await using var _ = batch.ConfigureAwait(false);
        Add(batch, PostgresTables.LimitWaiting, Milliseconds(2 * timeout), Milliseconds(timeout));
        Add(batch, _tables.LockSeries, Text(series.Identity));
        if (to is not null)
        {
            Add(batch, _tables.LockCheckpoint, Text(to.Name));
        }

        if (!_rest.IsEmpty)
        {
            Add(batch, _tables.HasReadings, Text(series.Identity), At(_rest.Span[0].Start), At(_rest.Span[^1].Start));
        }

        Add(batch, PostgresTables.LimitStatements, Milliseconds(timeout));

        var state = default(StoredSeries);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            state = state with { Id = reader.GetInt32(0), Unit = reader.GetString(1), Kind = reader.GetString(2), Positive = reader.GetString(3) };
        }

        if (to is not null)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                state = state with { Checkpoint = sink.ReadCheckpoint(to.Name, reader.GetString(0)) };
            }
        }

        if (!_rest.IsEmpty)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            state = reader.GetBoolean(1) ? state with { HasReadings = reader.GetBoolean(0) } : throw sink.TypesChanged();
        }

        return state;
    }

    private async Task<bool> EndStalledWriterAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command =
            new NpgsqlCommand(_tables.EndStalledWriter, connection) { Parameters = { Text(series.Identity), Text(Milliseconds(sink.Options.Timeout).TypedValue + " ms") } };
        await using var _ = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    private async Task AddSeriesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(_tables.AddSeries, connection) { CommandTimeout = TimeoutSeconds };
        await using var _ = command.ConfigureAwait(false);
        AddDescription(command.Parameters, series.Unit.Symbol, StoredSeries.NameOf(series.Kind), series.Positive.Name);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task DescribeSeriesAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, StoredSeries state, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(_tables.DescribeSeries, connection, transaction) { CommandTimeout = TimeoutSeconds + 5 };
        await using var _ = command.ConfigureAwait(false);
        AddDescription(command.Parameters, state.UnitWith(series), state.KindWith(series), state.PositiveWith(series));
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private void AddDescription(NpgsqlParameterCollection parameters, string unit, string kind, string positive)
    {
        parameters.Add(Text(series.Identity));
        parameters.Add(Text(unit));
        parameters.Add(Text(kind));
        parameters.Add(Text(positive));
        parameters.Add(Text(StoredSeries.NameOf(series.Stamp)));
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = series.Resolution is { } length ? new IsoDuration(length).ToString() : DBNull.Value });
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)series.Zone?.Id ?? DBNull.Value });
    }

    private async Task StageAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(PostgresTables.CreateStaging, connection, transaction) { CommandTimeout = TimeoutSeconds + 5 };
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, PostgresTables.CopyIntoStaging, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(NpgsqlConnection connection, string statement, int? id, CancellationToken cancellationToken)
    {
        var importer = await connection.BeginBinaryImportAsync(statement, cancellationToken).ConfigureAwait(false);
        await using var _ = importer.ConfigureAwait(false);
        importer.Timeout = TimeSpan.FromSeconds(TimeoutSeconds + 5);
        for (var i = 0; i < _rest.Length; i++)
        {
            var reading = _rest.Span[i];
            await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
            if (id is { } number)
            {
                await importer.WriteAsync(number, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
            }

            await importer.WriteAsync(ReadingBatch.ToMicroseconds(reading.Start), NpgsqlDbType.TimestampTz, cancellationToken).ConfigureAwait(false);
            await importer.WriteAsync(ReadingBatch.ToMicroseconds(reading.End), NpgsqlDbType.TimestampTz, cancellationToken).ConfigureAwait(false);
            await (reading.Value is { } value
                ? importer.WriteAsync(value, NpgsqlDbType.Double, cancellationToken) : importer.WriteNullAsync(cancellationToken)).ConfigureAwait(false);
        }

        await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Checkpoint?> ReadCheckpointAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string name, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(_tables.GetCheckpoint, connection, transaction) { Parameters = { Text(name) } };
        await using var _ = command.ConfigureAwait(false);
        return sink.ReadCheckpoint(name, await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string);
    }

    private static NpgsqlBatch NewBatch(NpgsqlConnection connection, NpgsqlTransaction transaction, int seconds) => new(connection, transaction) { Timeout = seconds + 5 };

    private static void Add(NpgsqlBatch batch, string statement, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Milliseconds(Duration duration) => Text(duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));

    private static NpgsqlParameter<long> At(Instant instant) => new() { TypedValue = ReadingBatch.ToMicroseconds(instant), NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
