using System.Text.Json;

namespace Energy.Clients.IOTile;

/// <summary>A data frame as JSON: one answer, a bare array.</summary>
internal sealed class IOTileFrameSource(EnergyTransport transport, EnergyCall call, IOTileQuery query) : PageSource<IOTileFrameRow>
{
    public override string Operation => call.Operation;

    public override string Query => query.ToString();

    public override PagingContext Context => transport.Paging;

    public override string? FirstPosition() => "all";

    public override ulong Fingerprint(IOTileFrameRow item) => StableHash.Add(
        StableHash.Add((ulong)item.Row.ToUnixTimeTicks(), StableHash.Of(item.StreamSlug)), (ulong)BitConverter.DoubleToInt64Bits(item.Value ?? item.IntValue ?? double.NaN));

    public override async ValueTask<PageBody<IOTileFrameRow>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        using var message = IOTileApi.Message(HttpMethod.Get, "df/", query);
        var response = await transport.SendAsync(call with { Retries = request.Retries }, message, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            return new Frame(transport, response, await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private sealed class BareArray : IEnvelopeReader
    {
        public string? RowsMember => null;

        public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
        {
            // A bare array has no members.
        }

        public void Complete(bool rowsSeen)
        {
            // Nothing stands beside the rows.
        }
    }

    private sealed class Frame(EnergyTransport transport, EnergyResponse response, Stream body) : PageBody<IOTileFrameRow>
    {
        private readonly JsonRowStream<IOTileFrameRow, JsonRowReader<IOTileFrameRow>> _rows = new(
            body, response.Call, new BareArray(), new JsonRowReader<IOTileFrameRow>(IOTileJsonContext.Default.IOTileFrameRow), transport.Drift, transport.Limits);

        public override IOTileFrameRow[] Items => _rows.Items;

        public override int Count => _rows.Count;

        public override string? Next => null;

        public override PageResponse Response => response.Info;

        public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => _rows.ReadAsync(cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            _rows.Dispose();
            await body.DisposeAsync().ConfigureAwait(false);
            response.Dispose();
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}
