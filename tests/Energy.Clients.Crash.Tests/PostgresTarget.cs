using Energy.Clients.Postgres;
using Energy.Clients.Postgres.Tests;
using NodaTime;

namespace Energy.Clients.Crash.Tests;

/// <summary>PostgreSQL on a private server; a place is a schema.</summary>
internal sealed class PostgresTarget : CrashTarget
{
    private readonly PostgresServer _server = new();
    private readonly HashSet<string> _made = [];
    private int _places;

    public override string Kind => "postgres";

    public override Task StartAsync() => _server.InitializeAsync();

    public override Task<string> NewPlaceAsync() => Task.FromResult($"{_server.Port} crash{++_places}");

    public override Task<OpenedSink> OpenAsync(string place)
    {
        var sink = new PostgresSink(PostgresServer.ConnectionStringAt(int.Parse(place.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)),
            new PostgresSinkOptions { Schema = SchemaOf(place), Timeout = Duration.FromSeconds(2) });
        return Task.FromResult(new OpenedSink(new Transfer(sink, OpenedSink.Options), sink));
    }

    public override async Task<IReadOnlyList<Reading>> ReadAsync(string place)
    {
        List<Reading> rows = [];
        await using var command =
            _server.Source.CreateCommand(
                $"select r.start_time, r.end_time, r.value from {SchemaOf(place)}.readings r join {SchemaOf(place)}.series s on s.id = r.series where s.identity = "
                    + $"'{CrashSource.Name}' order by 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new Reading(reader.GetFieldValue<Instant>(0), reader.GetFieldValue<Instant>(1), reader.IsDBNull(2) ? null : reader.GetDouble(2)));
        }

        return rows;
    }

    /// <remarks>Rows and checkpoint are one transaction, so that in one look they never differ.</remarks>
    public override async Task<KillMark> LookAsync(string place)
    {
        var schema = SchemaOf(place);
        await using var probe = _server.Source.CreateCommand($"select to_regclass('{schema}.checkpoints') is not null");
        if (await probe.ExecuteScalarAsync() is not true)
        {
            return new KillMark(0, false);
        }

        await using var command = _server.Source.CreateCommand($"select (select count(*) from {schema}.readings), (select checkpoint from {schema}.checkpoints)");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var counted = reader.IsDBNull(1) ? 0 : Checkpoint.Parse(reader.GetString(1)).Readings;
        return new KillMark(counted, reader.GetInt64(0) != counted);
    }

    public override async Task<long> CountAsync(string place)
    {
        var schema = SchemaOf(place);
        if (!_made.Contains(schema))
        {
            await using var probe = _server.Source.CreateCommand($"select to_regclass('{schema}.checkpoints') is not null");
            if (await probe.ExecuteScalarAsync() is not true)
            {
                return 0;
            }

            _made.Add(schema);
        }

        await using var command = _server.Source.CreateCommand($"select checkpoint from {schema}.checkpoints");
        return await command.ExecuteScalarAsync() is string checkpoint ? Checkpoint.Parse(checkpoint).Readings : 0;
    }

    /// <summary>Which transaction wrote each row, and the checkpoint.</summary>
    public async Task<IReadOnlyList<string>> WritersAsync(string place)
    {
        List<string> rows = [];
        await using var command =
            _server.Source.CreateCommand(
                $"select xmin::text from {SchemaOf(place)}.readings union all select xmin::text || checkpoint from {SchemaOf(place)}.checkpoints order by 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    public override async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    private static string SchemaOf(string place) => place.Split(' ')[1];
}
