using System.Globalization;
using System.Net.Sockets;
using Energy.Clients.Emulators;
using Xunit.Abstractions;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>
/// Every list and read of every vendor × every fault on the wire, each struck once, twice and always, through a raw TCP proxy in front of the emulators. What is to come of it
/// stands in
/// <c>Faults/outcomes.txt</c>. Whatever fails must say operation, route and where to resume; resumed, it must yield exactly the rest.
/// </summary>
/// <remarks>
/// Plain <c>dotnet test</c> goes through a sample: each read with some faults, each fault with some reads. <c>ENERGY_CLIENTS_MATRIX=full</c> goes through all of it,
/// <c>ENERGY_CLIENTS_MATRIX=3/8</c>
/// through the third of eight slices.
/// </remarks>
public class FaultMatrixTests(FaultMatrixTests.Sites sites, ITestOutputHelper output) : IClassFixture<FaultMatrixTests.Sites>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly (string Name, int Times)[] Columns = [("once", 1), ("twice", 2), ("always", int.MaxValue)];
    private static readonly (int Slice, int Of) Part = (Environment.GetEnvironmentVariable("ENERGY_CLIENTS_MATRIX") ?? "1/24") is var part && part == "full"
        ? (1, 1)
        : part.Split('/') is [var slice, var of] ? (int.Parse(slice, CultureInfo.InvariantCulture), int.Parse(of, CultureInfo.InvariantCulture))
        : throw new InvalidOperationException($"ENERGY_CLIENTS_MATRIX is '{part}'. Write full, or 3/8.");

    public static TheoryData<string> Reads => [.. Read.All.Select(static r => r.Name)];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task EveryRead_UnderEveryFault_EndsAsTheTableSays(string name)
    {
        var (index, read) = Read.All.Index().Single(r => r.Item.Name == name);
        var (site, proxy, clock) = await sites.OfAsync(read);
        var expected = Outcomes.Read();
        var (cells, unexpected) = (0, new List<string>());
        proxy.Strike(null);
        using (var whole = new Walker(read, site, proxy, clock, static () => false))
        {
            var (all, failure) = await whole.WalkAsync(null);
            Assert.True(failure is null && (all.Count > 0 || read.MayBeEmpty), $"{read} gave {all.Count} items without a fault: {failure}");

            // In the middle, where there is one: behind the first page.
            var first = proxy.Requests > 1 ? 1 : 0;
            // A list that is empty, or one page, gives less to strike.
            var applicable = WireFault.All.Where(f => !f.IsOfPages || (all.Count > 0 && (first > 0 || !f.NeedsSeveralPages))).ToHashSet();
            foreach (var fault in WireFault.All.Where((f, i) => (index + i) % Part.Of == Part.Slice - 1 && applicable.Contains(f)))
            {
                var ends = expected.Of(fault, read)!.Ends;
                foreach (var (at, (column, times)) in Columns.Index())
                {
                    cells++;
                    var (outcome, problem) = await StrikeAsync(read, site, proxy, clock, fault, first, times, all);

                    // Its clock must not move for what the one before left behind.
                    while (proxy.IsStalling)
                    {
                        await Task.Delay(1);
                    }

                    if (outcome != ends[at] || problem is not null)
                    {
                        unexpected.Add($"{fault.Name} | {read.Name} | {column} | {outcome} | expected {ends[at]} | {problem}");
                    }
                }
            }
        }

        output.WriteLine($"{read}: {cells} cells, {unexpected.Count} unexpected");
        Assert.True(unexpected.Count == 0, $"{unexpected.Count} of {cells}\n{string.Join('\n', unexpected)}");
    }

    [Fact]
    public void Reads_AreAllThatReflectionFinds()
    {
        var found = Vendor.All.SelectMany(static v => v.Operations.Where(static o => IsPaged(o.Method.ReturnType)).Select(o => $"{v.Name}.{o.Name[..o.Name.LastIndexOf('(')]}"))

            // Gives readings of a plan that was read before, and asks no server.
            .Where(static name => name != "FlexMeasures.Schedules.ToReadings");

        Assert.Equal(found.Distinct().Order(StringComparer.Ordinal), Read.All.Select(static r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Outcomes_HaveNoEmptyCell_AndTheDocumentShowsThem()
    {
        var outcomes = Outcomes.Read();
        Assert.All(WireFault.All.SelectMany(static f => Read.All.Select(r => (f, r))), cell => Assert.True(outcomes.Of(cell.f, cell.r) is not null, $"{cell.f} of {cell.r}"));
        foreach (var rule in outcomes.Rules)
        {
            Assert.All(Columns.Index(), c => Assert.NotEqual("", rule.Ends[c.Index]));
            Assert.All(rule.Faults, f => Assert.Contains(WireFault.All, fault => (rule with { Faults = [f] }).IsOf(fault)));
            Assert.All(rule.Reads, r => Assert.Contains(Read.All, read => (rule with { Reads = [r] }).IsOf(read)));
        }

        outcomes.AssertIsIn("resilience.md");
    }

    private static async Task<(string Outcome, string? Problem)> StrikeAsync(
        Read read, Site site, FaultProxy proxy, ManualTimeProvider clock, WireFault fault, int first, int times, List<string> all)
    {
        var (refused, isStruck, reads) = (0, true, 0);
        using var walker = new Walker(read, site, proxy, clock, () => isStruck && fault.Refuses && proxy.Requests >= first && refused++ < times);
        proxy.Strike((n, wire, target, previous) =>
            !fault.Refuses && n >= first && n - first < times ? fault.Strike(new Hit(wire, read.Vendor, target, previous, clock.GetUtcNow())) : wire, () =>
        {
            // Once for each byte that the client waits for, so that time does not run away from a client that has no processor.
            if (Volatile.Read(ref isStruck) && walker.Reads is var begun && Interlocked.Exchange(ref reads, begun) != begun)
            {
                clock.Advance(Limit / 4);
            }
        });
        var (items, failure) = await walker.WalkAsync(null);
        proxy.Strike(null);
        Volatile.Write(ref isStruck, false);
        if (failure is null)
        {
            return (items.SequenceEqual(all) ? "all" : items.Count < all.Count && items.All(all.Contains) ? "fewer" : "other", null);
        }

        if (failure is not EnergyApiException { Operation.Length: > 0, Route.Length: > 0, ResumeFrom: { } token })
        {
            return (failure.GetType().Name, "it does not say operation, route and where to resume: " + failure.Message);
        }

        // The server may be asked again once what it asked for is over.
        clock.Advance(TimeSpan.FromMinutes(6));
        var (rest, again) = await walker.WalkAsync(token);

        // Rows that were lost stay lost: a list that counts says so again.
        return (failure.GetType().Name, again is EnergyPayloadException && fault.IsOfPages ? null
            : again is not null ? $"{failure.Message}; resumed: {again.Message}"
            : items.Concat(rest).SequenceEqual(all) ? null : $"{failure.Message}; {items.Count} items, and {rest.Count} when resumed, of {all.Count}");
    }

    private static bool IsPaged(Type type) => type is not null && (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Paged<>) || IsPaged(type.BaseType!));

    /// <summary>A server a vendor, with its proxy, for all reads.</summary>
    public sealed class Sites : IAsyncLifetime
    {
        private readonly Dictionary<(string Vendor, bool SpeaksMessages), (Site Site, FaultProxy Proxy, ManualTimeProvider Clock)> _sites = [];

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            foreach (var (site, proxy, _) in _sites.Values)
            {
                await proxy.DisposeAsync();
                await site.DisposeAsync();
            }
        }

        internal async Task<(Site Site, FaultProxy Proxy, ManualTimeProvider Clock)> OfAsync(Read read)
        {
            var key = (read.Vendor, read.IsOfMessages);
            if (!_sites.TryGetValue(key, out var found))
            {
                var clock = new ManualTimeProvider(Site.Now) { AutoAdvance = true };
                var site = await Site.StartAsync(read.Vendor, read.IsOfMessages, clock);
                _sites[key] = found = (site, new FaultProxy(site.Address), clock);
            }

            return found;
        }
    }

    /// <summary>A client behind the proxy, and walks with it. The clock moves where the server stands still.</summary>
    private sealed class Walker : IDisposable
    {
        private const int Patience = 50;

        // More than a drip brings, however many of its bytes the client finds at once.
        private const int LeastRate = 10_000;

        private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(4);
        private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(4);

        private readonly Read _read;
        private readonly Site _site;
        private readonly FaultProxy _proxy;
        private readonly ManualTimeProvider _clock;
        private readonly EnergyClient _client;
        private int _reads;

        public Walker(Read read, Site site, FaultProxy proxy, ManualTimeProvider clock, Func<bool> refuses)
        {
            (_read, _site, _proxy, _clock) = (read, site, proxy, clock);
            var handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = System.Net.DecompressionMethods.All,

                // A body that is left is left: what is read of it behind the call moves the clock of the next one.
                MaxResponseDrainSize = 0,
                ConnectCallback = async (context, cancellationToken) =>
                {
                    if (!FaultProxy.IsSignIn(context.InitialRequestMessage.RequestUri!.AbsolutePath) && refuses())
                    {
                        throw new SocketException((int)SocketError.ConnectionRefused);
                    }

                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new CountedStream(socket, () => Interlocked.Increment(ref _reads));
                },
            };
            _client = site.Client(proxy.Address, handler, clock, static o =>
                (o.AttemptTimeout, o.BodyIdleTimeout, o.TotalTimeout, o.MinBodyBytesPerSecond) = (Limit, Limit, TimeSpan.FromMinutes(10), LeastRate));
        }

        /// <summary>How often the client began to read from the network.</summary>
        public int Reads => Volatile.Read(ref _reads);

        public async Task<(List<string> Items, Exception? Failure)> WalkAsync(PageToken? from)
        {
            var items = new List<string>();
            using var hang = new CancellationTokenSource(HangLimit);
            var walk = Task.Run(async () =>
            {
                await foreach (var item in _read.Walk(_client, _site, from, hang.Token))
                {
                    items.Add(item);
                }
            });
            while (await Task.WhenAny(walk, Task.Delay(Glance)) != walk)
            {
                if (!_proxy.IsStalling)
                {
                    continue;
                }

                // Once more only where the client had not begun to wait: else it would be the next try that has no time.
                _clock.Advance(Limit + TimeSpan.FromMilliseconds(100));
                for (var glances = 0; glances < Patience && _proxy.IsStalling && !walk.IsCompleted; glances++)
                {
                    await Task.Delay(Glance);
                }
            }

            return (items, await Record.ExceptionAsync(() => walk));
        }

        public void Dispose() => _client.Dispose();

        private sealed class CountedStream(Socket socket, Action begins) : NetworkStream(socket, ownsSocket: true)
        {
            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                begins();
                return base.ReadAsync(buffer, cancellationToken);
            }
        }
    }
}
