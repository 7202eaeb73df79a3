namespace Energy.Clients.Sundaya;

/// <summary>How telemetry is sent.</summary>
public sealed record SundayaUploadOptions
{
    /// <summary>The largest body that the server takes: 1 MiB.</summary>
    public const int ServerBodyLimit = 1_048_576;

    /// <summary>The largest body of one request, 1,024 bytes to <see cref="ServerBodyLimit"/>. Datasets that need more are sent in several requests.</summary>
    /// <value><see cref="ServerBodyLimit"/>.</value>
    public int MaxBodyBytes { get; init; } = ServerBodyLimit;

    /// <summary>
    /// Whether a request whose fate is not known (no answer, a 500, a broken connection) is sent again. The server has no key to tell a repeat by: what it had already accepted is
    /// then stored twice.
    /// </summary>
    /// <value><see langword="false"/>: it fails, and the caller decides.</value>
    public bool RetryUncertain { get; init; }

    /// <summary>Where to go on with an upload that failed half-way, for the same datasets: what lies before is not sent again. From <see cref="SundayaUploadException.ResumeAt"/>
    /// or <see cref="OnAccepted"/>.</summary>
    /// <value>The beginning.</value>
    public SundayaUploadPosition ResumeAt { get; init; }

    /// <summary>Called after each request that the server took, with the first sample that is not yet taken: store it where an upload must survive a crash.</summary>
    /// <value><see langword="null"/>: nothing is called.</value>
    public Action<SundayaUploadPosition>? OnAccepted { get; init; }
}
