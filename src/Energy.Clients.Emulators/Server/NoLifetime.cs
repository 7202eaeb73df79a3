using Microsoft.Extensions.Hosting;

namespace Energy.Clients.Emulators;

/// <summary>Leaves Ctrl+C and the end of the process to the program that the emulators run in.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
