using System.Diagnostics.CodeAnalysis;

namespace Energy.Clients.IOTile;

/// <summary>
/// Reads data by value and not by page number alone, so that rows which move between pages are neither lost nor doubled: each page asks from the last value
/// on and leaves out the rows of that value that were handed out. Where more than 64 rows share a value, its pages are counted, and a total that
/// changes meanwhile is an error.
/// </summary>
internal sealed class IOTileKeysetSource<T, TReader>(EnergyTransport transport, EnergyRequest request, QueryArguments query, long? lastN, IOTileKeyset<T> keyset, TReader rows)
    : ListSource<T, TReader>(transport, rows)
    where TReader : struct, IRowReader<T>
{
    public override EnergyEndpoint Endpoint => request.Endpoint;

    public override string Query => $"{IOTileApi.PathOf(request)}?{query}&lastn={lastN}&by={keyset.Parameter}&as={typeof(T).Name}";

    public override PagePosition? FirstPosition() => IOTilePosition.First(lastN);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => IOTilePosition.TryParse(text, out position);

    public override ulong Fingerprint(T item) => keyset.Identity(item);

    protected override ValueTask<ListPage<T>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken)
    {
        var at = (IOTilePosition)position;
        var asked = query.Copy();
        if (lastN is not null)
        {
            asked.Set("lastn", at.Key is null ? lastN : keyset.LastNAfterwards);
        }

        if (at.Key is { } key)
        {
            asked.Set(keyset.Parameter, keyset.Text(key));
        }

        if (at.Page > 1)
        {
            asked.Set("page", at.Page);
        }

        return new(new IOTileKeysetPage<T>(request.With(asked), at, keyset));
    }
}
