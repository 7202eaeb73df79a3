using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Energy.Clients.Emulators;
using Energy.Clients.Fleet;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Energy.Clients.Benchmarks.Fleet;

/// <summary>
/// Many sites, several processes, and what can go wrong: emulators and a private PostgreSQL, worker processes that are killed, stopped and woken, a database that is restarted. At
/// the end it is proved from the database that every reading of every site is there once.
/// </summary>
internal sealed class FleetHarness
{
    private const int SignalKill = 9;
    private const int SignalTerminate = 15;
    private const int SignalContinue = 18;
    private const int SignalStop = 19;

    private readonly FleetHarnessOptions _options;
    private readonly VendorTime _time;
    private readonly List<EnergyEmulators> _vendors = [];
    private readonly List<RateLimit> _limits = [];
    private readonly List<Process> _workers = [];
    private readonly HashSet<Process> _stopped = [];
    private readonly Dictionary<int, (double Cpu, long Memory)> _use = [];
    private readonly Random _random;
    private PrivateCluster? _cluster;
    private int _kills;
    private int _stops;

    private FleetHarness(FleetHarnessOptions options)
    {
        _options = options;
        _random = new Random(options.Seed);

        // A whole quarter hour of the vendor's, so that its intervals are whole seconds here.
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        _time = new VendorTime(Instant.FromUnixTimeSeconds(now / 900 * 900), options.Speed);
    }

    private Duration Poll => Duration.FromMinutes(15) / _options.Speed;

    private Duration CheckIn => Duration.FromSeconds(_options.CheckIn);

    public static async Task<int> RunAsync(string[] args) => await new FleetHarness(FleetHarnessOptions.Parse(args)).RunAsync();

    private async Task<int> RunAsync()
    {
        Console.WriteLine(
            $"{_options.Sites} sites of {_options.Accounts} accounts, {_options.Processes} processes, {_options.Minutes} min; a quarter hour takes {Poll.TotalSeconds:0} s, "
                + $"check-in {_options.CheckIn} s, seed {_options.Seed}.");
        await using var cluster = _cluster = await PrivateCluster.StartAsync();
        try
        {
            var since = await PrepareAsync();
            for (var i = 0; i < _options.Processes; i++)
            {
                StartWorker();
            }

            // The time in which the workers start and read what had gathered by then is not part of the measurement.
            await WaitAsync(Poll + (2 * CheckIn), disturb: false);
            await cluster.QueryAsync("select pg_stat_statements_reset()", static _ => 0);
            var from = Now();
            var readings = await CountAsync();
            var use = Saturation.Now(cluster.Process);
            await WaitAsync(Duration.FromMinutes(_options.Minutes), disturb: true);
            var to = Now();
            Console.WriteLine(Saturation.Between(use, Saturation.Now(cluster.Process)));
            foreach (var stopped in _stopped)
            {
                Signal(stopped, SignalContinue);
            }

            var statements = await StatementsAsync();
            readings = await CountAsync() - readings;
            await ShowStatementsAsync();

            // What was disturbed last has its time to be made good.
            await WaitAsync(Poll + (2 * CheckIn), disturb: false);
            var ended = Now();
            foreach (var worker in _workers)
            {
                Signal(worker, SignalTerminate);
            }

            foreach (var worker in _workers)
            {
                await worker.WaitForExitAsync();
            }

            return await ProveAsync(since, from, to, ended, readings, statements);
        }
        finally
        {
            foreach (var worker in _workers.Where(static w => !w.HasExited))
            {
                worker.Kill();
            }

            foreach (var vendor in _vendors)
            {
                await vendor.DisposeAsync();
            }
        }
    }

