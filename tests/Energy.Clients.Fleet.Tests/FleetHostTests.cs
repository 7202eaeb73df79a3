using Energy.Clients.Emulators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Energy.Clients.Fleet.Tests;

/// <summary>A whole host with Quartz in memory. What is waited for is looked at until it is there; the time limit of a test says when it is not.</summary>
public sealed class FleetHostTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Host_ReadsWhatIsAddedWhileItRuns_AndIsHealthy()
    {
        await using var vendors = await StartAsync();
        var folder = FleetFixture.NewFolder();
        using var host = Build(vendors, folder);
        await host.StartAsync();
        var register = host.Services.GetRequiredService<IFleetRegister>();
        var series = FleetFixture.SiteOf(vendors, "harbour", Now - Duration.FromHours(3));

        await register.AddAsync([series]);

        var status = await UntilAsync(register, static s => s.Series is [{ State: FleetState.Fine }]);
        Assert.InRange((Now - status.Series[0].Through!.Value).TotalMinutes, 0, 16);
        Assert.Equal(["stem+north"], Assert.Single(status.Processes).Accounts);
        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Equal("1 series read in time.", health.Entries["energy-fleet"].Description);
        await register.RemoveAsync([series.Series]);
        Assert.Empty((await register.GetStatusAsync()).Series);
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory(Timeout = Limit)]
    [InlineData(1, "ahead of that of 127.0.0.1")]
    [InlineData(-1, "behind that of 127.0.0.1")]
    public async Task ClockAnHourOff_IsASentenceInTheStatus_AndTheRestGoesOn(int hours, string expected)
    {
        await using var vendors = await StartAsync();
        var folder = FleetFixture.NewFolder();
        using var host = Build(vendors, folder, services => services.AddSingleton<TimeProvider>(new ShiftedClock(TimeSpan.FromHours(hours))));
        await host.StartAsync();
        var register = host.Services.GetRequiredService<IFleetRegister>();

        await register.AddAsync([FleetFixture.SiteOf(vendors, "harbour", Now - Duration.FromHours(6))]);

        var status = await UntilAsync(register, static s => s.Series is [{ State: FleetState.Fine }] && s.Processes is [{ Remark: not null }]);
        Assert.Contains(expected, status.Processes[0].Remark, StringComparison.Ordinal);
        Assert.Contains("Set it, best by NTP; until then readings come late or are asked for before they are there, and none is lost.", status.Processes[0].Remark,
            StringComparison.Ordinal);

        // An hour behind nothing of the last hour is asked for; an hour ahead what is not there yet is left to a later turn.
        Assert.InRange((Now - status.Series[0].Through!.Value).TotalMinutes, hours < 0 ? 60 : 0, hours < 0 ? 76 : 16);
        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact(Timeout = Limit)]
    public async Task Shutdown_WhileAVendorDoesNotAnswer_EndsWithinItsLimit_AndWhatWasReadIsStored()
    {
        await using var vendors = await StartAsync();
        var folder = FleetFixture.NewFolder();
        using var host = Build(vendors, folder, null, ("ShutdownLimit", "00:00:03"));
        await host.StartAsync();
        var register = host.Services.GetRequiredService<IFleetRegister>();
        var (slow, good) = (FleetFixture.SiteOf(vendors, "harbour", Now - Duration.FromHours(6)), FleetFixture.SiteOf(vendors, "canal", Now - Duration.FromHours(6)));
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isGoodAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        vendors.Stem.Faults.When(
            r =>
            {
                var isSlow = r.Path.Contains(slow.Series.Segments[1], StringComparison.Ordinal);
                (isSlow ? isAsked : isGoodAsked).TrySetResult();

                return isSlow;
            },
            Fault.StallHeaders());
        await register.AddAsync([slow, good]);
        await Task.WhenAll(isAsked.Task, isGoodAsked.Task);

        await host.StopAsync();

        // The folder is free, and what the other series had is in it.
        host.Dispose();
        await using var after = new FileFleetStore(new FleetOptions { Folder = folder }, TimeProvider.System);
        await after.PrepareAsync(default);
        Assert.NotNull(await after.Sink.GetCheckpointAsync(good.Series.ToString()));
        Assert.Null(await after.Sink.GetCheckpointAsync(slow.Series.ToString()));
    }

    private static Instant Now => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private static Task<EnergyEmulators> StartAsync() => EnergyEmulators.StartAsync(static o =>
    {
        o.Only(o.Stem);
        o.Stem.StartsOnTheGrid = true;
    });

    private static IHost Build(EnergyEmulators vendors, string folder, Action<IServiceCollection>? more = null, params (string Setting, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEnergyFleet(FleetFixture.Section(vendors, folder, [("CheckIn", "00:00:02"), .. settings]));
        builder.Services.AddHealthChecks().AddEnergyFleet();
        more?.Invoke(builder.Services);
        return builder.Build();
    }

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
}
