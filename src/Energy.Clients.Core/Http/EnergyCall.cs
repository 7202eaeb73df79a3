using System.Diagnostics.CodeAnalysis;

namespace Energy.Clients;

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

    /// <summary>The retries left; shared with the paging engine where the call reads a page.</summary>
    internal RetryBudget Retries { get; init; } = RetryPolicy.None.NewBudget();

    /// <summary>The total time limit.</summary>
    internal TimeSpan TotalTimeout { get; init; }

    /// <summary>The timestamp (of the pipeline's <see cref="TimeProvider"/>) after which the call is over.</summary>
    internal long Deadline { get; init; }

    /// <summary>What must not show in any message about the call.</summary>
    internal Secrets Secrets { get; } = new();

    /// <summary>The answer to the call, once there is one.</summary>
    internal EnergyResponse? Response { get; init; }

    /// <summary>The call of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="call">The call.</param>
    /// <returns>Whether the request came through this pipeline.</returns>
    internal static bool TryGet(HttpRequestMessage request, [NotNullWhen(true)] out EnergyCall? call) => request.Options.TryGetValue(Key, out call);

    internal void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);
}
