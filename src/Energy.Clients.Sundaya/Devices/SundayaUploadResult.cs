namespace Energy.Clients.Sundaya;

/// <summary>What became of telemetry that the server took. Taken means queued: what a broker does with it afterwards cannot be seen.</summary>
public sealed class SundayaUploadResult
{
    /// <summary>How many requests it took.</summary>
    public required int Requests { get; init; }

    /// <summary>How many datasets the server counted; one that was split over requests counts in each.</summary>
    public required int Datasets { get; init; }

    /// <summary>How many samples were sent.</summary>
    public required int Samples { get; init; }

    /// <summary>The server's answers, one a request.</summary>
    public required IReadOnlyList<SundayaStatus> Answers { get; init; }
}
