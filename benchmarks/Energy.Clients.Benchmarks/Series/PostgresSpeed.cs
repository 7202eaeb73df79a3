using System.Diagnostics;
using System.Globalization;
using Energy.Clients.Postgres;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Energy.Clients.Benchmarks;

/// <summary>
/// Readings through a transfer into PostgreSQL, new ones, the same again and changed ones, beside a bare binary COPY of the same rows into a table of the same key. The server is
/// the caller's:
/// <c>-- postgres "Host=…;Username=…" [readings]</c>; the tables are made in schemas of their own and dropped.
/// </summary>
internal static class PostgresSpeed
{
    private const string Schema = "energy_clients_speed";
    private const string Bare = "energy_clients_bare";
    private const int Batch = 50_000;

    private static readonly Duration Minute = Duration.FromMinutes(1);
    private static readonly Instant First = Instant.FromUtc(2000, 1, 1, 0, 0);

    public static async Task RunAsync(string[] words)
    {
        var connection = words.Length > 0
            ? words[0] : throw new ArgumentException("Give the connection string of a server: -- postgres \"Host=127.0.0.1;Username=postgres\" [readings]");
        var count = words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 10_000_000;
        await using var source = NpgsqlDataSource.Create(connection);
        await DropAsync(source);
        Console.WriteLine("| what | readings a second | of the bare COPY | live heap, KiB, at a tenth and at the end |");
        Console.WriteLine("|---|---:|---:|---:|");
        var bare = await BareAsync(source, count);
        Tell("bare binary COPY, same key", bare, bare, null);
        foreach (var (what, add, name) in ((string, int, string)[])[("new", 0, "first"), ("the same again", 0, "second"), ("every value changed", 1, "third")])
        {
            var (rate, heap) = await TransferAsync(source, count, add, name);
            Tell(what, rate, bare, heap);
        }

        await DropAsync(source);
    }

    private static void Tell(string what, double rate, double bare, string? heap) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {rate:0} | {rate / bare:0.00} | {heap} |"));

    private static async Task<double> BareAsync(NpgsqlDataSource source, int count)
    {
        await ExecuteAsync(source,
            $"create schema {Bare}; create table {Bare}.readings (series integer not null, start_time timestamptz not null, end_time timestamptz not null, value double "
                + $"precision, primary key (series, start_time))");
        var clock = Stopwatch.StartNew();
        await using var connection = await source.OpenConnectionAsync();
        for (var from = 0; from < count; from += Batch)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var importer = await connection.BeginBinaryImportAsync($"copy {Bare}.readings from stdin (format binary)"))
            {
                for (var i = from; i < Math.Min(count, from + Batch); i++)
                {
                    var reading = ReadingAt(i, 0);
                    await importer.StartRowAsync();
                    await importer.WriteAsync(1, NpgsqlDbType.Integer);
                    await importer.WriteAsync(reading.Start.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
                    await importer.WriteAsync(reading.End.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
                    await importer.WriteAsync(reading.Value.GetValueOrDefault(), NpgsqlDbType.Double);
                }

                await importer.CompleteAsync();
            }

            await transaction.CommitAsync();
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<(double Rate, string Heap)> TransferAsync(NpgsqlDataSource source, int count, int add, string name)
    {
        var heaps = new List<long>();
        await using var sink = new PostgresSink(source, new PostgresSinkOptions { Schema = Schema, Timeout = Duration.FromMinutes(2) });
        var info = new SeriesInfo { Identity = "speed:/minutes", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Minute };
        var told = new Marks(count, heaps);
        var clock = Stopwatch.StartNew();
        await new Transfer(sink, new TransferOptions { BatchSize = Batch }).RunAsync(TransferSource.Of(ReadingsAsync(count, add).WithInfo(info), name), told);
        return (count / clock.Elapsed.TotalSeconds, string.Join(" and ", heaps.Select(static h => (h / 1024).ToString(CultureInfo.InvariantCulture))));
    }

    private static async IAsyncEnumerable<Reading> ReadingsAsync(int count, int add)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            yield return ReadingAt(i, add);
        }
    }

    private static Reading ReadingAt(int i, int add) => new(First + (Minute * i), First + (Minute * (i + 1)), (i % 97) + add);

    private static Task DropAsync(NpgsqlDataSource source) => ExecuteAsync(source, $"drop schema if exists {Schema} cascade; drop schema if exists {Bare} cascade");

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Marks(int count, List<long> heaps) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            if (value.Readings == count / 10 / Batch * Batch || value.Readings == count)
            {
                heaps.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }
    }
}
