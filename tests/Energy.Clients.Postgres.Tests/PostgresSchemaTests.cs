namespace Energy.Clients.Postgres.Tests;

public sealed class PostgresSchemaTests(PostgresServer server) : ServerTests(server)
{
    public static TheoryData<string, string> OtherTables => new()
    {
        { "alter table {0}.readings rename column value to amount", "table readings has no column value" },
        { "alter table {0}.readings alter column value type numeric", "column value of table readings is numeric and not double precision" },
        { "alter table {0}.readings alter column start_time type timestamp",
            "column start_time of table readings is timestamp without time zone and not timestamp with time zone" },
        { "alter table {0}.readings add column tenant integer not null default 0; alter table {0}.readings alter column tenant drop default",
            "table readings has a column tenant that must be given" },
        { "alter table {0}.readings drop constraint readings_pkey", "table readings has no unique key on (series, start_time)" },
        { "alter table {0}.series drop column unit", "table series has no column unit" },
        { "alter table {0}.checkpoints drop constraint checkpoints_pkey", "table checkpoints has no unique key on (name)" },
        { "update {0}.schema_version set version = 2", "tables are of version 2, and this package writes version 1" },
        { "delete from {0}.schema_version", "tables are of version unknown" },
    };

    [ServerTheory]
    [MemberData(nameof(OtherTables))]
    public async Task Tables_ThatAreOther_AreRefusedByNameAndLeftAlone(string change, string told)
    {
        await using (var sink = Sink())
        {
            await sink.WriteAsync(Power, Quarters(1));
        }

        await ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, Schema));
        await using var other = Sink();
        var failure = await ThrowsAsync<PostgresSinkException>(other.WriteAsync(Power, Quarters(7, 8)));
        var asked = await Assert.ThrowsAsync<PostgresSinkException>(async () => await other.GetCheckpointAsync("test:/power"));

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.Contains(told, asked.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
        Assert.Single(await WritersAsync());
    }

    [ServerFact]
    public async Task TableOfSomebodyElse_IsRefusedAndNothingIsMade()
    {
        await ExecuteAsync($"create schema {Schema}; create table {Schema}.readings (id integer, reading text)");
        await using var sink = Sink();

        Assert.Contains("table readings has no column series", (await ThrowsAsync<PostgresSinkException>(sink.WriteAsync(Power, Quarters(1)))).Message, StringComparison.Ordinal);
        Assert.Equal(["readings"], await QueryAsync($"select tablename::text from pg_tables where schemaname = '{Schema}'", static r => r.GetString(0)));
    }

    /// <summary>A bigint has eight bytes too: a binary COPY would put the bits of a double into it.</summary>
    [ServerTheory]
    [InlineData("value", "bigint using value::bigint")]
    [InlineData("value", "real")]
    [InlineData("start_time", "timestamp")]
    public async Task ColumnThatBecameOfAnotherTypeWhileTheSinkLives_IsRefused(string column, string type)
    {
        await using var sink = Sink();
        var (first, second) = (new Checkpoint { Name = Power.Identity, Revision = 1 }, new Checkpoint { Name = Power.Identity, Revision = 2 });
        var readings = Quarters(1, 2, 3, 4);
        Assert.Null(Assert.Single(await sink.WriteManyAsync([new SeriesBatch(Power, readings.AsMemory(0, 2), null, first)])));
        await ExecuteAsync($"alter table {Schema}.readings alter column {column} type {type}");

        // Into an empty range by COPY, over what is stored by comparing, and with others in one statement.
        foreach (var write in (Func<ValueTask>[])[() => sink.WriteAsync(Power, readings.AsMemory(2)), () => sink.WriteAsync(Power, readings),
            () => new(sink.WriteManyAsync([new SeriesBatch(Power, readings.AsMemory(2), first, second)]).AsTask())])
        {
            Assert.Contains("changed to other types", (await ThrowsAsync<PostgresSinkException>(write())).Message, StringComparison.Ordinal);
        }

        Assert.Equal([2L], await QueryAsync($"select count(*) from {Schema}.readings", static r => r.GetInt64(0)));
        Assert.Equal(first, await sink.GetCheckpointAsync(Power.Identity));
    }

    [ServerFact]
    public async Task ColumnThatNeedNotBeGiven_IsTheUsersAffair()
    {
        await using (var sink = Sink())
        {
            await sink.WriteAsync(Power, Quarters(1));
        }

        await ExecuteAsync($"alter table {Schema}.readings add column stored timestamptz not null default now(), add column note text");
        await using var again = Sink();
        await again.WriteAsync(Power, Quarters(1, 2));

        Assert.Equal(Quarters(1, 2), await RowsAsync());
    }

    [ServerFact]
    public async Task ManySinksAtOnce_MakeTheTablesOnce()
    {
        await Parallel.ForAsync(0, 8, async (i, stop) =>
        {
            await using var sink = Sink();
            await sink.WriteAsync(Power with { Identity = "test:/" + i }, Quarters(1, 2), stop);
        });

        Assert.Equal(16, (await WritersAsync()).Count);
    }

    [ServerFact]
    public async Task RoleWithoutRights_IsToldWhatToGrant()
    {
        await ExecuteAsync($"create role {Schema} login");
        await using var sink =
            new PostgresSink(Server.ConnectionString.Replace("Username=postgres", "Username=" + Schema, StringComparison.Ordinal), new PostgresSinkOptions { Schema = Schema });

        var failure = await ThrowsAsync<PostgresSinkException>(sink.WriteAsync(Power, Quarters(1)));

        Assert.Equal((false, "42501"), (failure.IsTransient, failure.SqlState));
        Assert.Contains("Grant the role", failure.Message, StringComparison.Ordinal);
    }
}
