using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.OpenCec;

/// <summary>One list: where it is asked for, and what is kept of it.</summary>
internal sealed record OpenCecListRoute<T>
    where T : class
{
    public required EnergyCall Call { get; init; }

    public required string Target { get; init; }

    public required JsonTypeInfo<T> TypeInfo { get; init; }

    public required Func<T, int> IdOf { get; init; }

    /// <summary>The text of the filters that are decided here, part of the query's identity.</summary>
    public string? LocalFilter { get; init; }

    /// <summary>Gets what the local filter needs to know, once a walk, and gives the filter; null keeps all.</summary>
    public Func<CancellationToken, ValueTask<Func<T, bool>>>? OpenFilter { get; init; }
}