    private async Task<Instant> PrepareAsync()
    {
        var since = Instant.FromUnixTimeTicks(Now().ToUnixTimeTicks() / Poll.BclCompatibleTicks * Poll.BclCompatibleTicks);
        for (var account = 0; account < _options.Accounts; account++)
        {
            var limit = new RateLimit(_options.VendorRate, _options.VendorRate);
            var vendor = await EnergyEmulators.StartAsync(o =>
            {
                o.Only(o.Stem);
                o.TimeProvider = _time;
                o.Stem.StartsOnTheGrid = true;
            });
            vendor.Stem.Faults.When(_ => limit.Refuses(), Fault.Status(429, TimeSpan.FromSeconds(1)));
            for (var site = account; site < _options.Sites; site += _options.Accounts)
            {
                vendor.Stem.State.AddSite(SiteOf(site), "Site", vendor.World.Sites[site % 3]);
            }

            _vendors.Add(vendor);
            _limits.Add(limit);
        }

        var services = new ServiceCollection();
        services.AddEnergyFleetRegister(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Fleet:ConnectionString"] = _cluster!.ConnectionString }).Build().GetSection("Fleet"));
        await using var provider = services.BuildServiceProvider();
        var watch = Stopwatch.StartNew();
        await provider.GetRequiredService<IFleetRegister>()
            .AddAsync([.. Enumerable.Range(0, _options.Sites).Select(i => new FleetSeries { Series = SeriesUri.Parse(AddressOf(i)), Since = since, Every = Poll })]);
        Console.WriteLine($"{_options.Sites} series added in {watch.Elapsed.TotalSeconds:0.0} s.");
        await _cluster.QueryAsync("create extension pg_stat_statements", static _ => 0);

        // When each reading came is asked of the database itself.
        await _cluster.QueryAsync("alter table energy_clients.readings add column arrived timestamptz not null default clock_timestamp()", static _ => 0);
        return since;
    }

    private static string SiteOf(int site) => string.Create(CultureInfo.InvariantCulture, $"site-{site:00000}");

    private string AddressOf(int site) => string.Create(CultureInfo.InvariantCulture, $"stem+a{site % _options.Accounts}:/sites/{SiteOf(site)}/MONITOR");

    private void StartWorker()
    {
        // Started by "dotnet run" this is a program of its own, and by "dotnet X.dll" it is the runtime.
        var program = Environment.ProcessPath!;
        string[] args =
        [
            .. Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(FleetHarness).Assembly.Location] : Array.Empty<string>(), "fleet-worker", _cluster!.ConnectionString,
            _options.CheckIn.ToString(CultureInfo.InvariantCulture), _time.From.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            _options.Speed.ToString(CultureInfo.InvariantCulture), (0.8 * _options.VendorRate).ToString(CultureInfo.InvariantCulture),
            .. _vendors.Select(static v => v.Stem.BaseAddress.ToString()),
        ];
        var start = new ProcessStartInfo(program, args);
        if (!_options.Verbose)
        {
            start.RedirectStandardOutput = start.RedirectStandardError = true;
        }

        var worker = Process.Start(start)!;
        if (!_options.Verbose)
        {
            worker.OutputDataReceived += static (_, _) => { };
            worker.ErrorDataReceived += static (_, e) => Console.Error.WriteLine(e.Data);
            worker.BeginOutputReadLine();
            worker.BeginErrorReadLine();
        }

        _workers.Add(worker);
    }

    private async Task WaitAsync(Duration length, bool disturb)
    {
        var end = Now() + length;
        var nextKill = Now() + Duration.FromSeconds(_options.KillEvery);
        var nextStop = Now() + Duration.FromSeconds(_options.KillEvery > 0 ? 1.5 * _options.KillEvery : 40);
        var restart = Now() + (length / 2);
        var wake = Instant.MaxValue;
        while (Now() < end)
        {
            await Task.Delay(500);
            Watch();
            if (!disturb)
            {
                continue;
            }

            if (_options.KillEvery > 0 && Now() >= nextKill)
            {
                nextKill += Duration.FromSeconds(_options.KillEvery);
                var running = _workers.Where(w => !w.HasExited && !_stopped.Contains(w)).ToList();
                if (running.Count > 0)
                {
                    Signal(running[_random.Next(running.Count)], SignalKill);
                    _kills++;
                    StartWorker();
                }
            }

            if (_options.Stop && Now() >= nextStop && _stopped.Count == 0)
            {
                var running = _workers.Where(static w => !w.HasExited).ToList();
                var chosen = running[_random.Next(running.Count)];
                Signal(chosen, SignalStop);
                _stopped.Add(chosen);
                _stops++;
                wake = Now() + (2 * CheckIn);
                nextStop += Duration.FromSeconds(_options.KillEvery > 0 ? 3 * _options.KillEvery : 60);
            }

            if (Now() >= wake)
            {
                foreach (var stopped in _stopped)
                {
                    Signal(stopped, SignalContinue);
                }

                _stopped.Clear();
                wake = Instant.MaxValue;
            }

            if (_options.RestartDatabase && Now() >= restart)
            {
                restart = Instant.MaxValue;
                await _cluster!.RestartAsync();
            }
        }
    }

