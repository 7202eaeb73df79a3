using Energy.Clients.IOTile;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.Docs.Tests.Snippets;

#region docs/iotile-script.md
/// <summary>A script against an IOTile Cloud. The steps run in the order in which they stand here; only the work has to be written.</summary>
public abstract partial class IOTileScript(IOTileClient client, IHostApplicationLifetime lifetime, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan TimeToSignOut = TimeSpan.FromSeconds(10);

    protected IOTileClient Client { get; } = client;

    /// <summary>Runs a script to its end. What a step throws comes out of here, once the script has signed out.</summary>
    public static async Task RunAsync<TScript>(string[] args, Action<HostApplicationBuilder>? options = null, CancellationToken cancellationToken = default)
        where TScript : IOTileScript
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddIOTileClient(builder.Configuration.GetSection("IOTile"));
        options?.Invoke(builder);
        builder.Services.AddSingleton<TScript>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<TScript>());
        using var host = builder.Build();
        var script = host.Services.GetRequiredService<TScript>();
        await host.StartAsync(cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        await script.ExecuteTask!;
    }

    protected virtual Task BeforeLoginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task LoginAsync(CancellationToken cancellationToken) => Client.Session.GetTokenAsync(cancellationToken);

    protected virtual Task AfterLoginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    protected virtual Task LogoutAsync(CancellationToken cancellationToken) => Client.Session.LogoutAsync(cancellationToken);

    protected virtual Task AfterLogoutAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await BeforeLoginAsync(stoppingToken);
            await LoginAsync(stoppingToken);
            try
            {
                await AfterLoginAsync(stoppingToken);
                await WorkAsync(stoppingToken);
            }
            finally
            {
                await SignOutAsync();
            }
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    // Also when the work threw or Ctrl+C stopped it, so with a token of its own; and a sign-out that fails must not hide what the work threw.
    private async Task SignOutAsync()
    {
        using var limit = new CancellationTokenSource(TimeToSignOut);
        try
        {
            await LogoutAsync(limit.Token);
            await AfterLogoutAsync(limit.Token);
        }
        catch (Exception e) when (e is EnergyApiException or OperationCanceledException)
        {
            NotSignedOut(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The script could not sign out.")]
    private static partial void NotSignedOut(ILogger logger, Exception exception);
}
#endregion

#region docs/iotile-script.md
public sealed class CountDevices(IOTileClient client, IHostApplicationLifetime lifetime, ILogger<CountDevices> logger) : IOTileScript(client, lifetime, logger)
{
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var devices = await Client.Devices.ListAsync(cancellationToken: cancellationToken).CountAsync(cancellationToken);
        Console.WriteLine($"{devices} devices");
    }
}
#endregion

internal static class IOTileScriptProgram
{
    public static async Task MainAsync(string[] args)
    {
        #region docs/iotile-script.md
        await IOTileScript.RunAsync<CountDevices>(args);
        #endregion
    }
}
