using Npgsql;

namespace Energy.Clients.Postgres;

/// <summary>Makes the tables where there are none, and holds those that are there to what the sink needs.</summary>
internal sealed class PostgresSchema(PostgresTables tables, PostgresErrors errors)
{
    private const int OldestServer = 15;

    /// <summary>Checks the tables.</summary>
    /// <returns>Whether they are all there; <see langword="false"/> when there are none or some are missing, and none were to be made.</returns>
    /// <exception cref="PostgresSinkException">They are not those of this package or of this version.</exception>
    public async Task<bool> EnsureAsync(NpgsqlConnection connection, bool create, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw errors.Unsuitable(
                $"the server is PostgreSQL {connection.PostgreSqlVersion}, and storing only what differs needs MERGE of version {OldestServer}. Use a newer server.");
        }

        var found = await CheckColumnsAsync(connection, cancellationToken).ConfigureAwait(false);
        if (found < PostgresTables.Expected.Count)
        {
            if (!create)
            {
                return false;
            }

            await CreateAsync(connection, cancellationToken).ConfigureAwait(false);
            await CheckColumnsAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        await CheckKeysAsync(connection, cancellationToken).ConfigureAwait(false);
        await CheckVersionAsync(connection, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        foreach (var statement in (string[])[PostgresTables.LockSchema, tables.Create])
        {
            var command = new NpgsqlCommand(statement, connection, transaction);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> CheckColumnsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var columns = new Dictionary<(string Table, string Column), (string Type, bool MustBeGiven)>();
        await foreach (var row in RowsAsync(connection, PostgresTables.Columns, cancellationToken).ConfigureAwait(false))
        {
            columns.Add((row.GetString(0), row.GetString(1)), (row.GetString(2), row.GetBoolean(3)));
        }

        var there = columns.Keys.Select(static c => c.Table).ToHashSet();
        foreach (var (table, expected) in PostgresTables.Expected.Where(t => there.Contains(t.Key)))
        {
            foreach (var (name, type) in expected)
            {
                if (!columns.TryGetValue((table, name), out var column))
                {
                    throw Other($"table {table} has no column {name}");
                }

                if (column.Type != type)
                {
                    throw Other($"column {name} of table {table} is {column.Type} and not {type}");
                }
            }

            // More columns are the user's affair as long as rows can be written without them.
            if (columns.FirstOrDefault(c => c.Key.Table == table && c.Value.MustBeGiven && expected.All(e => e.Name != c.Key.Column)).Key.Column is { } more)
            {
                throw Other($"table {table} has a column {more} that must be given and is not the sink's");
            }
        }

        return there.Count;
    }

    private async Task CheckKeysAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var keys = new HashSet<(string Table, string Columns)>();
        await foreach (var row in RowsAsync(connection, PostgresTables.Keys, cancellationToken).ConfigureAwait(false))
        {
            keys.Add((row.GetString(0), row.GetString(1)));
        }

        foreach (var (table, key) in PostgresTables.ExpectedKeys)
        {
            if (!keys.Contains((table, key)))
            {
                throw Other($"table {table} has no unique key on ({key})");
            }
        }
    }

    private async Task CheckVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(tables.GetVersion, connection);
        await using var _ = command.ConfigureAwait(false);
        var version = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        if (version is not PostgresTables.Version)
        {
            throw errors.Unsuitable(
                $"its tables are of version {version ?? "unknown"}, and this package writes version {PostgresTables.Version}. Use the release of the package that made them, "
                    + $"or another schema.");
        }
    }

    private async IAsyncEnumerable<NpgsqlDataReader> RowsAsync(NpgsqlConnection connection, string statement,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = tables.Schema }, new NpgsqlParameter<string[]> { TypedValue = [.. PostgresTables.Expected.Keys] } },
        };
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return reader;
        }
    }

    private PostgresSinkException Other(string what) =>
        errors.Unsuitable($"{what}, so it is not the sink's and is left alone. Name another Schema in the options, or put the table right.");
}
