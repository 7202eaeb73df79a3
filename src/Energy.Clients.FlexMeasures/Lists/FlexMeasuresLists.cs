using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.FlexMeasures;

/// <summary>Lists, the same way in every group.</summary>
internal static class FlexMeasuresLists
{
    /// <summary>Lists what a query asks for.</summary>
    public static Paged<T> List<T>(
        this EnergyTransport transport, EnergyRequest list, FlexMeasuresListQuery? query, JsonTypeInfo<T> rows, Func<T, ulong> fingerprint, CancellationToken cancellationToken,
        bool alwaysPaged = false)
        where T : class
    {
        query?.CheckPaging();
        return new Paged<T>(
            new FlexMeasuresListSource<T>(transport, query is null ? list : list.With(query.ToQuery()), rows, fingerprint, query?.FirstPage ?? 1, query?.PageSize, alwaysPaged),
            cancellationToken);
    }

    /// <summary>Lists what comes in one answer.</summary>
    public static Paged<T> List<T>(this EnergyTransport transport, EnergyRequest list, JsonTypeInfo<T> rows, Func<T, ulong> fingerprint, CancellationToken cancellationToken)
        where T : class => transport.List(list, null, rows, fingerprint, cancellationToken);
}
