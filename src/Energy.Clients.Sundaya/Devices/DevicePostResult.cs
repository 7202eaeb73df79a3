namespace Energy.Clients.Sundaya;

/// <summary>What became of telemetry that the server took. Taken means queued: what a broker does with it afterwards cannot be seen.</summary>
/// <param name="Requests">How many requests it took.</param>
/// <param name="Datasets">How many datasets the server counted; one that was split over requests counts in each.</param>
/// <param name="Samples">How many samples were sent.</param>
/// <param name="Answers">The server's answers, one a request.</param>
public sealed record DevicePostResult(int Requests, int Datasets, int Samples, IReadOnlyList<SundayaStatus> Answers);
