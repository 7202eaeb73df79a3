namespace Energy.Clients.Authoring;

/// <summary>What the pipeline knows of one call besides its HTTP message. For authors of vendor clients.</summary>
/// <param name="Endpoint">What is called.</param>
public sealed record EnergyCall(EnergyEndpoint Endpoint)
{
    private static readonly HttpRequestOptionsKey<EnergyCall> Key = new("Energy.Clients.Call");

    /// <summary>The operation, as <c>Vendor.Group.Verb</c>.</summary>
    public string Operation => Endpoint.Operation;

    /// <summary>Method and route template, no value filled in.</summary>
    public string Route => Endpoint.Route;

    /// <summary>The account whose credential and budget are used.</summary>
    internal EnergyAccount? Account { get; init; }

    /// <summary>The rate budgets that the call stands in; <see langword="null"/> where nobody counts.</summary>
    internal RateBudgets? Budgets { get; init; }

    /// <summary>Whether the server has refused a try of the call because it is asked too often.</summary>
    internal bool WasRefused { get; set; }

    /// <summary>The retries left; shared with the paging engine where the call reads a page.</summary>
    internal RetryBudget Retries { get => field ??= RetryPolicy.None.NewBudget(); init; }

    /// <summary>The total time limit.</summary>
    internal TotalLimit Limit { get => field ??= new TotalLimit(TimeProvider.System, Timeout.InfiniteTimeSpan); init; }

    /// <summary>The transport that makes the call; for sign-ins on its behalf.</summary>
    internal EnergyTransport? Transport { get; init; }

    /// <summary>What must not show in any message about the call.</summary>
    internal Secrets Secrets { get; } = new();

    /// <summary>The answer to the call, once there is one.</summary>
    internal EnergyResponse? Response { get; set; }

    /// <summary>The call of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="call">The call.</param>
    /// <returns>Whether the request came through this pipeline.</returns>
    internal static bool TryGet(HttpRequestMessage request, [NotNullWhen(true)] out EnergyCall? call) => request.Options.TryGetValue(Key, out call);

    /// <summary>Whether asking again changes nothing on the server.</summary>
    internal static bool IsSafe(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options;

    /// <summary>Whether a request that failed may be sent again.</summary>
    internal bool IsRepeatable(HttpMethod method) => IsSafe(method) || Endpoint.IsIdempotent;

    internal void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);
}
