using Microsoft.Extensions.Logging;

namespace Energy.Clients;

/// <summary>What a client that is made without a container is built on: what sends, the clock, the logs. With a container, they come from there.</summary>
/// <example>
/// <code>
/// using var stem = new StemClient(options, new() { TimeProvider = clock, LoggerFactory = loggers });
/// </code>
/// </example>
public sealed class EnergyClientSetup
{
    /// <summary>What really sends, for tests or a proxy; <see langword="null"/>, the default, makes a <see cref="SocketsHttpHandler"/>. It is disposed with the client.</summary>
    public HttpMessageHandler? PrimaryHandler { get; init; }

    /// <summary>The clock; <see langword="null"/>, the default, is the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>Where logs go; <see langword="null"/>, the default, logs nothing. It is the caller's to dispose.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>A setup with a handler of one's own and the defaults of the rest: <c>new StemClient(options, handler)</c>.</summary>
    /// <param name="primaryHandler">What really sends.</param>
    [return: NotNullIfNotNull(nameof(primaryHandler))]
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "PrimaryHandler is the named alternate.")]
    public static implicit operator EnergyClientSetup?(HttpMessageHandler? primaryHandler) => primaryHandler is null ? null : new() { PrimaryHandler = primaryHandler };
}
