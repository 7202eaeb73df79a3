using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.FlexMeasures;

/// <summary>One list.</summary>
internal sealed record FlexMeasuresListRoute<T>
    where T : class
{
    public required EnergyCall Call { get; init; }

    /// <summary>Path and query without the paging.</summary>
    public required string Path { get; init; }

    public required JsonTypeInfo<T> TypeInfo { get; init; }

    public required Func<T, ulong> Fingerprint { get; init; }

    public required int FirstPage { get; init; }

    public required int? PageSize { get; init; }

    /// <summary>Whether the server sends pages even when none is asked for.</summary>
    public bool AlwaysPaged { get; init; }
}
