namespace Energy.Clients;

/// <summary>The root of every failure that this family reports while it talks to a vendor's cloud.</summary>
/// <remarks>
/// Two branches: no usable answer came (<see cref="EnergyTransportException"/>), or one did (<see cref="EnergyResponseException"/>).
/// The caller's own cancellation is never one of these: it is always a plain <see cref="OperationCanceledException"/>. Bad arguments are
/// <see cref="ArgumentException"/>s, thrown at the call. No message, property or inner exception carries a credential.
/// </remarks>
/// <param name="message">What was asked, what came back, whether trying again can help, and what to do.</param>
/// <param name="innerException">The cause, if there is one.</param>
public abstract class EnergyApiException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The operation that failed, as <c>Vendor.Group.Verb</c> (<c>Stem.Clients.List</c>); empty when unknown.</summary>
    public string Operation { get => Facts.Operation; init => Facts = Facts with { Operation = value }; }

    /// <summary>Method and route template of the request (<c>GET /api/v1/clients/{clientId}/sites</c>), with no value filled in; empty when unknown.</summary>
    public string Route { get => Facts.Route; init => Facts = Facts with { Route = value }; }

    /// <summary>Whether the same call may succeed later without any change. The pipeline's own retries are already spent.</summary>
    public bool CanRetry { get => Facts.CanRetry; init => Facts = Facts with { CanRetry = value }; }

    /// <summary>How long the server asked to wait before trying again, never negative; <see langword="null"/> when it did not say.</summary>
    public Duration? RetryAfter { get => Facts.RetryAfter; init => Facts = Facts with { RetryAfter = value }; }

    /// <summary>
    /// Where a list or a read stopped: a token from which the same query yields exactly the items that were not yet yielded;
    /// <see langword="null"/> when the failure did not happen while paging.
    /// </summary>
    public PageToken? ResumeFrom { get; internal set; }

    internal ErrorFacts Facts { get; init; } = ErrorFacts.None;
}
