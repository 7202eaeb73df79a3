using Energy.Clients.Postgres.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Energy.Clients.Fleet.Tests;

/// <summary>Several processes on one PostgreSQL; here they are hosts in one process, each with its own Quartz.</summary>
[Collection(ServerCollection.Name)]
public sealed class ClusterTests(PostgresServer server)
{
    // A day and a bit before the present: these hosts go by the clock of the machine, as the database does.
    private static readonly Instant Since = Instant.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 86_400 * 86_400) - (2 * 86_400));

    private readonly string _schema = "f" + Guid.NewGuid().ToString("N");

    [ServerFact]
    public async Task TwoProcesses_DivideTheAccounts_AndTheOneThatIsLeftTakesOver()
    {
        using var first = Build(GatedReader.Open());
        using var second = Build(GatedReader.Open());
        var register = first.Services.GetRequiredService<IFleetRegister>();
        FleetSeries[] series = [.. Enumerable.Range(0, 6).Select(i => Series($"+a{i}", i))];
        await register.AddAsync(series);

        await first.StartAsync();
        await UntilAsync(register, static s => s.Processes is [{ Accounts.Count: 6 }]);
        await second.StartAsync();
        await UntilAsync(register, static s => s.Processes is [{ Accounts.Count: 3 }, { Accounts.Count: 3 }]);
        await first.StopAsync();
        await UntilAsync(register, static s => s.Processes is [{ Accounts.Count: 6 }]);
        await UntilAsync(register, static s => s.Series.All(static one => one.State == FleetState.Fine));
        await second.StopAsync();

        Assert.Equal([0L], await QueryAsync($"select count(*) from {_schema}.fleet_leases", static r => r.GetInt64(0)));
        foreach (var one in series)
        {
            await AssertStoredOnceAsync(one);
        }
    }

    [ServerFact]
    public async Task SeriesThatAreAddedAndTakenOut_HaveJobsAndLoseThem()
    {
        using var host = Build(GatedReader.Open(), ("ShardSize", "2"));
        await host.StartAsync();
        var register = host.Services.GetRequiredService<IFleetRegister>();
        FleetSeries[] series = [.. Enumerable.Range(0, 5).Select(static i => Series("", i))];

        Assert.Equal(5, await register.AddAsync(series));
        Assert.Equal(0, await register.AddAsync([series[0]]));
        var status = await UntilAsync(register, static s => s.Series.Count == 5 && s.Series.All(static one => one.State == FleetState.Fine));
        Assert.Equal(["gated/1s/0", "gated/1s/1", "gated/1s/2"], status.Series.Select(static s => s.Shard).Distinct().Order(StringComparer.Ordinal));
        Assert.StartsWith("It was added again while it was there", Assert.Single(status.Series, static s => s.Remark is not null).Remark, StringComparison.Ordinal);
        var process = host.Services.GetRequiredService<FleetProcess>();
        Assert.Equal(3, process.Jobs);

        Assert.Equal(5, await register.RemoveAsync([.. series.Select(static s => s.Series)]));
        while (process.Jobs > 0)
        {
            await Task.Delay(20);
        }

        while (await QueryAsync($"select count(*) from {_schema}.fleet_shards", static r => r.GetInt64(0)) is not [0L])
        {
            await Task.Delay(20);
        }

        await host.StopAsync();
    }

    /// <summary>The driver stores the first moment of the year 1 as -infinity, and gives it back without its kind.</summary>
    [ServerFact]
    public async Task SeriesSinceTheFirstMomentOfTheCalendar_DoesNotStopItsShard()
    {
        using var host = Build(GatedReader.Open());
        var first = Series("", 0) with { Since = Instant.FromUtc(1, 1, 1, 0, 0) };
        await Register(host).AddAsync([first, Series("", 1)]);

        Assert.Equal([first.Since, Since], (await Register(host).GetStatusAsync()).Series.Select(static s => s.Series.Since));
    }

    /// <summary>Its turn would come in a quarter of an hour.</summary>
    [ServerFact]
    public async Task ShardThatWasNotReadToItsEnd_IsReadAtOnceByTheProcessThatTakesItsAccountOver()
    {
        var gate = new GatedReader();
        using var first = Build(gate, ("ShutdownLimit", "0"));
        using var second = Build(GatedReader.Open());
        var series = Series("", 1) with { Every = Duration.FromMinutes(15) };
        await Register(first).AddAsync([series]);

        await first.StartAsync();
        await gate.IsAsked;
        await first.StopAsync();
        Assert.Empty(await QueryAsync($"select name from {_schema}.checkpoints", static r => r.GetString(0)));
        await second.StartAsync();

        await UntilAsync(Register(second), static s => s.Series.All(static one => one.State == FleetState.Fine));
        await AssertStoredOnceAsync(series);
        await second.StopAsync();
    }

    /// <summary>What SIGSTOP and SIGCONT do to a process: it wakes in the middle of a read and goes on.</summary>
    [ServerFact]
    public async Task ProcessThatWasStoppedAndWakes_CannotStoreOverItsSuccessor()
    {
        var gate = new GatedReader();
        using var frozen = Build(gate);
        using var successor = Build(GatedReader.Open());
        FleetSeries[] series = [.. Enumerable.Range(0, 20).Select(static i => Series("", i))];
        await Register(frozen).AddAsync(series);
        var shard = Assert.Single((await Store(frozen).GetShardsAsync(default)).Keys);

        var run = Runner(frozen).RunAsync("frozen", shard, default, default);
        await gate.IsAsked;
        Assert.True(await Runner(successor).RunAsync("successor", shard, default, default));
        var rows = await QueryAsync($"select xmin::text from {_schema}.readings order by series, start_time", static r => r.GetString(0));
        gate.Release();

        // It is told so by the checkpoints, and that is no failure of the series.
        Assert.True(await run);
        Assert.Equal(rows, await QueryAsync($"select xmin::text from {_schema}.readings order by series, start_time", static r => r.GetString(0)));
        Assert.All((await Register(successor).GetStatusAsync()).Series, static s => Assert.Equal((FleetState.Fine, 0), (s.State, s.Failures)));
        foreach (var one in series)
        {
            await AssertStoredOnceAsync(one);
        }
    }

    [ServerFact]
    public async Task ServerThatDropsAllConnections_InMidRun_LosesAndDoublesNothing()
    {
        var gate = new GatedReader();
        using var host = Build(gate);
        FleetSeries[] series = [.. Enumerable.Range(0, 20).Select(static i => Series("", i) with { Every = Duration.FromMinutes(15) })];
        await Register(host).AddAsync(series);
        var shard = Assert.Single((await Store(host).GetShardsAsync(default)).Keys);

        var run = Runner(host).RunAsync("process", shard, default, default);
        await gate.IsAsked;
        Assert.NotEmpty(await QueryAsync($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{_schema}'", static r => r.GetBoolean(0)));
        gate.Release();

        Assert.True(await run);
        foreach (var one in series)
        {
            await AssertStoredOnceAsync(one);
        }
    }

    [ServerFact]
    public async Task ShardThatEnds_LeavesTheRestForTheNext()
    {
        var gate = new GatedReader();
        using var host = Build(gate, ("SeriesAtOnce", "1"));
        await Register(host).AddAsync([.. Enumerable.Range(0, 3).Select(static i => Series("", i))]);
        var shard = Assert.Single((await Store(host).GetShardsAsync(default)).Keys);
        using var ending = new CancellationTokenSource();

        var run = Runner(host).RunAsync("process", shard, ending.Token, default);
        await gate.IsAsked;
        await ending.CancelAsync();
        gate.Release();

        // The one that was being read is stored, the others are handed back.
        Assert.False(await run);
        Assert.Equal([1L], await QueryAsync($"select count(*) from {_schema}.checkpoints", static r => r.GetInt64(0)));
        Assert.True(await Runner(host).RunAsync("process", shard, default, default));
        Assert.Equal([3L], await QueryAsync($"select count(*) from {_schema}.checkpoints", static r => r.GetInt64(0)));
    }

    [ServerFact]
    public async Task ProcessWhoseClockIsAnHourOff_LeavesTheWorkToTheOthers_AndSaysSo()
    {
        using var wrong = Build(GatedReader.Open(), new ShiftedClock(TimeSpan.FromHours(1)));
        using var right = Build(GatedReader.Open());
        var register = Register(right);
        await register.AddAsync([Series("+a", 1), Series("+b", 2)]);

        await wrong.StartAsync();
        var alone = await UntilAsync(register, static s => s.Processes is [{ Remark: not null }]);
        Assert.Empty(alone.Processes[0].Accounts);
        Assert.Contains("ahead of the database's. Set it, best by NTP; until then the other processes do its work.", alone.Processes[0].Remark, StringComparison.Ordinal);
        await right.StartAsync();

        var status = await UntilAsync(register, static s => s.Series.All(static one => one.State == FleetState.Fine));
        Assert.Equal([0, 2], status.Processes.Select(static p => p.Accounts.Count).Order());
        Assert.Single(status.Processes, static p => p.Remark is not null);
        await wrong.StopAsync();
        await right.StopAsync();
    }

    [ServerFact]
    public async Task Account_WithShares_IsReadByAsManyProcesses()
    {
        using var first = Build(GatedReader.Open(), ("ShardSize", "1"), ("Shares:gated", "2"));
        using var second = Build(GatedReader.Open(), ("ShardSize", "1"), ("Shares:gated", "2"));
        var register = Register(first);
        await register.AddAsync([.. Enumerable.Range(0, 4).Select(static i => Series("", i))]);

        await first.StartAsync();
        await second.StartAsync();

        var status = await UntilAsync(register, static s =>
            s.Processes is [{ Accounts.Count: 1 }, { Accounts.Count: 1 }] && s.Series.All(static one => one.State == FleetState.Fine));
        Assert.Equal(["gated#0", "gated#1"], status.Processes.SelectMany(static p => p.Accounts).Order(StringComparer.Ordinal));
        await first.StopAsync();
        await second.StopAsync();
    }

    private static FleetSeries Series(string key, int number) => new() { Series = SeriesUri.Parse($"gated{key}:/series/{number}"), Since = Since, Every = Duration.FromSeconds(1) };

    private static IFleetRegister Register(IHost host) => host.Services.GetRequiredService<IFleetRegister>();

    private static IFleetStore Store(IHost host) => host.Services.GetRequiredService<IFleetStore>();

    private static FleetRunner Runner(IHost host) => host.Services.GetRequiredService<FleetRunner>();

    private static async Task<FleetStatus> UntilAsync(IFleetRegister register, Func<FleetStatus, bool> isThere)
    {
        while (true)
        {
            if (await register.GetStatusAsync() is var status && isThere(status))
            {
                return status;
            }

            await Task.Delay(20);
        }
    }

    private IHost Build(GatedReader reader, params (string Setting, string Value)[] settings) => Build(reader, null, settings);

    private IHost Build(GatedReader reader, TimeProvider? clock, params (string Setting, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<ISeriesReader>(reader);
        for (var i = 0; i < 6; i++)
        {
            builder.Services.AddSingleton(new KeyedSeriesReader("a" + i, reader));
        }

        builder.Services.AddSingleton(new KeyedSeriesReader("a", reader));
        builder.Services.AddSingleton(new KeyedSeriesReader("b", reader));
        builder.Services.AddEnergyFleet(options =>
        {
            options.ConnectionString = $"{server.ConnectionString};Application Name={_schema}";
            options.Schema = _schema;
            options.CheckIn = TimeSpan.FromSeconds(2);
            foreach (var (setting, value) in settings)
            {
                switch (setting)
                {
                    case "ShardSize":
                        options.ShardSize = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
                        break;
                    case "ShutdownLimit":
                        options.ShutdownLimit = TimeSpan.FromSeconds(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
                        break;
                    case "SeriesAtOnce":
                        options.SeriesAtOnce = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
                        break;
                    case "Shares:gated":
                        options.Shares["gated"] = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
                        break;
                    default:
                        break;
                }
            }
        });
        return builder.Build();
    }

    /// <summary>The quarter hours of a series, each there once with its own number, and its checkpoint has counted none twice.</summary>
    private async Task AssertStoredOnceAsync(FleetSeries series)
    {
        var rows = await QueryAsync(
            $"select r.start_time, r.value from {_schema}.readings r join {_schema}.series s on s.id = r.series where s.identity = '{series.Series}' order by r.start_time",
            static r => (Start: r.GetFieldValue<Instant>(0), Value: r.GetDouble(1)));
        var counted = await QueryAsync($"select (checkpoint::jsonb ->> 'readings')::bigint from {_schema}.checkpoints where name = '{series.Series}'", static r => r.GetInt64(0));

        Assert.True(rows.Count > 96);
        Assert.Equal(FleetFixture.Quarters(Since, Since + (rows.Count * Duration.FromMinutes(15))), rows.Select(static r => r.Start));
        Assert.All(rows, static r => Assert.Equal((r.Start - FleetFixture.Noon) / Duration.FromMinutes(15), r.Value));
        Assert.Equal([rows.Count], counted);
    }

    private async Task<List<T>> QueryAsync<T>(string sql, Func<Npgsql.NpgsqlDataReader, T> read)
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
}
