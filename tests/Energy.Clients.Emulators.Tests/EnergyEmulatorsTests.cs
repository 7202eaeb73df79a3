using System.Net;
using System.Net.Sockets;
using Energy.Clients.Emulators;

namespace Energy.Clients.Tests;

public class EnergyEmulatorsTests
{
    private const int KestrelDefaultPort = 5000;

    [Fact]
    public async Task StartAsync_Bare_StartsEveryVendorOnLoopback()
    {
        await using var emulators = await EnergyEmulators.StartAsync();
        Assert.Same(TimeProvider.System, emulators.TimeProvider);
        Assert.Equal(0, emulators.World.Seed);
        Assert.Contains(emulators.Stem, emulators.Vendors);
        Assert.All(emulators.Vendors, v => Assert.Equal("127.0.0.1", v.BaseAddress.Host));
        Assert.Equal(emulators.Vendors.Count, emulators.Vendors.Select(v => v.BaseAddress.Port).Distinct().Count());
        Assert.Equal("Stem", emulators.Stem.Name);
        Assert.Equal(StemEmulatorOptions.DefaultApiKey, emulators.Stem.ApiKey);
    }

    [Fact]
    public async Task StartAsync_WithAFixedPort_ListensThereAndRefusesATakenOne()
    {
        await using var first = await EnergyEmulators.StartAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => EnergyEmulators.StartAsync(o => o.Stem.Port = first.Stem.BaseAddress.Port));
        int free;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            free = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        await using var second = await EnergyEmulators.StartAsync(o => o.Stem.Port = free);
        Assert.Equal(free, second.Stem.BaseAddress.Port);
    }

    [Fact]
    public async Task StartAsync_WithoutAVendor_SaysSoWhenItIsUsed()
    {
        await using var emulators = await EnergyEmulators.StartAsync(o => o.Only());
        Assert.Empty(emulators.Vendors);
        Assert.Contains("EnergyEmulatorOptions.Stem.Enabled", Assert.Throws<InvalidOperationException>(() => emulators.Stem).Message, StringComparison.Ordinal);
        await using var one = await EnergyEmulators.StartAsync(o => o.Only(o.Stem));
        Assert.Equal(["Stem"], one.Vendors.Select(v => v.Name));
    }

    [Fact]
    public async Task StartAsync_WithoutAVendor_OpensNoPort()
    {
        // Where somebody else has the port already, the emulators must not want it either.
        using var holder = new TcpListener(IPAddress.Loopback, KestrelDefaultPort);
        try
        {
            holder.Start();
        }
        catch (SocketException)
        {
            // Taken: as good as held here.
        }

        await using var emulators = await EnergyEmulators.StartAsync(o => o.Only());
        Assert.Empty(emulators.Vendors);
    }

    [Fact]
    public async Task StartAsync_WithOptionsThatCannotBe_NamesThemAndTheRemedy()
    {
        async Task<string> Message(Action<EnergyEmulatorOptions> configure) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => EnergyEmulators.StartAsync(configure))).Message;

        Assert.Contains("Port is 70000", await Message(o => o.Stem.Port = 70_000), StringComparison.Ordinal);
        Assert.Contains("TimeProvider is null", await Message(o => o.TimeProvider = null!), StringComparison.Ordinal);
        Assert.Contains("MaxPageSize is 0", await Message(o => o.Stem.MaxPageSize = 0), StringComparison.Ordinal);
        var key = await Message(o => o.Stem.ApiKey = "geheim-ß");
        Assert.Contains("ApiKey", key, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_Twice_StopsAndFreesThePort()
    {
        var emulators = await EnergyEmulators.StartAsync();
        var address = emulators.Stem.BaseAddress;
        await emulators.DisposeAsync();
        await emulators.DisposeAsync();
        using var http = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address));
    }

    [Fact]
    public async Task Requests_AfterSome_HoldWhatWasSentAndStayBounded()
    {
        await using var f = await EmulatorFixture.StartAsync();
        await f.GetAsync("/api/v1/clients?page=1&name=%C3%A9+x&name=second");
        var last = f.Stem.Requests.Last!;
        Assert.Equal(("GET", "/api/v1/clients", 400, 1L), (last.Method, last.Path, last.Status, last.Number));
        Assert.Equal("é x", last.QueryValue("name"));
        Assert.Null(last.QueryValue("Name"));
        Assert.Equal(["page", "name", "name"], last.Query.Select(q => q.Key));
        Assert.Equal("APIKEY " + f.Stem.ApiKey, last.Headers["authorization"]);
        Assert.Equal(f.Clock.GetUtcNow(), last.ReceivedAt.ToDateTimeOffset());
        Assert.DoesNotContain(f.Stem.ApiKey, last.ToString(), StringComparison.Ordinal);
        for (var i = 0; i < RequestLog.Capacity; i++)
        {
            using var response = await f.Http.GetAsync("/unknown");
        }

        Assert.Equal(RequestLog.Capacity + 1, f.Stem.Requests.Total);
        var kept = f.Stem.Requests.ToList();
        Assert.Equal(RequestLog.Capacity, kept.Count);
        Assert.Equal(2, kept[0].Number);
        f.Stem.Requests.Clear();
        Assert.Equal((0L, null), (f.Stem.Requests.Total, f.Stem.Requests.Last));
    }
}
