using System.Diagnostics.CodeAnalysis;

namespace Energy.Clients;

/// <summary>What the pipeline knows of one call besides its HTTP message. For authors of vendor clients.</summary>
/// <param name="Operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
/// <param name="Route">Method and route template, no value filled in.</param>
public sealed record EnergyCall(string Operation, string Route)
{
    private static readonly HttpRequestOptionsKey<EnergyCall> Key = new("Energy.Clients.Call");

    /// <summary>Whether the request may be sent again although its method is not safe. The server must not act twice on a repeat.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Whether an answer of 500 to an idempotent request of an unsafe method is final: some servers answer bad input so. Safe methods are tried again in any case.</summary>
    public bool TakesInternalErrorAsFinal { get; init; }

    /// <summary>Whether the request goes without a credential (a sign-in, a public page).</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The account whose credential and budget are used.</summary>
    public EnergyAccount? Account { get; init; }

    /// <summary>The retries left; shared with the paging engine where the call reads a page.</summary>
    public RetryBudget? Retries { get; init; }

    /// <summary>The total time limit of this call where it differs from the options'; <see langword="null"/> takes the options'.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>The timestamp (of the pipeline's <see cref="TimeProvider"/>) after which the call is over.</summary>
    internal long Deadline { get; init; }

    /// <summary>What must not show in any message about the call.</summary>
    internal Secrets? Secrets { get; init; }

    /// <summary>The answer to the call, once there is one.</summary>
    internal EnergyResponse? Response { get; init; }

    /// <summary>The call of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="call">The call.</param>
    /// <returns>Whether the request came through this pipeline.</returns>
    internal static bool TryGet(HttpRequestMessage request, [NotNullWhen(true)] out EnergyCall? call) => request.Options.TryGetValue(Key, out call);

    internal void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);
}
