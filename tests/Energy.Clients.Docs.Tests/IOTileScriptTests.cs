using Energy.Clients.Docs.Tests.Snippets;
using Energy.Clients.Emulators;
using Energy.Clients.IOTile;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.Docs.Tests;

/// <summary>The template of docs/iotile-script.md, run against the emulator.</summary>
public sealed class IOTileScriptTests
{
    [Fact]
    public async Task RunAsync_Script_CallsItsStepsInTheStatedOrder()
    {
        await using var vendors = await StartAsync();
        var steps = new List<string>();

        await IOTileScript.RunAsync<Recorded>(Arguments(vendors), builder => Configure(builder, new Plan(steps, null)));

        Assert.Equal(["options", "before login", "login", "after login", "work", "logout", "after logout"], steps);
        Assert.Equal(["/api/v1/auth/login/", "/api/v1/auth/user-info/", "/api/v1/device/", "/api/v1/auth/logout/"], Paths(vendors));
    }

    [Fact]
    public async Task RunAsync_WorkThatThrows_SignsOutAndThrowsTheSame()
    {
        await using var vendors = await StartAsync();
        var steps = new List<string>();

        var failure =
            await Assert.ThrowsAsync<InvalidDataException>(() =>
                IOTileScript.RunAsync<Recorded>(Arguments(vendors), builder => Configure(builder, new Plan(steps, new InvalidDataException("the work failed")))));

        Assert.Equal("the work failed", failure.Message);
        Assert.Equal(["options", "before login", "login", "after login", "work", "logout", "after logout"], steps);
        Assert.Equal("/api/v1/auth/logout/", Paths(vendors)[^1]);
    }

    [Fact]
    public async Task RunAsync_SignOutThatFailsToo_ThrowsWhatTheWorkThrew()
    {
        await using var vendors = await StartAsync();
        var plan = new Plan([], new InvalidDataException("the work failed")) { BeforeThrowing = () => vendors.IOTile.Faults.Always(Fault.Status(500)) };

        await Assert.ThrowsAsync<InvalidDataException>(() => IOTileScript.RunAsync<Recorded>(Arguments(vendors), builder => Configure(builder, plan)));
    }

    [Fact]
    public async Task RunAsync_StoppedWhileItWorks_SignsOutAllTheSame()
    {
        await using var vendors = await StartAsync();
        var started = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();

        var run = IOTileScript.RunAsync<Endless>(
            Arguments(vendors),
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton(started);
            },
            stop.Token);
        await started.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal("/api/v1/auth/logout/", Paths(vendors)[^1]);
    }

    [Fact]
    public async Task RunAsync_WrongPassword_DoesNoWork()
    {
        await using var vendors = await StartAsync();
        var steps = new List<string>();

        await Assert.ThrowsAsync<EnergyAuthenticationException>(() =>
            IOTileScript.RunAsync<Recorded>([.. Arguments(vendors), "--IOTile:Password", "wrong"], builder => Configure(builder, new Plan(steps, null))));

        Assert.Equal(["options", "before login", "login"], steps);
    }

    [Fact]
    public async Task RunAsync_SampleOfThePage_Runs()
    {
        await using var vendors = await StartAsync();

        await IOTileScript.RunAsync<CountDevices>(Arguments(vendors), static builder => builder.Logging.ClearProviders());

        Assert.Contains("/api/v1/device/", Paths(vendors));
    }

    private static Task<EnergyEmulators> StartAsync() => EnergyEmulators.StartAsync(static o =>
    {
        o.Only(o.IOTile);
        o.IOTile.Days = 0;
    });

    private static string[] Arguments(EnergyEmulators vendors) =>
        ["--IOTile:BaseAddress", vendors.IOTile.BaseAddress.ToString(), "--IOTile:UserName", vendors.IOTile.UserName, "--IOTile:Password", vendors.IOTile.Password];

    private static List<string> Paths(EnergyEmulators vendors) => [.. vendors.IOTile.Requests.ToList().Select(static r => r.Path)];

    private static void Configure(HostApplicationBuilder builder, Plan plan)
    {
        plan.Steps.Add("options");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(plan);
    }

    private sealed class Endless(IOTileClient client, IHostApplicationLifetime lifetime, ILogger<Endless> logger, TaskCompletionSource started)
        : IOTileScript(client, lifetime, logger)
    {
        protected override Task WorkAsync(CancellationToken cancellationToken)
        {
            started.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    private sealed record Plan(List<string> Steps, Exception? Failure)
    {
        public Action? BeforeThrowing { get; init; }
    }

    private sealed class Recorded(IOTileClient client, IHostApplicationLifetime lifetime, ILogger<Recorded> logger, Plan plan) : IOTileScript(client, lifetime, logger)
    {
        protected override Task BeforeLoginAsync(CancellationToken cancellationToken) => Step("before login", base.BeforeLoginAsync, cancellationToken);

        protected override Task LoginAsync(CancellationToken cancellationToken) => Step("login", base.LoginAsync, cancellationToken);

        protected override Task AfterLoginAsync(CancellationToken cancellationToken) => Step("after login", base.AfterLoginAsync, cancellationToken);

        protected override async Task WorkAsync(CancellationToken cancellationToken)
        {
            plan.Steps.Add("work");
            await Client.Devices.ListAsync(cancellationToken: cancellationToken).CountAsync(cancellationToken);
            if (plan.Failure is { } failure)
            {
                plan.BeforeThrowing?.Invoke();
                throw failure;
            }
        }

        protected override Task LogoutAsync(CancellationToken cancellationToken) => Step("logout", base.LogoutAsync, cancellationToken);

        protected override Task AfterLogoutAsync(CancellationToken cancellationToken) => Step("after logout", base.AfterLogoutAsync, cancellationToken);

        private Task Step(string name, Func<CancellationToken, Task> step, CancellationToken cancellationToken)
        {
            plan.Steps.Add(name);
            return step(cancellationToken);
        }
    }
}
