namespace Energy.Clients.Authoring;

/// <summary>The rows of a list's page as they arrive.</summary>
internal sealed class ListPageBody<T, TReader>(EnergyTransport transport, EnergyResponse response, Stream body, ListPage<T> page, TReader rows)
    : StreamedPageBody<T>(response, body)
    where TReader : struct, IRowReader<T>
{
    private readonly EnergyResponse _response = response;
    private readonly JsonRowStream<T, TReader> _rows = new(body, response.Call, page.Envelope, rows, transport.Drift, transport.Limits);
    private int _count;
    private bool _complete;

    public override T[] Items => _rows.Items;

    public override int Count => _count;

    public override PagePosition? Next => _complete ? page.Next : null;

    public override long? Total => page.Total;

    public override Interval? Covers => page.Covers;

    public override ulong FirstElementHash => page.FirstElementHash;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _count = 0;
        if (await _rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _count = page.Keep(_rows.Items.AsSpan(0, _rows.Count));
            return true;
        }

        page.Complete(_response);
        _complete = true;
        return false;
    }

    public override ValueTask DisposeAsync()
    {
        _rows.Dispose();
        return base.DisposeAsync();
    }
}
