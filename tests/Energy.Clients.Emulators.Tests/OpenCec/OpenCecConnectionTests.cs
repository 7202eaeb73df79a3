using System.Diagnostics;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests;

/// <summary>The server lets go of connections without a word; a client that keeps them must live with it.</summary>
public sealed class OpenCecConnectionTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new(Instant.FromUtc(2024, 6, 15, 12, 0));
    private EnergyEmulators _emulators = null!;

    public async Task InitializeAsync() => _emulators = await EnergyEmulators.StartAsync(o =>
    {
        o.Only(o.OpenCec, o.Stem);
        o.TimeProvider = _clock;
    });

    public Task DisposeAsync() => _emulators.DisposeAsync().AsTask();

    [Theory]
    [InlineData("DELETE", "/admin/listings/4")]
    [InlineData("DELETE", "/admin/entity-types/1")]
    [InlineData("GET", "/admin/listings?manufacturer=%00")]
    public async Task Answer_Of500_IsWholeAndTheConnectionEndsBehindIt(string method, string target)
    {
        using var connection = await RawConnection.OpenAsync(_emulators.OpenCec.BaseAddress);
        await connection.SendAsync(method, target, _emulators.OpenCec.ApiKey);

        var (head, body) = await connection.ReceiveAsync();

        Assert.StartsWith("HTTP/1.1 500", head, StringComparison.Ordinal);
        Assert.Equal("Internal Server Error", body);
        Assert.DoesNotContain("Connection:", head, StringComparison.OrdinalIgnoreCase);
        Assert.True(await connection.EndsAsync());
    }

    [Fact]
    public async Task Connection_OfAnswersThatAreNoFailure_IsKept()
    {
        using var connection = await RawConnection.OpenAsync(_emulators.OpenCec.BaseAddress);
        foreach (var (target, status) in new[] { ("/", 200), ("/admin/listings?id=99", 404), ("/nowhere", 404), ("/listings?id=x", 422), ("/listings", 200) })
        {
            await connection.SendAsync("GET", target, _emulators.OpenCec.ApiKey);
            Assert.StartsWith(FormattableString.Invariant($"HTTP/1.1 {status}"), (await connection.ReceiveAsync()).Head, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Connection_IdleForFiveSecondsOfTheClock_IsClosedAndNotBefore()
    {
        using var connection = await RawConnection.OpenAsync(_emulators.OpenCec.BaseAddress);
        for (var i = 0; i < 2; i++)
        {
            await connection.SendAsync("GET", "/listings", _emulators.OpenCec.ApiKey);
            await connection.ReceiveAsync();
            await UntilItCountsAsync();
            _clock.Advance(TimeSpan.FromSeconds(4.9));
        }

        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(await connection.EndsAsync());
    }

    [Fact]
    public async Task Connection_WithARequestUnderWay_IsNotIdle()
    {
        using var connection = await RawConnection.OpenAsync(_emulators.OpenCec.BaseAddress);
        _emulators.OpenCec.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(60)));
        await connection.SendAsync("GET", "/listings", _emulators.OpenCec.ApiKey);
        await _clock.WhenDelayedAsync();

        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.StartsWith("HTTP/1.1 200", (await connection.ReceiveAsync()).Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_OfAnotherVendor_OutlivesAFailureAndAnIdleHour()
    {
        using var connection = await RawConnection.OpenAsync(_emulators.Stem.BaseAddress);
        _emulators.Stem.Faults.Next(Fault.Status(500));
        for (var i = 0; i < 2; i++)
        {
            await connection.SendAsync("GET", "/api/v1/clients", "");
            Assert.StartsWith(i == 0 ? "HTTP/1.1 500" : "HTTP/1.1 401", (await connection.ReceiveAsync()).Head, StringComparison.Ordinal);
            _clock.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task IdleConnections_UnderAClockThatMovesByItself_DoNotMoveIt()
    {
        _clock.AutoAdvance = true;
        var before = _clock.GetUtcNow();
        using var connection = await RawConnection.OpenAsync(_emulators.OpenCec.BaseAddress);
        await connection.SendAsync("GET", "/listings", _emulators.OpenCec.ApiKey);
        await connection.ReceiveAsync();
        await UntilItCountsAsync();

        Assert.Equal((before, 0), (_clock.GetUtcNow(), _clock.PendingDelays));
    }

    // The answer can be here before the server has begun to count.
    private async Task UntilItCountsAsync()
    {
        var time = Stopwatch.StartNew();
        while (_clock.NextDueIn != TimeSpan.FromSeconds(5))
        {
            Assert.True(time.Elapsed < TimeSpan.FromMinutes(2), "The server does not count the idle time.");
            await Task.Delay(1);
        }
    }
}