    private void Watch()
    {
        foreach (var worker in _workers.Where(static w => !w.HasExited))
        {
            try
            {
                worker.Refresh();
                _use[worker.Id] = (worker.TotalProcessorTime.TotalSeconds, Math.Max(_use.GetValueOrDefault(worker.Id).Memory, worker.WorkingSet64));
            }
            catch (InvalidOperationException)
            {
                // It has just ended: what was seen last counts.
            }
        }
    }

    private async Task<long> CountAsync() => (await _cluster!.QueryAsync("select count(*) from energy_clients.readings", static r => r.GetInt64(0)))[0];

    private async Task<Dictionary<string, long>> StatementsAsync() => (await _cluster!.QueryAsync(
        """
        select case when query like '%fleet_%' then 'fleet' when query like '%energy_clients%' then 'sink' else 'begin, commit, set' end, sum(calls)::bigint
        from pg_stat_statements where query not like '%pg_stat_statements%' and query not like 'select count(*)%' group by 1 order by 1
        """,
        static r => (r.GetString(0), r.GetInt64(1)))).ToDictionary();

    private async Task ShowStatementsAsync()
    {
        if (_options.Statements > 0)
        {
            foreach (var (calls, ms, text) in await _cluster!.QueryAsync(
                $"select calls, total_exec_time, left(regexp_replace(query, '\\s+', ' ', 'g'), 150) from pg_stat_statements order by calls desc limit {_options.Statements}",
                static r => (r.GetInt64(0), r.GetDouble(1), r.GetString(2))))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls,8} {ms,10:0} ms  {text}"));
            }
        }
    }

    private async Task<int> ProveAsync(Instant since, Instant from, Instant to, Instant ended, long readings, Dictionary<string, long> statements)
    {
        // What was over a poll and two check-ins before the end has to be there.
        var until = Instant.FromUnixTimeTicks((ended - Poll - (2 * CheckIn)).ToUnixTimeTicks() / Poll.BclCompatibleTicks * Poll.BclCompatibleTicks);
        var expected = (long)((until - since) / Poll);
        var stored = await _cluster!.QueryAsync(
            $"""
            select s.identity, count(*) filter (where r.start_time < {Text(until)}), count(*), (c.checkpoint::jsonb ->> 'readings')::bigint,
                count(*) filter (where r.start_time < {Text(until)} and extract(epoch from r.start_time - {Text(since)})::bigint % {(long)Poll.TotalSeconds} <> 0), max(r.start_time), min(r.start_time)
            from energy_clients.series s join energy_clients.readings r on r.series = s.id join energy_clients.checkpoints c on c.name = s.identity group by s.identity, c.checkpoint
            """,
            static r => (Identity: r.GetString(0), Before: r.GetInt64(1), All: r.GetInt64(2), Counted: r.GetInt64(3), Off: r.GetInt64(4)));
        var lost = (_options.Sites - stored.Count) * expected;
        var doubled = 0L;
        foreach (var series in stored)
        {
            lost += Math.Max(0, expected - series.Before) + series.Off;
            doubled += Math.Max(0, series.Counted - series.All) + Math.Max(0, series.Before - expected);
        }

        var wrong = await CompareAsync(since, until);
        var lag = await _cluster.QueryAsync(
            $"select percentile_cont(array[0.5, 0.9, 0.99, 0.999, 1]) within group (order by extract(epoch from arrived - end_time)) from energy_clients.readings where "
                + $"end_time >= {Text(from)} and end_time < {Text(to)}",
            static r => r.GetFieldValue<double[]>(0));
        var inTime = await _cluster.QueryAsync(
            $"select avg(case when extract(epoch from arrived - end_time) <= {Poll.TotalSeconds.ToString(CultureInfo.InvariantCulture)} then 1.0 else 0.0 end)::float8 from "
                + $"energy_clients.readings where end_time >= {Text(from)} and end_time < {Text(to)}",
            static r => r.GetDouble(0));
        var (asked, refused) = (_limits.Sum(static l => l.Asked), _limits.Sum(static l => l.Refused));
        var calls = statements.Values.Sum();
        var length = (ended - from).TotalSeconds;

        Console.WriteLine($"expected   {expected} readings of each of {_options.Sites} sites = {expected * _options.Sites}");
        Console.WriteLine($"lost       {lost}");
        Console.WriteLine($"doubled    {doubled}");
        Console.WriteLine($"wrong      {wrong} values of {expected * Math.Min(_options.Sites, 30)} compared with the world");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in time    {100 * inTime[0]:0.000} % within one poll of their end"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"lag        50 % {lag[0][0]:0.0} s, 90 % {lag[0][1]:0.0} s, 99 % {lag[0][2]:0.0} s, 99.9 % {lag[0][3]:0.0} s, longest {lag[0][4]:0.0} s; a poll and two "
                    + $"check-ins are {(Poll + (2 * CheckIn)).TotalSeconds:0} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"refused    {refused} of {asked} requests, {100.0 * refused / Math.Max(1, asked):0.00} %"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory     {_use.Values.Max(static u => u.Memory) / 1048576.0:0} MiB at most in a worker"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"CPU        {_use.Values.Sum(static u => u.Cpu) / length:0.00} cores for all workers, their starts included"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"statements {(double)calls / Math.Max(1, readings):0.0000} a reading "
                    + $"({string.Join(", ", statements.Select(s => $"{s.Key} {(double)s.Value / Math.Max(1, readings):0.0000}"))}), {calls} for {readings} readings"));
        Console.WriteLine($"faults     {_kills} kills, {_stops} stops{(_options.RestartDatabase ? ", 1 restart of the database" : "")}");
        return lost == 0 && doubled == 0 && wrong == 0 ? 0 : 1;
    }

    /// <summary>The values of some sites, against the simulated world.</summary>
    private async Task<int> CompareAsync(Instant since, Instant until)
    {
        var wrong = 0;
        for (var site = 0; site < Math.Min(_options.Sites, 30); site++)
        {
            var world = _vendors[site % _options.Accounts].World.Sites[site % 3];
            var rows = await _cluster!.QueryAsync(
                $"select r.start_time, r.value from energy_clients.readings r join energy_clients.series s on s.id = r.series where s.identity = '{AddressOf(site)}' and "
                    + $"r.start_time < {Text(until)} and r.start_time >= {Text(since)}",
                static r => (Start: Instant.FromDateTimeUtc(r.GetDateTime(0)), Value: r.GetDouble(1)));
            wrong += rows.Count(row =>
            {
                var (start, end) = (_time.ToVendor(row.Start), _time.ToVendor(row.Start + Poll));
                return Math.Abs(world.Average(SimulatedFlow.Buy, start, end) - world.Average(SimulatedFlow.Sell, start, end) - row.Value) > 1e-5;
            });
        }

        return wrong;
    }

    private static Instant Now() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private static string Text(Instant instant) => $"'{NodaTime.Text.InstantPattern.ExtendedIso.Format(instant)}'::timestamptz";

    private static void Signal(Process process, int signal)
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
