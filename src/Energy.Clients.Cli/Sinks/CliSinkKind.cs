using Microsoft.Extensions.Configuration;

namespace Energy.Clients.Cli.Sinks;

/// <summary>A kind of sink that <c>energy copy</c> writes to.</summary>
/// <param name="What">What it is, in a few words.</param>
/// <param name="Example">How it is written on the command line.</param>
/// <param name="IsIt">Whether a text of the command line names one.</param>
/// <param name="OpenAsync">Opens it: the text, the container with the clients, the settings.</param>
internal sealed record CliSinkKind(string What, string Example, Func<string, bool> IsIt,
    Func<string, IServiceProvider, IConfiguration, CancellationToken, ValueTask<CliSink>> OpenAsync);
