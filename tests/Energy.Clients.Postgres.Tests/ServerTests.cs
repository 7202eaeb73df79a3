using NodaTime;
using Npgsql;

namespace Energy.Clients.Postgres.Tests;

/// <summary>What tests on a server have in common: a schema of their own, short words for readings, and a look at what is stored past the sink.</summary>
[Collection(ServerCollection.Name)]
public abstract class ServerTests(PostgresServer server)
{
    protected static readonly SeriesInfo Power = new()
    {
        Identity = "test:/power",
        Unit = Unit.Kilowatt,
        Kind = SeriesKind.AveragePower,
        Resolution = Duration.FromMinutes(15),
        Positive = PositiveDirection.Consumption,
        Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"],
    };

    private static readonly Instant Midnight = Instant.FromUtc(2024, 3, 1, 0, 0);

    protected PostgresServer Server => server;

    protected string Schema { get; } = "t" + Guid.NewGuid().ToString("N");

    protected static Instant At(double minutes) => Midnight + Duration.FromMinutes(minutes);

    protected static Reading R(double start, double end, double? value) => new(At(start), At(end), value);

    /// <summary>Quarter hours from midnight on, one a value.</summary>
    protected static Reading[] Quarters(params double?[] values) => [.. values.Select(static (v, i) => R(15 * i, 15 * (i + 1), v))];

    protected static Reading[] Quarters(int count, Func<int, double?> value) => Quarters([.. Enumerable.Range(0, count).Select(value)]);

    protected static Checkpoint Revision(long revision, long readings = 0) => new() { Name = Power.Identity, Revision = revision, Readings = readings };

    protected PostgresSink Sink(PostgresSinkOptions? options = null) => SinkAt(server.Port, options);

    protected PostgresSink SinkAt(int port, PostgresSinkOptions? options = null, string more = "") =>
        new($"{PostgresServer.ConnectionStringAt(port)};{more}", (options ?? new PostgresSinkOptions()) with { Schema = Schema });

    protected Task<List<Reading>> RowsAsync(string identity = "test:/power") => QueryAsync(
        $"select start_time, end_time, value from {Schema}.readings r join {Schema}.series s on s.id = r.series where s.identity = '{identity}' order by start_time",
        static r => new Reading(r.GetFieldValue<Instant>(0), r.GetFieldValue<Instant>(1), r.IsDBNull(2) ? null : r.GetDouble(2)));

    /// <summary>Which transaction wrote each row.</summary>
    protected Task<List<string>> WritersAsync() => QueryAsync($"select xmin::text from {Schema}.readings order by start_time", static r => r.GetString(0));

    protected async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        List<T> rows = [];
        await using var command = server.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    protected async Task ExecuteAsync(string sql)
    {
        await using var command = server.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    protected static async Task<T> ThrowsAsync<T>(ValueTask task)
        where T : Exception => await Assert.ThrowsAsync<T>(async () => await task);
}
