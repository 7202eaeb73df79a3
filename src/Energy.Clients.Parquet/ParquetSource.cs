namespace Energy.Clients.Parquet;

/// <summary>The row groups of a file as pages.</summary>
internal sealed class ParquetSource(string path, string identity, int groups) : PageSource<Reading>
{
    public override EnergyEndpoint Endpoint { get; } = new EnergyPath("row-groups").Get("Parquet.RowGroups.Read");

    // Not the path: a file that was moved is still the same one.
    public override string Query => identity;

    public override PagingContext Context => PagingContext.InMemory;

    public override PagePosition? FirstPosition() => groups == 0 ? null : new PageNumber(0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) =>
        PageNumber.TryParse(text, out position) && ((PageNumber)position).Number < groups;

    // None: it is a file.
    public override ValueTask<long?> CountRequestsAsync(PagePosition from, CancellationToken cancellationToken) => new(0);

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override async ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var at = (PageNumber)request.Position;
        var reader = await ParquetSeries.ReaderOfAsync(path, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        try
        {
            var readings = await ReadingColumns.ReadAsync(reader, at.Number, cancellationToken).ConfigureAwait(false);
            return new BufferedPageBody<Reading>(readings, readings.Length, at.Number + 1 < groups ? at.Next : null, PageResponse.None);
        }
        catch (Exception e) when (e is not (OperationCanceledException or InvalidDataException))
        {
            // Whatever the library throws; also for want of the memory that a wrong number of rows asks for, and where it is sent before the beginning of the file.
            throw new InvalidDataException(
                $"Row group {at.Number} of '{path}' cannot be read: {e.Message} The file is damaged, or in a form that is not known. The groups before it were read; make the file "
                    + $"again, or bring it back, and go on from the token.", e);
        }
    }
}
