using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Energy.Clients.Emulators;

/// <summary>One Kestrel server for all emulators, with a listener of its own for each, on loopback only.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _app;
    private readonly FaultRules _shared;
    private readonly List<(ListenOptions Listener, VendorEmulator Vendor)> _listeners = [];
    private bool _disposed;
    private FrozenDictionary<int, VendorEmulator> _byPort = FrozenDictionary<int, VendorEmulator>.Empty;

    private EmulatorHost(IReadOnlyList<VendorEmulator> vendors, FaultRules shared)
    {
        _shared = shared;

        // The empty builder reads no settings, environment or files of the program it runs in, and logs nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            foreach (var vendor in vendors)
            {
                kestrel.Listen(IPAddress.Loopback, vendor.Port, listener =>
                {
                    listener.Protocols = HttpProtocols.Http1;
                    _listeners.Add((listener, vendor));
                });
            }
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(DispatchAsync);
    }

    internal static async Task<EmulatorHost> StartAsync(IReadOnlyList<VendorEmulator> vendors, FaultRules shared, CancellationToken cancellationToken)
    {
        var host = new EmulatorHost(vendors, shared);
        try
        {
            // Without a listener the server would open its own default port.
            if (vendors.Count > 0)
            {
                await host._app.StartAsync(cancellationToken);
            }
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        var byPort = new Dictionary<int, VendorEmulator>();
        foreach (var (listener, vendor) in host._listeners)
        {
            var port = listener.IPEndPoint!.Port;
            vendor.ListensOn(port);
            byPort.Add(port, vendor);
        }

        host._byPort = byPort.ToFrozenDictionary();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        // First, so that stalled and endless answers end and do not hold up the server.
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private Task DispatchAsync(HttpContext context) => _byPort[context.Connection.LocalPort].InvokeAsync(context, _shared, _stopping.Token);
}
